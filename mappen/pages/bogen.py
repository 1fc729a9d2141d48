"""What the filled sheets of a sitting propose, item by item, beside what is recorded already."""

import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from gremien.rules.befund import Befund, Stufe
from konten.rechte import Besucher
from mappen.documents.bogenwerte import load_punkte
from mappen.models import Bogen
from mappen.rules.bogen import Bogenpunkt, Vorschlag, is_ausgang, propose_ergebnis
from sitzungen.actions.abstimmung import Ergebnis, check_ergebnis_bei
from sitzungen.actions.anwesenheit import Anwesende, read_anwesende
from sitzungen.documents.worte import find_verwiesen_an, format_ergebnis, format_zahlen
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.models.tagesordnung import sort_tops
from sitzungen.pages.stimmpult import Vorgabe
from vorlagen.enums import Ausgang, Kaestchenbedeutung
from vorlagen.felder import SCHWER


class Lage(enum.Enum):
    """Where an item of a sheet stands now: word and tone of its badge."""

    OFFEN = ("noch nicht festgestellt", "info")
    GLEICH = ("schon so festgestellt", "success")
    ANDERS = ("anders festgestellt", "warning")
    ABGESETZT = ("abgesetzt", "warning")
    FEHLT = ("nicht auf dieser Tagesordnung", "danger")

    @property
    def wort(self) -> str:
        """Return the word."""
        return self.value[0]

    @property
    def ton(self) -> str:
        """Return the tone."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Aussage:
    """What one sheet says on an item, in words and as the values of the result's form."""

    bogen: Bogen
    punkt: Bogenpunkt
    vorschlag: Vorschlag

    @property
    def worte(self) -> str:
        """Return it as a clerk reads it out: "mehrheitlich beschlossen, 12 Gegenstimmen, 4 Enthaltungen"."""
        gemeint = _to_abstimmung(self.vorschlag)
        if self.vorschlag.ausgang is not None:
            return format_ergebnis(gemeint)
        kreuze = [
            f"„{kreuz.label}“" for kreuz in Kaestchenbedeutung if kreuz in self.punkt.kreuze and is_ausgang(kreuz)
        ]
        return ", ".join([" und ".join(kreuze) or "kein Ergebnis angekreuzt", *format_zahlen(gemeint)])

    @property
    def angaben(self) -> dict[str, Any]:
        """Return the values for the form in which the result is recorded; what the sheet leaves open is empty."""
        zaehlung = self.vorschlag.zaehlung
        return {
            "ausgang": self.vorschlag.ausgang or "",
            "geaendert": self.vorschlag.geaendert,
            "wortlaut": self.vorschlag.wortlaut,
            "ja": zaehlung.ja,
            "gegenstimmen": zaehlung.gegenstimmen,
            "enthaltungen": zaehlung.enthaltungen,
            "befangen": zaehlung.befangen,
            "verwiesen_an": None,
        }

    @property
    def titel(self) -> str:
        """Return which sheet it is by the day and time it was read."""
        return f"{timezone.localtime(self.bogen.eingelesen_am):%d.%m.%Y, %H:%M} Uhr"


@dataclass(frozen=True, slots=True)
class Bogenzeile:
    """One item with what the newest sheet says on it; ``weitere`` are older sheets that say something else."""

    aussage: Aussage
    lage: Lage
    top: Tagesordnungspunkt | None
    ergebnis: str
    befunde: tuple[Befund, ...]
    weitere: tuple[Aussage, ...]

    @property
    def bezeichnung(self) -> str:
        """Return the item's number of today, else the printed one."""
        if self.top is None:
            return self.aussage.punkt.stelle.bezeichnung or "ohne Nummer"
        return self.top.bezeichnung or "neu"

    @property
    def titel(self) -> str:
        """Return the item's subject."""
        return self.top.betreff if self.top else "Diesen Punkt gibt es hier nicht (mehr)."

    @property
    def is_offen(self) -> bool:
        """Return whether the proposal still waits to be recorded."""
        return self.lage is Lage.OFFEN

    @property
    def is_vorlegbar(self) -> bool:
        """Return whether the result's page can be opened with the proposal."""
        return self.lage in (Lage.OFFEN, Lage.ANDERS)


@dataclass(frozen=True, slots=True)
class Blatt:
    """A sheet in the list of those that were read, with how many of its items are filled in."""

    bogen: Bogen
    ausgefuellt: int
    punkte: int


def list_blaetter(sitzung: Sitzung, konto: Besucher) -> list[Blatt]:
    """Return the sheets of the sitting, newest first."""
    boegen = Bogen.objects.visible_to(konto).filter(sitzung=sitzung).select_related("eingelesen_von").order_by("-pk")
    gelesen = ((bogen, load_punkte(bogen)) for bogen in boegen)
    return [Blatt(bogen, sum(not punkt.is_leer for punkt in punkte), len(punkte)) for bogen, punkte in gelesen]


def list_bogenzeilen(sitzung: Sitzung, konto: Besucher, blaetter: Iterable[Blatt]) -> list[Bogenzeile]:
    """Return every item on which a sheet says something, in the order of the agenda, in a fixed number of queries."""
    aussagen: defaultdict[int, list[Aussage]] = defaultdict(list)
    for blatt in blaetter:
        for punkt in load_punkte(blatt.bogen):
            if not punkt.is_leer:
                aussagen[punkt.stelle.top].append(Aussage(blatt.bogen, punkt, propose_ergebnis(punkt)))
    tops = _read_tops(sitzung, konto)
    stehend = Abstimmung.objects.visible_to(konto).filter(top__sitzung=sitzung).by_top()
    anwesende = read_anwesende(sitzung)
    zeilen = [_build_zeile(aussagen[top.pk], top, stehend.get(top.pk), anwesende) for top in tops if top.pk in aussagen]
    fehlende = aussagen.keys() - {top.pk for top in tops}
    return zeilen + [_build_zeile(aussagen[pk], None, None, anwesende) for pk in sorted(fehlende)]


def find_naechste(zeilen: Sequence[Bogenzeile], nach: int) -> int | None:
    """Return the key of the next item whose proposal waits, behind the item with key ``nach``, then from the top."""
    kennungen = [zeile.top.pk if zeile.top else 0 for zeile in zeilen]
    start = kennungen.index(nach) + 1 if nach in kennungen else 0
    reihe = [*zeilen[start:], *zeilen[:start]]
    return next((zeile.top.pk for zeile in reihe if zeile.is_offen and zeile.top), None)


def find_aussage(bogen_pk: int, top: Tagesordnungspunkt, konto: Besucher) -> Aussage | None:
    """Return what this sheet says on the item, None if it says nothing or is not the reader's business."""
    bogen = Bogen.objects.visible_to(konto).filter(pk=bogen_pk, sitzung=top.sitzung_id).first()
    punkte = load_punkte(bogen) if bogen else []
    punkt = next((punkt for punkt in punkte if punkt.stelle.top == top.pk and not punkt.is_leer), None)
    return Aussage(bogen, punkt, propose_ergebnis(punkt)) if bogen and punkt else None


def build_vorgabe(aussage: Aussage, top: Tagesordnungspunkt) -> Vorgabe:
    """Return the proposal for the page on which the result is recorded; the list goes on behind this item."""
    saetze = [f"Auf dem Bogen steht: {aussage.worte}."]
    if aussage.punkt.freitext:
        saetze.append(f"Im freien Feld: „{aussage.punkt.freitext}“.")
    liste = reverse("bogen", args=[top.sitzung_id])
    return Vorgabe(
        f"Vorschlag aus dem Bogen vom {aussage.titel}",
        " ".join(saetze),
        aussage.angaben,
        zurueck=liste,
        danach=f"{liste}?nach={top.pk}",
    )


def _read_tops(sitzung: Sitzung, konto: Besucher) -> list[Tagesordnungspunkt]:
    tops = list(
        Tagesordnungspunkt.objects.visible_to(konto)
        .filter(sitzung=sitzung)
        .select_related("beratung__vorlage", "beratung__nachfolger__gremium", "fassung")
        .defer(*(f"fassung__{feld}" for feld in SCHWER))
        .order_by("-teil", "position")
    )
    for top in tops:
        top.sitzung = sitzung
    return sort_tops(tops)


def _build_zeile(
    aussagen: Sequence[Aussage], top: Tagesordnungspunkt | None, stehend: Abstimmung | None, anwesende: Anwesende
) -> Bogenzeile:
    erste = aussagen[0]
    andere: Mapping[str, Aussage] = {aussage.worte: aussage for aussage in reversed(aussagen[1:])}
    lage = _find_lage(erste.vorschlag, top, stehend)
    befunde: list[Befund] = []
    if top is not None and lage in (Lage.OFFEN, Lage.ANDERS):
        befunde = [*_check_bindung(erste.punkt, top), *erste.vorschlag.befunde]
        if (ergebnis := _to_ergebnis(erste.vorschlag)) is not None:
            befunde += check_ergebnis_bei(top, ergebnis, anwesende=anwesende)
    return Bogenzeile(
        aussage=erste,
        lage=lage,
        top=top,
        ergebnis=format_ergebnis(stehend, find_verwiesen_an(top)) if stehend and top else "",
        befunde=tuple(dict.fromkeys(befunde)),
        weitere=tuple(aussage for worte, aussage in andere.items() if worte != erste.worte),
    )


def _find_lage(vorschlag: Vorschlag, top: Tagesordnungspunkt | None, stehend: Abstimmung | None) -> Lage:
    if top is None:
        return Lage.FEHLT
    if stehend is not None:
        return Lage.GLEICH if _says_same(vorschlag, stehend) else Lage.ANDERS
    return Lage.ABGESETZT if top.abgesetzt_am is not None else Lage.OFFEN


def _says_same(vorschlag: Vorschlag, abstimmung: Abstimmung) -> bool:
    """Return whether all that the sheet says was recorded; what it leaves open says nothing."""
    zaehlung = vorschlag.zaehlung
    zahlen = (
        (zaehlung.ja, abstimmung.ja),
        (zaehlung.gegenstimmen, abstimmung.gegenstimmen),
        (zaehlung.enthaltungen, abstimmung.enthaltungen),
        (zaehlung.befangen, abstimmung.befangen),
    )
    wortlaut = not vorschlag.wortlaut or " ".join(abstimmung.wortlaut.split()) == vorschlag.wortlaut
    return (
        vorschlag.ausgang == abstimmung.ausgang
        and vorschlag.geaendert == abstimmung.geaendert
        and wortlaut
        and all(gesagt is None or gesagt == festgestellt for gesagt, festgestellt in zahlen)
    )


def _check_bindung(punkt: Bogenpunkt, top: Tagesordnungspunkt) -> list[Befund]:
    """Return what changed on the agenda since the sheet was printed."""
    befunde = []
    gedruckt = punkt.stelle.bezeichnung
    if gedruckt != top.bezeichnung:
        wie = f"als {gedruckt}" if gedruckt else "ohne Nummer"
        satz = f"Auf dem Bogen steht dieser Punkt {wie}; inzwischen ist er {top.bezeichnung or 'ohne Nummer'}."
        befunde.append(Befund(satz, "", Stufe.ERINNERUNG))
    if punkt.stelle.fassung != (top.fassung_id or 0):
        nummer = top.fassung.nummer if top.fassung else "keine Vorlage"
        satz = f"Der Bogen wurde zu einer anderen Fassung gedruckt; aufgesetzt ist {nummer}."
        satz += " Bitte prüfen Sie, worüber abgestimmt wurde."
        befunde.append(Befund(satz, "", Stufe.WARNUNG))
    return befunde


def _to_ergebnis(vorschlag: Vorschlag) -> Ergebnis | None:
    if vorschlag.ausgang is None:
        return None
    zaehlung = vorschlag.zaehlung
    return Ergebnis(
        ausgang=Ausgang(vorschlag.ausgang),
        ja=zaehlung.ja,
        gegenstimmen=zaehlung.gegenstimmen,
        enthaltungen=zaehlung.enthaltungen,
        befangen=zaehlung.befangen or 0,
        geaendert=vorschlag.geaendert,
        wortlaut=vorschlag.wortlaut if vorschlag.geaendert else "",
    )


def _to_abstimmung(vorschlag: Vorschlag) -> Abstimmung:
    """Return the result as it would be recorded, to be put into words; it is never stored."""
    zaehlung = vorschlag.zaehlung
    return Abstimmung(
        ausgang=vorschlag.ausgang or "",
        geaendert=vorschlag.geaendert,
        ja=zaehlung.ja,
        gegenstimmen=zaehlung.gegenstimmen,
        enthaltungen=zaehlung.enthaltungen,
        befangen=zaehlung.befangen or 0,
    )
