"""What of a sitting can be printed by the person looking at it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from konten.rechte import Besucher
from sitzungen.models import Bekanntmachung, Sitzung
from sitzungen.permissions import may_read_einladung, may_record_abstimmung


@dataclass(frozen=True, slots=True)
class Drucksache:
    """A document of the sitting; ``angaben`` says in brackets what kind of file it is."""

    label: str
    adresse: str
    angaben: str = "PDF"


def _always(konto: Besucher, sitzung: Sitzung) -> bool:
    return True


def _keeps_public(konto: Besucher, sitzung: Sitzung) -> bool:
    oeffentlich = sitzung.bekanntgemacht_am is not None and sitzung.is_veroeffentlicht
    return oeffentlich and may_record_abstimmung(konto, sitzung)


_REGELN: tuple[tuple[str, str, str, Callable[[Besucher, Sitzung], bool]], ...] = (
    ("Tagesordnung", "tagesordnung_pdf", "", _always),
    ("Öffentliche Bekanntmachung", "tagesordnung_pdf", "?oeffentlich", _keeps_public),
    ("Einladung", "einladung_pdf", "", may_read_einladung),
    ("Anwesenheitsliste", "anwesenheitsliste_pdf", "", may_record_abstimmung),
    ("Abstimmungsblatt", "abstimmungsblatt_pdf", "", may_record_abstimmung),
    ("Sitzungsleitfaden", "leitfaden_pdf", "", may_record_abstimmung),
)


def list_drucksachen(sitzung: Sitzung, konto: Besucher) -> list[Drucksache]:
    """Return the documents ``konto`` may open; each is made when it is asked for."""
    return [
        Drucksache(label, reverse(name, args=[sitzung.pk]) + zusatz)
        for label, name, zusatz, darf in _REGELN
        if darf(konto, sitzung)
    ]


def list_bekanntmachungen(sitzung: Sitzung, konto: Besucher) -> list[Bekanntmachung]:
    """Return the agenda and its Nachträge as they were announced, in order; their wording is not read."""
    if not sitzung.is_veroeffentlicht:
        return []
    return list(Bekanntmachung.objects.visible_to(konto).filter(sitzung=sitzung).defer("inhalt").order_by("nummer"))
