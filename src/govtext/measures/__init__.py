"""Formulas on numbers and arrays: no files, no text, no command line."""
