"""Every kind of document of the house, empty and extreme, under a full letterhead: the page and the finished file."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from dokumente.bindung import Inhaltseintrag
from dokumente.druck.pdf import render_pdf
from dokumente.druck.seite import build_seite
from gremien.documents.briefkopf import STILE as MUSTERSTILE
from gremien.documents.wappen import read_wappen
from gremien.rules.briefkopf import Briefkopf, BriefkopfmusterDruck
from mappen.documents.rahmen import DeckblattDruck, HinweisDruck, InhaltDruck
from nachbereitung.documents.bericht import STILE as BERICHTSTILE
from nachbereitung.documents.bericht import build_bericht_html
from sitzungen.documents.values import SitzungDruck, Sitzungsdokument
from tests.nachbereitung.druckbeispiele import iter_bekanntgaben, iter_berichte, iter_niederschriften
from tests.sitzungen.druckbeispiele import LANG, SITZUNG, iter_dokumente
from tests.vorlagen.druckbeispiele import build_druck, build_station
from vorlagen.documents.values import AnlageDruck, VorlageDruck
from vorlagen.documents.vorlage import STILE as VORLAGENSTILE
from vorlagen.documents.vorlage import build_vorlage_html
from vorlagen.enums import Kaestchenbedeutung

_WAPPEN = read_wappen(Path(settings.BASE_DIR, "static", "img", "zeichen.svg").read_bytes())
BRIEFKOPF = Briefkopf(
    name="Stadt Koblenz",
    dienststelle="Sitzungsdienst",
    anschrift=("Rathaus, Willi-Hörter-Platz 1", "56068 Koblenz"),
    kontakt=("Telefon 0261 000-0", "sitzungsdienst@koblenz.example"),
    webadresse="ratsinformation.koblenz.example",
    fusszeile="Sprechzeiten nach Vereinbarung",
    hausfarbe="#1b3a8f",
    akzentfarbe="#b3261e",
    wappen=f"data:{_WAPPEN.medientyp};base64,{base64.b64encode(_WAPPEN.inhalt).decode()}",
)
KOPF: SitzungDruck = replace(SITZUNG, briefkopf=BRIEFKOPF)
ABSATZ = (
    "<p>Die Straßenausbaubeitragssatzung wird nach § 35 Abs. 1 Satz 2 GemO am 30. August 2018 mit 38 Stimmen "
    "beschlossen. Die Aufwendungen für die Kindertagesstättenbedarfsplanung betragen 1,2 Mio. € im Haushaltsjahr; "
    "die Wirtschaftsprüfungsgesellschaft hat das Haushaltssicherungskonzept bestätigt.</p>"
)
TABELLE = "<table><tr><th>Jahr</th><th>Betrag</th></tr>" + "<tr><td>2026</td><td>1,2 Mio. €</td></tr>" * 70 + "</table>"


@dataclass(frozen=True, slots=True)
class Druckwerk:
    """A document as page and as file, with the title it must carry."""

    html: str
    stile: tuple[str, ...]
    titel: str

    @property
    def pdf(self) -> bytes:
        """Return the finished file."""
        return _render(self.html, self.stile)


@cache
def _render(html: str, stile: tuple[str, ...]) -> bytes:
    return render_pdf(html, stylesheets=stile)


def _build_vorlage(**felder: Any) -> VorlageDruck:
    return build_druck(**{"briefkopf": BRIEFKOPF} | felder)


def _iter_vorlagen() -> Iterator[tuple[str, VorlageDruck]]:
    yield "Vorlage blanko", _build_vorlage()
    entschieden = build_station(
        "Stadtrat",
        date(2018, 8, 30),
        Kaestchenbedeutung.MEHRHEITLICH,
        Kaestchenbedeutung.GEAENDERT,
        top="Ö 12",
        enthaltungen=0,
        gegenstimmen=4,
    )
    yield "Vorlage entschieden", _build_vorlage(stationen=(entschieden,))
    yield "Vorlage zurückgezogen", _build_vorlage(zurueckgezogen=True, oeffentlich=False)
    yield "Vorlage Entwurf", _build_vorlage(entwurf=True, nummer=None, datum=None)
    yield (
        "Vorlage leer",
        _build_vorlage(
            dezernat="",
            verfasser="",
            betreff="",
            datum=None,
            stationen=(),
            anlagen=(),
            beschlussentwurf="",
            begruendung="",
        ),
    )
    yield (
        "Vorlage extrem",
        _build_vorlage(
            betreff=LANG,
            aktenzeichen="61-12-03/2018-0042/17",
            stationen=tuple(build_station(f"Ausschuss für Bau und Liegenschaften {n}", None) for n in range(12)),
            anlagen=tuple(AnlageDruck(titel=f"{LANG} {n}") for n in range(20)),
            beschlussentwurf=ABSATZ * 3 + "<ol>" + f"<li>{ABSATZ}</li>" * 12 + "</ol>",
            begruendung=ABSATZ * 9 + f"<h3>Kosten</h3>{TABELLE}" + ABSATZ * 9,
        ),
    )


def _iter_rahmen() -> Iterator[tuple[str, Sitzungsdokument]]:
    yield (
        "Deckblatt",
        DeckblattDruck(
            sitzung=KOPF,
            empfaenger="Mitglieder",
            erstellt=datetime(2026, 8, 27, 14, 5, tzinfo=UTC),
            nichtoeffentlich=True,
        ),
    )
    eintraege = [
        Inhaltseintrag(
            kennung=f"teil-{n}",
            titel=LANG if n % 2 else f"Anlage {n}",
            ebene=2 - n % 2,
            stempel=f"TOP Ö {n}",
            seite=n,
            seiten=1,
            eigen=True,
            getaggt=True,
        )
        for n in range(1, 81)
    ]
    yield "Inhalt 1", InhaltDruck(sitzung=KOPF, eintraege=eintraege[:1])
    yield "Inhalt 80", InhaltDruck(sitzung=KOPF, eintraege=eintraege)
    yield "Hinweis", _build_hinweis()


def _build_hinweis() -> HinweisDruck:
    return HinweisDruck(
        sitzung=KOPF,
        vorlage="BV/0546/2018",
        betreff=LANG,
        top="Ö 12",
        anlage="Anlage 3: Lageplan",
        grund="Die Datei ist verschlüsselt.",
        adresse="https://ratsinformation.koblenz.example/vorlagen/1/anlagen/3/",
        qr=BRIEFKOPF.wappen,
    )


def iter_sitzungsdokumente() -> Iterator[tuple[str, Sitzungsdokument]]:
    """Yield the documents of a sitting, those of the packet among them, under the full letterhead."""
    yield from iter_bekanntgaben(KOPF)
    yield from iter_niederschriften(KOPF)
    yield from ((name, replace(druck, sitzung=KOPF)) for name, druck in iter_dokumente())
    yield from _iter_rahmen()


@cache
def collect_druckwerke() -> dict[str, Druckwerk]:
    """Return all of them by name."""
    werke = {name: Druckwerk(build_vorlage_html(druck), VORLAGENSTILE, druck.titel) for name, druck in _iter_vorlagen()}
    for name, dokument in iter_sitzungsdokumente():
        html = build_seite(dokument.seite, {"druck": dokument})
        titel = f"{dokument.artname}: {dokument.anlage}" if isinstance(dokument, HinweisDruck) else dokument.titel
        werke[name] = Druckwerk(html, dokument.stile, titel)
    for name, bericht in iter_berichte(BRIEFKOPF):
        werke[name] = Druckwerk(build_bericht_html(bericht), BERICHTSTILE, bericht.titel)
    muster = BriefkopfmusterDruck(briefkopf=BRIEFKOPF)
    werke["Muster"] = Druckwerk(build_seite("pdf/briefkopfmuster.html", {"druck": muster}), MUSTERSTILE, muster.titel)
    return werke
