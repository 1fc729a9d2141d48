"""What pages show of packets, filled sheets and prints that somebody asks about."""
