"""From bytes to a clean, structured document."""

VERSION = 5  # raise when reading, cleaning or structure changes what it gives: it is part of the key of the cache
