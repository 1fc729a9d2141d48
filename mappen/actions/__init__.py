"""Ordering packets and taking in filled sheets."""
