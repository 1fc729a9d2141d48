"""The pages of what follows a sitting."""
