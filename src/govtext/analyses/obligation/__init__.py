"""Parts of `modality`: markers and their classes, negation, subjects, the tables."""
