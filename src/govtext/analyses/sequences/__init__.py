"""Sequences of words: counted in each part of a corpus; lexical bundles."""
