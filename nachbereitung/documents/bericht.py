"""The half-year report: how far decisions are carried out, by office or by who proposed them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.utils import timezone

from dokumente.ausgabe.druckstuecke import get_or_render
from dokumente.druck.seite import build_seite
from gremien.documents.briefkopf import read_briefkopf
from gremien.rules.briefkopf import Briefkopf
from konten.rechte import Besucher
from nachbereitung.documents.kontrollzeilen import Kontrollzeile, build_zeilen
from nachbereitung.models import Beschluss
from nachbereitung.rules.halbjahr import Halbjahr
from nachbereitung.rules.tabellendatei import write_csv
from vorlagen.rules.antraege import split_antragsteller

STILE: Final = ("pdf/basis.css", "pdf/sitzung.css")
KOPF: Final = (
    *("Gruppe", "Vorlage", "Betreff", "Gremium", "Beschlossen am", "TOP", "Zuständiges Amt", "Frist", "Stand"),
    *("Letzter Vermerk", "Bedingung", "Vermerkt am", "Öffentlich"),
)
VERWALTUNG: Final = "Verwaltung"
OHNE_AMT: Final = "Ohne zuständiges Amt"


@dataclass(frozen=True, kw_only=True, slots=True)
class Berichtsgruppe:
    """The decisions of one office or one proposer."""

    titel: str
    zeilen: tuple[Kontrollzeile, ...]

    @property
    def erledigte(self) -> int:
        """Return how many are finished."""
        return sum(zeile.is_erledigt for zeile in self.zeilen)


@dataclass(frozen=True, kw_only=True, slots=True)
class BerichtDruck:
    """The report over one half-year; ``stichtag`` is the day as of which it speaks."""

    halbjahr: Halbjahr
    nach: str
    stichtag: date
    gruppen: tuple[Berichtsgruppe, ...]
    briefkopf: Briefkopf
    nichtoeffentlich: bool

    @property
    def titel(self) -> str:
        """Return the title of the file."""
        return f"Beschlusskontrolle {self.halbjahr}, nach {GRUPPEN[self.nach].titel}"

    @property
    def dateiname(self) -> str:
        """Return the name of the file without its ending."""
        return f"Beschlusskontrolle-{self.halbjahr.kennung}-{self.nach}"

    @property
    def vermerke(self) -> tuple[str, ...]:
        """Return the marks that must not be overlooked."""
        return ("Enthält nichtöffentliche Beschlüsse",) if self.nichtoeffentlich else ()


@dataclass(frozen=True, slots=True)
class Gruppierung:
    """How the rows are grouped: what for, and under which titles a row stands."""

    titel: str
    find: Callable[[Kontrollzeile], tuple[str, ...]]


def _find_amt(zeile: Kontrollzeile) -> tuple[str, ...]:
    return (str(zeile.amt) if zeile.amt else OHNE_AMT,)


def _find_antragsteller(zeile: Kontrollzeile) -> tuple[str, ...]:
    fassung = zeile.beschluss.fassung
    return (split_antragsteller(fassung.antragsteller) if fassung else ()) or (VERWALTUNG,)


GRUPPEN: Final = {
    "amt": Gruppierung("Ämtern", _find_amt),
    "antragsteller": Gruppierung("Antragstellenden", _find_antragsteller),
}


def build_bericht_druck(halbjahr: Halbjahr, nach: str, *, leser: Besucher) -> BerichtDruck:
    """Return what ``leser`` may read: decisions of the half-year, and older ones that were not finished before it.

    Everything is as of its last day, so that the report of a past half-year stays what it was.
    """
    zeilen = list(_iter_zeilen(halbjahr, leser))
    gruppen: dict[str, list[Kontrollzeile]] = {}
    for zeile in zeilen:
        for titel in GRUPPEN[nach].find(zeile):
            gruppen.setdefault(titel, []).append(zeile)
    return BerichtDruck(
        halbjahr=halbjahr,
        nach=nach,
        stichtag=min(halbjahr.ende, timezone.localdate()),
        gruppen=tuple(Berichtsgruppe(titel=titel, zeilen=tuple(gruppen[titel])) for titel in sorted(gruppen)),
        briefkopf=read_briefkopf(),
        nichtoeffentlich=any(not zeile.beschluss.is_oeffentlich for zeile in zeilen),
    )


def _iter_zeilen(halbjahr: Halbjahr, leser: Besucher) -> Iterator[Kontrollzeile]:
    bis = timezone.make_aware(datetime.combine(halbjahr.ende, time.max))
    sichtbar = Beschluss.objects.carried().visible_to(leser).filter(sitzung__beginn__lte=bis)
    davor = halbjahr.voriges.ende
    fertig = sichtbar.with_kontrolle(davor).finished().filter(sitzung__beginn__date__lte=davor)
    offene = sichtbar.exclude(pk__in=list(fertig.values_list("pk", flat=True)))
    mit_stand = offene.with_kontrolle(halbjahr.ende).select_related("sitzung__gremium", "fassung__vorlage")
    yield from build_zeilen(mit_stand.order_by("sitzung__beginn", "-teil", "position"), halbjahr.ende)


def fetch_bericht_pdf(druck: BerichtDruck) -> bytes:
    """Return the printed report, set only once for the same content.

    :raises dokumente.druck.pdf.DruckFehler: when it cannot be laid out.
    """
    return get_or_render(build_bericht_html(druck), stylesheets=STILE, zweck="Beschlusskontrolle")


def build_bericht_html(druck: BerichtDruck) -> str:
    """Return the page to be printed."""
    return build_seite("pdf/beschlusskontrolle.html", {"druck": druck})


def write_bericht_csv(druck: BerichtDruck) -> bytes:
    """Return the report as a table for a spreadsheet."""
    return write_csv(KOPF, (_write(gruppe.titel, zeile) for gruppe in druck.gruppen for zeile in gruppe.zeilen))


def _write(gruppe: str, zeile: Kontrollzeile) -> tuple[str, ...]:
    beschluss, letzter = zeile.beschluss, zeile.letzter
    return (
        gruppe,
        beschluss.fassung.nummer if beschluss.fassung else "",
        beschluss.betreff,
        str(beschluss.sitzung.gremium),
        f"{zeile.tag:%d.%m.%Y}",
        beschluss.bezeichnung,
        str(zeile.amt or ""),
        f"{zeile.frist:%d.%m.%Y}" if zeile.frist else "",
        zeile.stand,
        letzter.text if letzter else "",
        letzter.bedingung if letzter else "",
        f"{timezone.localtime(letzter.vermerkt_am):%d.%m.%Y}" if letzter else "",
        "ja" if beschluss.is_oeffentlich else "nein",
    )
