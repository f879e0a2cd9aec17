"""Counting: how often words occur, over how many units, and how varied a vocabulary is."""
