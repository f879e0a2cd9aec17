"""Actors: who is named, together with whom, in which words, and doing what."""
