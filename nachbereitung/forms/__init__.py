"""What is typed for minutes."""
