"""The announcement and the report, empty and extreme, without a database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from gremien.models import Amt, Gremium
from gremien.rules.briefkopf import Briefkopf
from nachbereitung.documents.bekanntgabe import BekanntgabeDruck, BekanntgabeZeile
from nachbereitung.documents.bericht import BerichtDruck, Berichtsgruppe
from nachbereitung.documents.kontrollzeilen import Kontrollzeile
from nachbereitung.enums import Umsetzungsstand
from nachbereitung.models import Beschluss, Vermerk
from nachbereitung.rules.halbjahr import Halbjahr
from sitzungen.documents.values import SitzungDruck
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
