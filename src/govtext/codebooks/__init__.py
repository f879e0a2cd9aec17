"""Codebooks: codes with indicators, read from TOML, and the places in a corpus at which the indicators fire."""
