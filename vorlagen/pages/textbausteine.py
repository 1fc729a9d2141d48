"""Text blocks as their lists show them."""

from dataclasses import dataclass

from django.db.models import F

from konten.rechte import Besucher
from vorlagen.models import Textbaustein


@dataclass(frozen=True, slots=True)
class Bausteinzeile:
    """A text block, and whether this reader may change it."""

    baustein: Textbaustein
    darf_aendern: bool


@dataclass(frozen=True, slots=True)
class Bausteingruppe:
    """The text blocks of an office, or of the whole city."""

    titel: str
    zeilen: tuple[Bausteinzeile, ...]


def group_textbausteine(konto: Besucher, teil: str = "") -> list[Bausteingruppe]:
    """Return what ``konto`` may use by whose it is, the own offices first; for one part of a draft if it is named."""
    lesbar = Textbaustein.objects.visible_to(konto).select_related("amt", "geaendert_von")
    if teil:
        lesbar = lesbar.filter(teil=teil)
    eigene = set(Textbaustein.objects.editable_by(konto).values_list("pk", flat=True))
    je_gruppe: dict[str, list[Bausteinzeile]] = {}
    for baustein in lesbar.order_by(F("amt__name").asc(nulls_last=True), "amt", "teil", "name"):
        titel = str(baustein.amt) if baustein.amt else "Alle Ämter"
        je_gruppe.setdefault(titel, []).append(Bausteinzeile(baustein, baustein.pk in eigene))
    return [Bausteingruppe(titel, tuple(zeilen)) for titel, zeilen in je_gruppe.items()]
