"""From a document's text to a positional index of its words."""
