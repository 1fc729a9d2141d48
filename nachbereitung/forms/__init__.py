"""What is typed after a sitting."""
