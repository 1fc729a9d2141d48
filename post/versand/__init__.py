"""What leaves the house: the mail itself, and the way to the server that takes it."""
