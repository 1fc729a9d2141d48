"""Where each element of the tag tree comes from: the engine builds the tree box by box and then forgets the boxes.

What is broken by a line or a page is several boxes and would be several elements; to find them again, and to know the
grid of a table as a whole, every element remembers its box.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple


class Herkunft(NamedTuple):
    """The box of an element: the HTML element it belongs to, the name of the box there (``li``, ``li::marker``)."""

    html: Any
    name: str
    box: Any

    @property
    def is_wiederholt(self) -> bool:
        """Return whether it is repeated on every page its table stands on."""
        return bool(getattr(self.box, "is_header", False) or getattr(self.box, "is_footer", False))


_MERKMAL: Final = "herkunft"


def remember_herkunft(tags: Any) -> None:
    """Teach the engine's module ``tags`` to leave its box with every element it builds."""
    build = tags._build_box_tree

    def build_and_remember(box: Any, *uebrige: Any) -> Iterator[Any]:
        for element in build(box, *uebrige):
            if not hasattr(element, _MERKMAL):
                echt = getattr(box, "_box", box)  # positioned boxes hide behind a placeholder
                name = echt.element_tag if echt.element is not None else ""
                setattr(element, _MERKMAL, Herkunft(echt.element, name, echt))
            yield element

    tags._build_box_tree = build_and_remember


def get_herkunft(element: Any) -> Herkunft | None:
    """Return where the element comes from; None for text and for what was added later."""
    gefunden: Herkunft | None = getattr(element, _MERKMAL, None)
    return gefunden


def read_attribut(element: Any, name: str) -> str:
    """Return what the page says of this element in an attribute; empty for the nameless boxes inside it."""
    herkunft = get_herkunft(element)
    if herkunft is None or herkunft.html is None or herkunft.name != herkunft.html.tag:
        return ""
    return str(herkunft.html.attrib.get(name, ""))
