"""What pages show of papers."""
