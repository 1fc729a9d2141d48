"""A draft as plain values, the way the checks of this package read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dokumente.text.aus_text import text_to_richtext
from dokumente.text.richtext import richtext_to_text
from vorlagen.enums import Vorlagenart
from vorlagen.rules.auswirkungen import Auswirkung
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

    ``heute`` is the day of the check. ``kurzfassung`` (plain text) is None where the paper has no such field.
    ``kontakt`` holds the telephone numbers of the administration itself, ``sitzungstage`` by body the days to come of
    the public calendar. ``vorbild`` is the number of the paper that is not public and whose text it began with.
    """

    art: Vorlagenart
    heute: date
    betreff: str
    beschlussentwurf: str
    begruendung: str
    oeffentlich: bool = True
    stationen: tuple[Station, ...] = ()
    anlagen: tuple[Anlagenangabe, ...] = ()
    auswirkungen: tuple[Auswirkung, ...] = ()
    kurzfassung: str | None = None
    kontakt: str = ""
    sitzungstage: Mapping[str, Sequence[date]] = field(default_factory=dict)
    vorbild: str = ""

    @property
    def _bemerkungen(self) -> str:
        return "\n\n".join(auswirkung.bemerkung for auswirkung in self.auswirkungen)

    @cached_property
    def texte(self) -> tuple[Text, ...]:
        """Return the texts that say something, in the order of print."""
        texte = (
            Text("kurzfassung", "in der Kurzfassung", text_to_richtext(self.kurzfassung or "")),
            Text("beschlussentwurf", "im Beschlussentwurf", self.beschlussentwurf),
            Text("begruendung", "in der Begründung", self.begruendung),
            Text("auswirkungen", "in den Auswirkungen", text_to_richtext(self._bemerkungen)),
        )
        return tuple(text for text in texte if text.klartext.strip())
