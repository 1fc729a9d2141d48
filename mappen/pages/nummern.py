"""What holds today for a number that stands on a print."""

from contextlib import suppress
from dataclasses import dataclass

from konten.rechte import Besucher
from sitzungen.models import Sitzung
from sitzungen.rules.nummern import parse_sitzungsnummer
from vorlagen.models import Fassung, Vorlage
from vorlagen.querysets import VorlageQuerySet
from vorlagen.rules.nummern import Nummer, parse_nummer


@dataclass(frozen=True, slots=True)
class Treffer:
    """What a number names and what holds. ``neuere`` is the number of the Fassung that replaced it, if any."""

    nummer: str
    titel: str = ""
    adresse: str = ""
    neuere: str = ""
    zurueckgezogen: bool = False


def find_nummer(text: str, leser: Besucher) -> Treffer | None:
    """Return what this number of a paper or sitting names, as far as ``leser`` may know of it."""
    with suppress(ValueError):
        return _find_vorlage(parse_nummer(text.upper()), leser)
    with suppress(ValueError):
        return _find_sitzung(text, leser)
    return None


def _find_vorlage(nummer: Nummer, leser: Besucher) -> Treffer | None:
    gleiche = Vorlage.objects.filter(art=nummer.art, laufend=nummer.laufend, jahr=nummer.jahr)
    fassungen = Fassung.objects.visible_to(leser).released().filter(vorlage__in=gleiche)
    gesucht = fassungen.filter(neufassung=nummer.neufassung).select_related("vorlage").first()
    if gesucht is None:
        return Treffer(str(nummer), zurueckgezogen=True) if _was_public(nummer, gleiche) else None
    neueste = fassungen.order_by("-neufassung")[0]
    return Treffer(
        gesucht.nummer,
        gesucht.betreff,
        gesucht.vorlage.get_absolute_url(),
        neuere=neueste.nummer if neueste.neufassung > gesucht.neufassung else "",
        zurueckgezogen=gesucht.vorlage.is_zurueckgezogen,
    )


def _was_public(nummer: Nummer, gleiche: VorlageQuerySet[Vorlage]) -> bool:
    """Return whether this very Fassung had been public: then its number may be named, and nothing else."""
    return Fassung.objects.filter(
        vorlage__in=gleiche.withdrawn_from_public(),
        neufassung=nummer.neufassung,
        oeffentlich=True,
        veroeffentlicht_am__isnull=False,
    ).exists()


def _find_sitzung(text: str, leser: Besucher) -> Treffer | None:
    nummer = parse_sitzungsnummer(text)
    sitzungen = Sitzung.objects.visible_to(leser).filter(jahr=nummer.jahr, laufend=nummer.laufend)
    sitzung = sitzungen.filter(gremium__kuerzel__iexact=nummer.gremium).select_related("gremium").first()
    return Treffer(sitzung.nummer, str(sitzung), sitzung.get_absolute_url()) if sitzung else None
