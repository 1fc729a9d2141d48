"""The announcement and the report, empty and extreme, without a database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time

from gremien.models import Amt, Gremium
from gremien.rules.briefkopf import Briefkopf
from nachbereitung.documents.bekanntgabe import BekanntgabeDruck, BekanntgabeZeile
from nachbereitung.documents.bericht import BerichtDruck, Berichtsgruppe
from nachbereitung.documents.kontrollzeilen import Kontrollzeile
from nachbereitung.documents.values import (
    NiederschriftDruck,
    NiederschriftPunkt,
    Teilnahme,
    Teilnehmer,
    UnterschriftDruck,
)
from nachbereitung.enums import Umsetzungsstand
from nachbereitung.models import Beschluss, Vermerk
from nachbereitung.rules.halbjahr import Halbjahr
from sitzungen.documents.values import SitzungDruck, TeilDruck
from sitzungen.models import Sitzung
from tests.sitzungen.druckbeispiele import LANG
from vorlagen.models import Fassung


def iter_bekanntgaben(kopf: SitzungDruck) -> Iterator[tuple[str, BekanntgabeDruck]]:
    """Yield announcements of one decision and of many."""
    zeile = BekanntgabeZeile(
        tag=date(2018, 6, 28), bezeichnung="N 1", oberbegriff="Grundstückssachen", text="Ein Grundstück wird verkauft."
    )
    yield "Bekanntgabe kurz", BekanntgabeDruck(sitzung=kopf, zeilen=(zeile,))
    lange = replace(zeile, bezeichnung="N 27.1", oberbegriff="", text=f"{LANG}\n{LANG}")
    yield "Bekanntgabe lang", BekanntgabeDruck(sitzung=kopf, zeilen=(zeile, *[lange] * 30))


def iter_niederschriften(kopf: SitzungDruck) -> Iterator[tuple[str, NiederschriftDruck]]:
    """Yield minutes of nothing, and of sixty items with long texts, closed ones among them."""
    yield "Niederschrift leer", NiederschriftDruck(sitzung=kopf, teile=(), teilnahme=Teilnahme())
    punkte = tuple(
        NiederschriftPunkt(
            bezeichnung=f"Ö {nummer}",
            titel=LANG,
            vorlage_nummer=f"BV/{nummer:04}/2026",
            saetze=("Änderungsantrag (FDP-Fraktion) abgelehnt", "Der Beschluss wurde einstimmig gefasst."),
            wortlaut_titel="Beschluss" if nummer % 2 else "",
            wortlaut_html="<ol><li>Der Stadtrat stimmt zu.</li></ol>" if nummer % 2 else "",
            text_html=f"<p>{LANG}</p>" * (nummer % 4),
        )
        for nummer in range(1, 61)
    )
    namen = tuple(
        Teilnehmer(name=f"Erika Mustermann {n}", bemerkung="ab TOP Ö 5 (16:40 Uhr)" if n % 9 == 0 else "")
        for n in range(1, 57)
    )
    yield (
        "Niederschrift 60",
        NiederschriftDruck(
            sitzung=kopf,
            teile=(TeilDruck(titel="Öffentlicher Teil", oeffentlich=True, punkte=punkte),),
            teilnahme=Teilnahme(
                gruppen=(("CDU-Fraktion", namen[:30]), ("Ohne Fraktion", namen[30:])),
                fehlende=(Teilnehmer(name="Max Beispiel", bemerkung="entschuldigt"),),
                weitere=("Vera Kämmer, Kämmerei",),
                feststellung="Von 56 stimmberechtigten Mitgliedern waren 55 anwesend.",
            ),
            ende=time(18, 5),
            vorsitz="David Muster",
            schriftfuehrung="Silke Probeplan",
            einladung="Die Einladung ist am 27.08.2026 zugegangen.",
            unterschriften=(
                UnterschriftDruck(amt="Vorsitz", name="David Muster", am=date(2026, 9, 10)),
                UnterschriftDruck(amt="Schriftführung", name="Silke Probeplan"),
            ),
        ),
    )


def iter_berichte(briefkopf: Briefkopf) -> Iterator[tuple[str, BerichtDruck]]:
    """Yield reports about nothing and about many decisions."""
    leer = BerichtDruck(
        halbjahr=Halbjahr(2018, 1),
        nach="amt",
        stichtag=date(2018, 6, 30),
        gruppen=(),
        briefkopf=briefkopf,
        nichtoeffentlich=False,
    )
    yield "Beschlusskontrolle leer", leer
    ohne, mit = _build_zeile(LANG, None), _build_zeile("Kita Zauberland", Vermerk(text=LANG, bedingung=LANG))
    gruppen = (
        Berichtsgruppe(titel="31-Ordnungsamt", zeilen=(ohne, mit) * 12),
        Berichtsgruppe(titel="Ohne zuständiges Amt", zeilen=(replace(ohne, amt=None),)),
    )
    yield "Beschlusskontrolle lang", replace(leer, gruppen=gruppen, nichtoeffentlich=True)


def _build_zeile(betreff: str, letzter: Vermerk | None) -> Kontrollzeile:
    sitzung = Sitzung(gremium=Gremium(name="Stadtrat", kuerzel="SR"), beginn=datetime(2018, 6, 28, 13, tzinfo=UTC))
    beschluss = Beschluss(
        sitzung=sitzung, teil="n", nummer="3", betreff=betreff, fassung=Fassung(nummer="BV/0546/2018")
    )
    beschluss.umsetzung = str(Umsetzungsstand.TEILWEISE)
    if letzter is not None:
        letzter.vermerkt_am = datetime(2018, 6, 29, 8, tzinfo=UTC)
    amt = Amt(nummer="31", name="Ordnungsamt")
    return Kontrollzeile(
        beschluss, amt, "teilweise umgesetzt", "warning", date(2018, 6, 30), "überfällig", "danger", letzter
    )
