"""Who was there: the one place where minutes learn it."""

from collections import defaultdict
from collections.abc import Mapping

from django.utils import timezone

from gremien.enums import Funktion
from gremien.models import Mitgliedschaft
from nachbereitung.documents.values import Teilnahme, Teilnehmer
from nachbereitung.rules.anwesenheit import Angabe, describe_anwesenheit
from sitzungen.documents.sitzliste import Sitz, build_sitzliste
from sitzungen.models import Anwesenheit, Sitzung


def build_teilnahme(sitzung: Sitzung, *, weitere: str = "") -> Teilnahme:
    """Return who of the body was there and who was missing, by Fraktion, and whoever else: one a line in ``weitere``.

    Everybody reads the names in the signed minutes (§ 41 Abs. 1 GemO), so they are the same in both editions.
    """
    angaben = read_anwesenheit(sitzung)
    liste = build_sitzliste(sitzung, {person for person, (war_da, _) in angaben.items() if war_da})
    gruppen = [
        (gruppe.name, tuple(_build(sitz, angaben) for sitz in gruppe.sitze if sitz.anwesend))
        for gruppe in liste.gruppen
    ]
    fehlende = [sitz for sitz in liste.sitze if not sitz.anwesend and not sitz.is_vertretung and angaben]
    return Teilnahme(
        gruppen=tuple((name, sitze) for name, sitze in gruppen if sitze),
        fehlende=tuple(Teilnehmer(name=sitz.name, bemerkung=sitz.funktion) for sitz in fehlende),
        weitere=tuple(zeile.strip() for zeile in weitere.splitlines() if zeile.strip()),
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


def read_anwesenheit(sitzung: Sitzung) -> Mapping[int, tuple[bool, str]]:
    """Return for each person of whom something was recorded whether they were there, and when they came and went."""
    je_person: dict[int, list[Angabe]] = defaultdict(list)
    zeilen = Anwesenheit.objects.filter(sitzung=sitzung).order_by("pk")
    for person, zeit, anwesend, grund in zeilen.values_list("person", "erfasst_am", "anwesend", "grund"):
        je_person[person].append(Angabe(timezone.localtime(zeit), anwesend, berichtigt=bool(grund)))
    beginn = timezone.localtime(sitzung.beginn)
    return {person: describe_anwesenheit(angaben, beginn=beginn) for person, angaben in je_person.items()}


def find_vorsitz(sitzung: Sitzung) -> int | None:
    """Return the person who will have chaired: of chair and deputies the first who was there, if that is recorded."""
    angaben = read_anwesenheit(sitzung)
    tag = timezone.localtime(sitzung.beginn).date()
    sitze = Mitgliedschaft.objects.gueltig_am(tag).filter(gremium=sitzung.gremium_id)
    leitende = sitze.filter(funktion__in=[Funktion.VORSITZ, Funktion.STELLVERTRETUNG]).order_by("pk")
    reihe = sorted(leitende, key=lambda sitz: sitz.funktion != Funktion.VORSITZ)
    return next((sitz.person_id for sitz in reihe if angaben.get(sitz.person_id, (not angaben, ""))[0]), None)


def _build(sitz: Sitz, angaben: Mapping[int, tuple[bool, str]]) -> Teilnehmer:
    _, zeiten = angaben[sitz.person]
    stimme = "" if sitz.stimmberechtigt else "ohne Stimmrecht"
    return Teilnehmer(name=sitz.name, bemerkung=", ".join(filter(None, [sitz.funktion, stimme, zeiten])))
