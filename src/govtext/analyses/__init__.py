"""Analyses: from a token index to tables. One analysis a file, one public function each."""
