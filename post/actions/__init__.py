"""Writing to somebody, and choosing what one is written."""
