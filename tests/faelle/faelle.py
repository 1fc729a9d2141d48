"""The inputs of the cases, as they lie in the folder."""

from pathlib import Path

EINGABE = Path(__file__).parent / "eingabe"


def read_richtext(name: str) -> tuple[str, str]:
    """Return draft resolution and reasons of ``rt/<name>``, as somebody might send them."""
    beschluss, begruendung = (EINGABE / "rt" / name).read_text("utf-8").split("<!--SPLIT-->")
    return beschluss, begruendung
