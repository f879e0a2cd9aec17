"""Keyness: contrasts of groups, the tests and sizes of effect on them, references from outside."""
