"""The minutes written out: who was there, what was decided, what was said."""
