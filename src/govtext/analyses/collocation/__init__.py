"""Collocation: windows around a node, the pairs in them, their measures, contrasts and graph."""
