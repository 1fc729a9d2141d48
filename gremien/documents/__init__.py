"""The letterhead as it is printed."""
