"""What is printed after a sitting: minutes, extracts, announcements, reports."""
