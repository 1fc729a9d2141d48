"""Binding a packet in the background, and the proof that it is clean."""
