"""Forms of the city's master data."""
