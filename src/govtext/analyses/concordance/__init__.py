"""The concordance: places of patterns found, filtered, sorted, quoted and coded by hand."""
