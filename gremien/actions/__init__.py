"""Acts about kept files."""
