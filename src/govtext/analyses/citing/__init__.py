"""Parts of `citations`."""
