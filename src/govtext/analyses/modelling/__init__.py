"""Topics: units and words, the model with its robustness, its tables."""
