"""Evenness: the parts of a corpus, where words stand in them, and how evenly."""
