"""Papers for a packet: set by several processes at once, and tighter where a few lines would cost a sheet."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser

from dokumente.bindung import Mappenbericht, Teilbericht
from dokumente.druck.pdf import read_stile
from mappen.documents.auswahl import select_posten
from mappen.documents.vordruck import build_eng, print_ahead
from mappen.documents.wahl import Mappenwahl
from mappen.enums import Empfaenger
from mappen.tasks.aufbau import build_mappe
from sitzungen.documents.vorlage import render_vorlage
from sitzungen.models import Sitzung
from tests.bauten import build_entwurf, build_sitzung, build_top, release_fassung
from tests.sitzungen.gedruckt import clerk
from tests.zweite_person import publish_agenda
from vorlagen.documents.vorlage import ENGE
from vorlagen.models import Fassung, Vorlage

WAHL = Mappenwahl(fuer=Empfaenger.OEFFENTLICH, duplex=True)


def build_papier(sitzung: Sitzung, zeilen: int) -> Fassung:
    """Return a public paper with so many lines of text, placed on the agenda."""
    text = "".join(f"<p>Zeile {nummer}</p>" for nummer in range(zeilen))
    entwurf = build_entwurf(stationen=[(sitzung.gremium, None, True, True)], begruendung=text)
    fassung = release_fassung(entwurf)
    build_top(sitzung, vorlage=Vorlage.objects.get(pk=fassung.vorlage_id), konto=clerk())
    return fassung


def count(inhalt: bytes) -> int:
    with pikepdf.open(BytesIO(inhalt)) as pdf:
        return len(pdf.pages)


def find_ueberhang(sitzung: Sitzung) -> int:
    """Return the smallest number of lines that needs a third page."""
    von, bis = 40, 120
    while von + 1 < bis:
        mitte = (von + bis) // 2
        seiten = count(render_vorlage(build_papier(sitzung, mitte), leser=None))
        von, bis = (von, mitte) if seiten > 2 else (mitte, bis)
    return bis


@pytest.mark.django_db
def test_a_paper_that_overhangs_by_a_few_lines_is_set_tighter_and_half_a_page_is_not(tmp_path: Path) -> None:
    zeilen = find_ueberhang(build_sitzung())
    sitzung = build_sitzung()
    for anzahl in (zeilen + 1, zeilen + 18, 1):
        build_papier(sitzung, anzahl)
    sitzung = publish_agenda(sitzung)
    einseitig = _build(sitzung, Mappenwahl(fuer=Empfaenger.OEFFENTLICH), tmp_path / "einseitig")
    duplex = _build(sitzung, WAHL, tmp_path / "duplex")
    assert [(teil.seiten, teil.eng) for teil in _vorlagen(einseitig)] == [(3, False), (3, False), (1, False)]
    assert [(teil.seiten, teil.eng) for teil in _vorlagen(duplex)] == [(2, True), (3, False), (1, False)]
    assert all(teil.seite % 2 for teil in _vorlagen(duplex))


def _build(sitzung: Sitzung, wahl: Mappenwahl, platz: Path) -> Mappenbericht:
    platz.mkdir()
    bericht = build_mappe(sitzung, wahl, platz).bericht
    assert bericht is not None
    return bericht


def _vorlagen(bericht: Mappenbericht) -> list[Teilbericht]:
    return [teil for teil in bericht.teile if teil.kennung.startswith("top-")]


def test_tighter_type_stays_readable() -> None:
    stile = "".join(read_stile(ENGE))
    groessen = [float(wert) for wert in re.findall(r"font-size: ([\d.]+)pt", stile)]
    zeilen = [float(wert) for wert in re.findall(r"line-height: ([\d.]+)", stile)]
    assert len(groessen) >= len(zeilen) == 2
    assert min(groessen) >= 9.5
    assert min(zeilen) >= 1.2


@pytest.mark.django_db
def test_a_paper_of_one_page_is_never_squeezed(tmp_path: Path) -> None:
    fassung = build_papier(build_sitzung(), 1)
    ort = tmp_path / "top.pdf"
    ort.write_bytes(render_vorlage(fassung, leser=AnonymousUser()))
    assert build_eng(fassung, AnonymousUser(), ort)() is None
    assert list(tmp_path.iterdir()) == [ort]


@pytest.mark.django_db(transaction=True)
def test_papers_set_at_the_same_time_are_those_set_one_by_one() -> None:
    sitzung = build_sitzung()
    for anzahl in (3, 4, 5):
        build_papier(sitzung, anzahl)
    sitzung = publish_agenda(sitzung)
    leser = AnonymousUser()
    posten = select_posten(sitzung, WAHL, leser).posten
    with print_ahead(posten, leser) as print_vorlage:
        gesetzt = [print_vorlage(einer) for einer in posten]
    assert gesetzt == [render_vorlage(einer.fassung, leser=leser) for einer in posten]
    assert len(set(gesetzt)) == 3
