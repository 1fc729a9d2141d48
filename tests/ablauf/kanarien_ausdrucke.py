"""Official prints as the crawl needs them: entered in the register, without being set."""

from collections.abc import Iterable
from hashlib import sha256

from dokumente.ausgabe.ausdrucke import choose_code, register_ausdruck
from konten.rechte import Besucher
from sitzungen.documents.amtlich import LESEN
from sitzungen.documents.register import Gegenstand, build_registrierung
from sitzungen.models import Bekanntmachung, Sitzung, Tagesordnungspunkt
from vorlagen.models import Fassung


def register_ausdrucke(leser: Iterable[Besucher]) -> None:
    """Enter every official print that these readers could have, without setting it."""
    for einer in leser:
        for gegenstand, lies in LESEN.items():
            for pk in _kennungen_of(gegenstand):
                if summe := lies(pk, einer):
                    _register(gegenstand, pk, einer, summe)


def _kennungen_of(gegenstand: Gegenstand) -> list[int]:
    if gegenstand in (Gegenstand.FASSUNG, Gegenstand.VORDRUCK):
        return list(Fassung.objects.values_list("pk", flat=True))
    if gegenstand is Gegenstand.BEKANNTMACHUNG:
        return list(Bekanntmachung.objects.values_list("pk", flat=True))
    modell = Tagesordnungspunkt if gegenstand is Gegenstand.TOP else Sitzung
    return list(modell.objects.values_list("pk", flat=True))


def _register(gegenstand: Gegenstand, pk: int, leser: Besucher, summe: str) -> None:
    schluessel = sha256(f"{gegenstand.value} {pk} {summe}".encode()).hexdigest()
    registrierung = build_registrierung(pk, f"Nummer {pk}", leser=leser, kandidaten={gegenstand: LESEN[gegenstand]})
    register_ausdruck(
        schluessel=schluessel,
        code=choose_code(schluessel),
        pruefsumme=schluessel,
        art="Ausdruck",
        nummer=registrierung.nummer,
        herkunft=registrierung.herkunft(summe),
        inhalt=summe,
    )
