"""One house, one form: what holds for every kind of document, empty and extreme.

A further kind joins by a data class and a page; the last test makes one up and asks the same of it.
"""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import pikepdf
import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.seite import build_seite
from sitzungen.documents.tagesordnung import render_sitzungsdokument
from sitzungen.documents.values import Sitzungsdokument
from tests.pdf_normen import VERAPDF, find_normverstoesse, list_durchgefallene
from tests.sitzungen.familie.dokumente import BRIEFKOPF, KOPF, Druckwerk, collect_druckwerke, iter_sitzungsdokumente
from tests.sitzungen.familie.proben import (
    count_felder,
    count_zeilen,
    find_missing,
    list_hoerbares,
    list_texte,
    read_gruppen,
    read_lesezeichen,
    read_seite,
    read_seitentexte,
    read_tagtext,
    read_tagtext_poppler,
    read_ueberschriften,
    read_zeilen,
    squeeze,
)

WERKE = collect_druckwerke()
QPDF = shutil.which("qpdf")
ohne_qpdf = pytest.mark.skipif(QPDF is None, reason="qpdf ist nicht installiert (./run test installiert es)")


def check_werk(werk: Druckwerk) -> None:
    """Ask of one document what must hold for all."""
    assert check_pdf(werk.pdf) == []
    seite = read_seite(werk.html)
    fuss = [squeeze(text) for text in seite.select_one(".fuss").stripped_strings]  # type: ignore[union-attr]
    assert read_lesezeichen(werk.pdf) == read_ueberschriften(seite)
    _check_angaben(werk)
    _check_zeilen(werk)
    texte = list_texte(seite)
    assert find_missing(list_hoerbares(werk.html), read_tagtext(werk.pdf)) == "", "the tags follow the page"
    _check_seiten(werk.pdf, texte, fuss)


def _check_angaben(werk: Druckwerk) -> None:
    with pikepdf.open(BytesIO(werk.pdf)) as pdf:
        assert (str(pdf.docinfo.Title), str(pdf.Root.Lang)) == (werk.titel, "de")


def _check_zeilen(werk: Druckwerk) -> None:
    """No row, no voting grid is split: a part on a second page would be one more, or stand on two."""
    seite = read_seite(werk.html)
    zeilen, gruppen = read_zeilen(werk.pdf), read_gruppen(werk.pdf)
    assert len(zeilen) == count_zeilen(seite)
    assert {len(seiten) for seiten in zeilen} <= {0, 1}
    assert {len(seiten) for seiten in gruppen} <= {1}
    assert len(gruppen) == len([g for g in seite.select(".raster tbody") if g.find("input")])
    assert count_felder(seite) >= len(gruppen)


def _check_seiten(pdf: bytes, texte: list[str], fuss: list[str]) -> None:
    """Every page ends with footer and number; without them the text follows the page from the first to the last."""
    seiten = read_seitentexte(pdf)
    ohne_rand = []
    for nummer, text in enumerate(seiten, start=1):
        for rand in (*fuss, f"seite{nummer}von{len(seiten)}"):
            assert rand in text
            text = "".join(text.rsplit(rand, 1))  # noqa: PLW2901
        ohne_rand.append(text)
    kolumne = squeeze(BRIEFKOPF.name)
    assert ohne_rand[0].startswith((kolumne, texte[0]))
    for text in ohne_rand[1:]:
        assert kolumne in text


def test_every_kind_of_document_has_its_examples() -> None:
    """The empty and the extreme one, where there is something to leave out; the sheet to fill in has its own tests."""
    gezeigt = Counter(type(druck).__name__ for _, druck in iter_sitzungsdokumente())
    # By name: with slots a data class exists twice until the first one is collected.
    arten = {art.__name__ for art in iter_arten(Sitzungsdokument) if not art.__module__.startswith("tests.")}
    assert {art for art in arten if gezeigt[art] < 2} == {"AbstimmungsbogenDruck", "DeckblattDruck", "HinweisDruck"}


def iter_arten(art: type[Sitzungsdokument]) -> Iterator[type[Sitzungsdokument]]:
    """Yield every kind of document below ``art``."""
    for unterart in art.__subclasses__():
        yield unterart
        yield from iter_arten(unterart)


@pytest.mark.parametrize("name", WERKE)
def test_every_document_holds(name: str) -> None:
    check_werk(WERKE[name])


@pytest.mark.parametrize("name", ["Vorlage leer", "Einladung leer", "Auszug verdeckt", "Blatt leer"])
def test_two_readers_hear_the_same(name: str) -> None:
    assert read_tagtext(WERKE[name].pdf) == read_tagtext_poppler(WERKE[name].pdf) != ""


@pytest.mark.parametrize("name", WERKE)
def test_a_validator_from_outside_finds_nothing(name: str) -> None:
    assert find_normverstoesse(WERKE[name].pdf) == []


@pytest.mark.skipif(VERAPDF is None, reason="verapdf ist nicht installiert")
def test_verapdf_finds_nothing(tmp_path: Path) -> None:
    for nummer, werk in enumerate(WERKE.values()):
        (tmp_path / f"{nummer}.pdf").write_bytes(werk.pdf)
    assert list_durchgefallene(tmp_path) == []


@ohne_qpdf
@pytest.mark.parametrize("name", WERKE)
def test_qpdf_finds_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "werk.pdf").write_bytes(WERKE[name].pdf)
    ergebnis = subprocess.run([str(QPDF), "--check", tmp_path / "werk.pdf"], capture_output=True, check=False)
    assert (ergebnis.returncode, ergebnis.stderr) == (0, b"")


@pytest.mark.parametrize("name", [n for n in WERKE if n not in ("Inhalt 1", "Inhalt 80", "Hinweis")])
def test_every_document_has_the_letterhead(name: str) -> None:
    texte = list_texte(read_seite(WERKE[name].html))
    kopf = [squeeze(text) for text in BRIEFKOPF.texte if text != BRIEFKOPF.fusszeile]
    assert texte[: len(kopf)] == kopf


def test_the_coat_of_arms_is_drawn_on_the_first_page_and_nobody_hears_it() -> None:
    ohne = WERKE["Vorlage blanko"]
    with pikepdf.open(BytesIO(ohne.pdf)) as pdf:
        rollen = {str(o.get("/S")) for o in pdf.objects if isinstance(o, pikepdf.Dictionary)}
        assert "/Figure" not in rollen
    leer = Druckwerk(ohne.html.replace(BRIEFKOPF.wappen, ""), ohne.stile, ohne.titel)
    assert leer.pdf != ohne.pdf
    assert read_tagtext(leer.pdf) == read_tagtext(ohne.pdf)


def test_the_proofs_can_fail() -> None:
    """Another order, a torn row and a wrong footer are noticed."""
    werk = WERKE["Bekanntmachung 60 lange"]
    texte = list_texte(read_seite(werk.html))
    gelesen = read_tagtext(werk.pdf)
    assert find_missing(texte[::-1], gelesen) != ""
    stelle = texte.index("gegenstand")
    assert find_missing([*texte[:stelle], "fehlt!", *texte[stelle:]], gelesen) == "fehlt!"
    with pytest.raises(AssertionError):
        check_werk(Druckwerk(werk.html, werk.stile, "anderer Titel"))
    zerrissen = Druckwerk(
        werk.html.replace("</head>", "<style>.liste tr { break-inside: auto !important }</style></head>"),
        werk.stile,
        werk.titel,
    )
    # A row that is torn stays one element, and stands on two pages.
    assert max(map(len, read_zeilen(zerrissen.pdf))) > max(map(len, read_zeilen(werk.pdf)))


# --- a further document


@dataclass(frozen=True, kw_only=True, slots=True)
class RednerlisteDruck(Sitzungsdokument):
    """A kind of document that the house does not have."""

    seite: ClassVar[str] = "pdf/rednerliste.html"

    artname: str = "Rednerliste"
    namen: tuple[str, ...]


REDNERLISTE = """{% extends "pdf/sitzung.html" %}
{% block text %}<h2>Es spricht nach § 30 GemO</h2>
<table class="liste"><thead><tr><th scope="col">Nr.</th><th scope="col">Name</th></tr></thead>
<tbody>{% for name in druck.namen %}
<tr><td>{{ forloop.counter }}</td><th scope="row">{{ name }}</th></tr>
{% endfor %}</tbody>
</table>{% endblock %}"""


@pytest.mark.parametrize("anzahl", [0, 1, 90])
def test_a_further_document_gets_everything_from_a_class_and_a_page(
    anzahl: int, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "rednerliste.html").write_text(REDNERLISTE, encoding="utf-8")
    vorn: dict[str, Any] = django_settings.TEMPLATES[0]
    settings.TEMPLATES = [vorn | {"DIRS": [tmp_path, *vorn["DIRS"]]}]
    druck = RednerlisteDruck(sitzung=KOPF, namen=tuple(f"Dr. Erika Muster {n}" for n in range(anzahl)), entwurf=True)
    werk = Druckwerk(build_seite(druck.seite, {"druck": druck}), druck.stile, druck.titel)
    check_werk(werk)
    assert check_pdf(render_sitzungsdokument(druck)) == []
    seiten = read_seitentexte(werk.pdf)
    assert seiten[0].startswith(squeeze("".join(BRIEFKOPF.texte[:-1]) + "ENTWURF Rednerliste Gremium: Stadtrat"))
    assert all("entwurf" in seite for seite in seiten)
    assert "§\u00a030" in werk.html
