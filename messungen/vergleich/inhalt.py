"""The three documents every engine has to make, as our own page and as plain building blocks for the others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from html.parser import HTMLParser
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser

from dokumente.druck.seite import build_seite
from gremien.documents.briefkopf import read_briefkopf
from messungen.mappe_text import build_html, iter_saetze
from sitzungen.documents.tagesordnung import render_sitzungsdokument
from sitzungen.documents.values import PunktDruck, SitzungDruck, TagesordnungDruck, TeilDruck
from sitzungen.documents.vorlage import build_vorlage_druck
from vorlagen.documents.values import StationDruck, VorlageDruck
from vorlagen.documents.vorlage import STILE, build_vorlage_html, render_vorlage_pdf
from vorlagen.models import Fassung
from vorlagen.querysets import VERFASSER

VORBILD: Final = "BV/0546/2018"
LANGE_SEITEN: Final = 18
PUNKTE: Final = 60
_NAMEN: Final = {"p": "absatz", "ul": "liste", "ol": "zaehlung", "table": "tabelle"}

Baustein = dict[str, Any]
"""One block: its kind under ``art`` and its texts, as every engine's own form takes them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dokument:
    """One document of one round; ``render`` makes it our way."""

    name: str
    titel: str
    html: str
    stile: Sequence[str]
    bausteine: Sequence[Baustein]
    render: Callable[[], bytes]


def iter_dokumente(runde: int) -> Iterator[Dokument]:
    """Yield the three documents. Every round has other words: an engine that remembers paragraphs gains nothing."""
    fassung = Fassung.objects.select_related("vorlage", *VERFASSER).get(nummer=VORBILD)
    vorbild = build_vorlage_druck(fassung, leser=AnonymousUser())
    yield _build_vorlage("Vorlage, 2 Seiten", _vary(vorbild, runde))
    lang = replace(vorbild, texte={**vorbild.texte, "begruendung": build_html(f"Vergleich {runde}", LANGE_SEITEN)})
    yield _build_vorlage("Vorlage, 20 Seiten", _vary(lang, runde))
    yield _build_agenda(f"Tagesordnung, {PUNKTE} Punkte", runde)


def _vary(druck: VorlageDruck, runde: int) -> VorlageDruck:
    texte = {name: text.replace("<p>", f"<p>{runde}: ") for name, text in druck.texte.items()}
    return replace(druck, texte=texte)


def _build_vorlage(name: str, druck: VorlageDruck) -> Dokument:
    return Dokument(
        name=name,
        titel=druck.titel,
        html=build_vorlage_html(druck),
        stile=STILE,
        bausteine=[
            {"art": "kopf", "text": druck.briefkopf.name},
            {"art": "titel", "text": druck.artname},
            {"art": "feld", "links": f"Vorlage: {druck.nummer}", "rechts": f"Datum: {druck.datum:%d.%m.%Y}"},
            {"art": "feld", "links": druck.dezernat, "rechts": ""},
            {"art": "feld", "links": f"Verfasser: {druck.verfasser}", "rechts": f"Az.: {druck.aktenzeichen}"},
            {"art": "feld", "links": f"Betreff: {druck.betreff}", "rechts": ""},
            {"art": "ueberschrift", "text": "Gremienweg:"},
            {"art": "raster", "stationen": [_flatten(station) for station in druck.stationen]},
            {"art": "ueberschrift", "text": "Beschlussentwurf:"},
            *_parse(druck.texte["beschlussentwurf"]),
            {"art": "ueberschrift", "text": "Begründung:"},
            *_parse(druck.texte["begruendung"]),
            {"art": "ueberschrift", "text": "Anlage/n:"},
            {"art": "liste", "punkte": [f"Anlage {n:02}: {a.titel}" for n, a in enumerate(druck.anlagen, start=1)]},
        ],
        render=lambda: render_vorlage_pdf(druck),
    )


def _flatten(station: StationDruck) -> Baustein:
    striche = "______"
    return {
        "datum": f"{station.datum:%d.%m.%Y}" if station.datum else "",
        "gremium": station.gremium,
        "zeilen": [[[k.angekreuzt, k.kurz or striche] for k in zeile] for zeile in station.kaestchen],
        "ergebnis": [
            f"TOP {station.top or striche}",
            station.oeffentlichkeit,
            "",
            f"Enthaltungen {striche if station.enthaltungen is None else station.enthaltungen}",
            f"Gegenstimmen {striche if station.gegenstimmen is None else station.gegenstimmen}",
        ],
    }


def _build_agenda(name: str, runde: int) -> Dokument:
    saetze = iter_saetze(f"Tagesordnung {runde}")
    punkte = tuple(
        PunktDruck(bezeichnung=f"Ö {n}", titel=next(saetze).rstrip("."), vorlage_nummer=f"BV/{n:04}/2026")
        for n in range(1, PUNKTE + 1)
    )
    sitzung = SitzungDruck(
        briefkopf=read_briefkopf(), gremium="Stadtrat", nummer="2026/018/SR", tag=date(2026, 9, 3), uhrzeit=time(15),
        ort="Historischer Rathaussaal",
    )  # fmt: skip
    teil = TeilDruck(titel="Öffentlicher Teil", oeffentlich=True, punkte=punkte)
    druck = TagesordnungDruck(sitzung=sitzung, teile=(teil,))
    return Dokument(
        name=name,
        titel=druck.titel,
        html=build_seite(druck.seite, {"druck": druck}),
        stile=druck.stile,
        bausteine=[
            {"art": "kopf", "text": druck.briefkopf.name},
            {"art": "titel", "text": druck.artname},
            {"art": "feld", "links": "Gremium: Stadtrat", "rechts": "Sitzung: 2026/018/SR"},
            {"art": "feld", "links": "Tag: Donnerstag, 3. September 2026", "rechts": "Beginn: 15:00 Uhr"},
            {"art": "feld", "links": "Ort: Historischer Rathaussaal", "rechts": ""},
            {"art": "ueberschrift", "text": teil.titel},
            {
                "art": "tabelle",
                "breiten": [1, 8, 2],
                "kopf": ["TOP", "Gegenstand", "Vorlage"],
                "zeilen": [[punkt.top, punkt.titel, punkt.vorlage_nummer] for punkt in punkte],
            },
        ],
        render=lambda: render_sitzungsdokument(druck),
    )


def _parse(html: str) -> list[Baustein]:
    leser = _Leser()
    leser.feed(html)
    return leser.bausteine


class _Leser(HTMLParser):
    """Turns the editor's few elements into blocks; bold and links become plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.bausteine: list[Baustein] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("ul", "ol"):
            self.bausteine.append({"art": _NAMEN[tag], "punkte": []})
        elif tag == "table":
            self.bausteine.append({"art": "tabelle", "kopf": [], "zeilen": []})
        elif tag == "tr":
            self.bausteine[-1]["zeilen"].append([])
        self._text = "" if tag in ("p", "li", "th", "td", "h3", "h4") else self._text

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        text = " ".join(self._text.split())
        if tag in ("h3", "h4"):
            self.bausteine.append({"art": "unterueberschrift", "text": text})
        elif tag == "p" and text:
            self.bausteine.append({"art": "absatz", "text": text})
        elif tag == "li":
            self.bausteine[-1]["punkte"].append(text)
        elif tag in ("td", "th"):
            self.bausteine[-1]["zeilen"][-1].append(text)
        elif tag == "thead":
            self.bausteine[-1]["kopf"] = self.bausteine[-1]["zeilen"].pop()
        self._text = "" if tag in ("p", "li", "th", "td", "h3", "h4") else self._text
