"""What is done after a sitting: its minutes, and what becomes of its decisions."""
