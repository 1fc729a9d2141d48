"""What goes into a packet, and sheets to be filled in."""
