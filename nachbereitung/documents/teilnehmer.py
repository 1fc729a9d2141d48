"""Who was there: the one place where minutes learn it."""

from collections.abc import Iterable, Mapping

from gremien.enums import Funktion
from konten.rechte import Rechte, build_besucher
from nachbereitung.documents.values import Teilnahme, Teilnehmer
from sitzungen.documents import teilnahme
from sitzungen.documents.sitzliste import Sitz, build_sitzliste, read_anwesende
from sitzungen.models import Sitzung

ALLES = build_besucher(Rechte(administration=True))
"""Reads what stands beside an item; of which items is asked of the edition's own reader."""


def build_teilnahme(sitzung: Sitzung, *, weitere: str = "") -> Teilnahme:
    """Return who of the body was there and who was missing, by Fraktion, and whoever else: one a line in ``weitere``.

    Everybody reads the names in the signed minutes (§ 41 Abs. 1 GemO), so they are the same in both editions.
    """
    erfasst = _read_erfasste(sitzung)
    anwesende = {einer.person: einer for einer in erfasst.anwesend if einer.person is not None}
    liste = build_sitzliste(sitzung, set(anwesende))
    gruppen = [
        (gruppe.name, tuple(_build(sitz, anwesende) for sitz in gruppe.sitze if sitz.anwesend))
        for gruppe in liste.gruppen
    ]
    return Teilnahme(
        gruppen=tuple((name, sitze) for name, sitze in gruppen if sitze),
        fehlende=tuple(_list_fehlende(erfasst)),
        weitere=(
            *(f"{einer.name}, {einer.funktion}".removesuffix(", ") for einer in (*erfasst.verwaltung, *erfasst.gaeste)),
            *(zeile.strip() for zeile in weitere.splitlines() if zeile.strip()),
        ),
        feststellung=say_feststellung(liste.stimmberechtigt_anwesend, liste.stimmberechtigt, liste.quorum),
    )


def say_feststellung(anwesend: int, gesamt: int, quorum: int | None) -> str:
    """Return how many members entitled to vote were there, and that the body could decide, if so (§ 39 GemO)."""
    if not anwesend:
        return ""
    wer = "war 1" if anwesend == 1 else f"waren {anwesend}"
    satz = f"Von {gesamt} stimmberechtigten Mitgliedern {wer} anwesend."
    if quorum is None or anwesend < quorum:
        return satz
    return f"{satz} Die Beschlussfähigkeit war gegeben (§ 39 GemO)."


def find_vorsitz(sitzung: Sitzung) -> int | None:
    """Return the person who will have chaired: of chair and deputies the first who was there, if that is recorded."""
    anwesende = read_anwesende(sitzung, ALLES)
    leitende = sitzung.sitze.filter(funktion__in=[Funktion.VORSITZ, Funktion.STELLVERTRETUNG]).order_by("pk")
    reihe = sorted(leitende, key=lambda sitz: sitz.funktion != Funktion.VORSITZ)
    return next((sitz.person_id for sitz in reihe if not anwesende or sitz.person_id in anwesende), None)


def _read_erfasste(sitzung: Sitzung) -> teilnahme.Teilnehmerliste:
    # Both editions name everybody, whoever may follow the list while it is written.
    return teilnahme.list_teilnehmer(sitzung, ALLES)


def _list_fehlende(erfasst: teilnahme.Teilnehmerliste) -> Iterable[Teilnehmer]:
    haufen = ((erfasst.entschuldigt, "entschuldigt"), (erfasst.unentschuldigt, "unentschuldigt"), (erfasst.gefehlt, ""))
    for personen, wort in haufen:
        for einer in personen:
            yield Teilnehmer(name=einer.name, bemerkung=", ".join(filter(None, [einer.funktion, wort])))


def _build(sitz: Sitz, anwesende: Mapping[int, teilnahme.Teilnehmer]) -> Teilnehmer:
    stimme = "" if sitz.stimmberechtigt else "ohne Stimmrecht"
    zeiten = anwesende[sitz.person].bemerkung
    return Teilnehmer(name=sitz.name, bemerkung=", ".join(filter(None, [sitz.funktion, stimme, zeiten])))
