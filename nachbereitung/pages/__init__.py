"""What pages show after a sitting."""
