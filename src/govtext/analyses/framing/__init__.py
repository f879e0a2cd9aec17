"""Parts of `frames`: codes by group, what codes share, where they stand, the coded lines, what no code has."""
