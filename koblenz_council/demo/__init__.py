"""The demo council: Koblenz's bodies and offices, invented people, and a year of papers on their way."""
