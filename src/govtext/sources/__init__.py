"""From bytes to a clean, structured document."""
