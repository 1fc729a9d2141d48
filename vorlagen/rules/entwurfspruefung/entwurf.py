"""A draft as plain values, the way the checks of this package read it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dokumente.text.richtext import richtext_to_text
from vorlagen.enums import Vorlagenart
from vorlagen.rules.entwurfspruefung.saetze import split_saetze
from vorlagen.rules.gremienweg import Station


@dataclass(frozen=True, slots=True)
class Anlagenangabe:
    """An attachment by its place and title."""

    position: int
    titel: str


@dataclass(frozen=True)
class Text:
    """A text of the draft: its field, what it is called after "in" and "im", and what it says as HTML."""

    feld: str
    wo: str
    html: str

    @cached_property
    def klartext(self) -> str:
        """Return it as plain text, with the numbers of its lists."""
        return richtext_to_text(self.html)

    @cached_property
    def saetze(self) -> list[str]:
        """Return its sentences."""
        return split_saetze(self.klartext)

    @property
    def ort(self) -> str:
        """Return where it is, as a sentence begins: "In der Begründung"."""
        return self.wo[0].upper() + self.wo[1:]


@dataclass(frozen=True, kw_only=True)
class Entwurf:
    """What is checked. ``beschlussentwurf`` and ``begruendung`` are rich text.

    ``heute`` is the day of the check. ``betrag_cents`` and ``kurzfassung`` (plain text) are None where the paper has no
    such field. ``kontakt`` holds the telephone numbers of the administration itself.
    """

    art: Vorlagenart
    heute: date
    betreff: str
    beschlussentwurf: str
    begruendung: str
    oeffentlich: bool = True
    stationen: tuple[Station, ...] = ()
    anlagen: tuple[Anlagenangabe, ...] = ()
    betrag_cents: int | None = None
    kurzfassung: str | None = None
    kontakt: str = ""

    @cached_property
    def texte(self) -> tuple[Text, ...]:
        """Return the texts that say something, in the order of print."""
        texte = (
            Text("beschlussentwurf", "im Beschlussentwurf", self.beschlussentwurf),
            Text("begruendung", "in der Begründung", self.begruendung),
        )
        return tuple(text for text in texte if text.klartext.strip())
