"""Numbers as they are written in German sentences."""


def format_zahl(zahl: int) -> str:
    """Return a whole number with a point every three digits: 12.345."""
    return f"{zahl:,}".replace(",", ".")
