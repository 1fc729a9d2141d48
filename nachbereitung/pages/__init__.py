"""What pages show of minutes."""
