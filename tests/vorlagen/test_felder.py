"""The table of a paper's fields is complete, and what cannot read it says the same."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, models
from django.test import Client

from journal.sperren import declared_sperren
from sitzungen.documents.geheimnisse import find_geheimnisse
from tests.bauten import build_freigegebene_vorlage, build_neufassung, build_sitzung, build_top
from tests.vorlagen.auswirkungsbeispiele import build_auswirkung
from tests.vorlagen.views.entwurfsseite import address, drafter
from vorlagen.enums import Entwurfsteil, Vorlagenart
from vorlagen.felder import (
    EINGABEN,
    EINGABEN_JE_TEIL,
    FELDER,
    GEDRUCKT,
    LABELS,
    PRUEFSUMME_FORMAT,
    SCHWER,
    TECHNISCH,
    UEBERNOMMEN,
    Feld,
    Geheim,
)
from vorlagen.forms.entwurf import WEITERE_ANGABEN, EntwurfForm
from vorlagen.models import Fassung
from vorlagen.rules.auswirkungen import write_auswirkungen

ZUSAETZE = ("", "_oeffentlichkeit")
"""What tells the lock of the text from that of the publicity."""
IN_DER_PRUEFSUMME = {
    1: {
        *("nummer", "betreff", "amt", "dezernat", "datum", "aktenzeichen", "beschlussentwurf", "begruendung"),
        *("nicht_zugeordnet", "verfasser", "freigegeben_von"),
    },
    2: {"kurzfassung"},
    3: {"neufassung_grund"},
    4: {"auswirkungen"},
    5: {"antragsteller", "eingegangen_am", "fraktion", "mitglied", "eingereicht_am"},
}
"""Which fields came with which format. A line once written stays: the journal keeps digests of every format."""


def spalten() -> dict[str, "models.Field[object, object]"]:
    return {spalte.name: spalte for spalte in Fassung._meta.concrete_fields}


def test_every_column_is_in_the_table_or_technical() -> None:
    assert set(LABELS) | TECHNISCH == set(spalten())
    assert not set(LABELS) & TECHNISCH
    assert len(LABELS) == len(FELDER)


def test_every_text_is_secret_of_a_paper_that_is_not_public() -> None:
    woerter = {
        name
        for name, spalte in spalten().items()
        if isinstance(spalte, models.CharField | models.TextField) and not spalte.choices and name not in TECHNISCH
    }
    assert {feld.name for feld in FELDER if feld.geheim is not Geheim.NIE} == woerter


@pytest.mark.django_db
def test_the_lock_of_a_released_fassung_holds_what_the_table_calls_fixed() -> None:
    sperren = declared_sperren(connection)
    text, oeffentlichkeit = (set(sperren[f"sperre_vorlagen_fassung_update{zusatz}"].spalten) for zusatz in ZUSAETZE)
    assert {spalten()[feld.name].column for feld in FELDER if feld.fest} <= text | oeffentlichkeit
    assert not text & {spalten()[name].column for name in TECHNISCH}


@pytest.mark.parametrize("vorlage", ["pdf/vorlage.html", "vorlagen/_papier.html"])
def test_every_printed_text_stands_on_paper_and_page(vorlage: str) -> None:
    html = (Path(settings.BASE_DIR) / "templates" / vorlage).read_text("utf-8")
    assert [name for name in GEDRUCKT if f".{name}" not in html] == []


def test_the_draft_asks_for_every_field_that_is_written() -> None:
    # The effects have a form of their own, with fields for each kind.
    assert set(EntwurfForm.base_fields) - set(WEITERE_ANGABEN) == set(EINGABEN) - {"auswirkungen"}
    assert set(SCHWER) - set(EINGABEN) == {"nicht_zugeordnet"}
    # What a draft asks for and a Neufassung does not take over is decided anew.
    assert set(EINGABEN) - set(UEBERNOMMEN) == {"datum", "oeffentlich", "neufassung_grund"}


@pytest.mark.django_db
def test_the_page_of_each_part_shows_every_field_that_is_written_there(client: Client) -> None:
    # A Neufassung has a reason of its own, an Antrag says who hands it in.
    fassung = build_neufassung(build_freigegebene_vorlage(art=Vorlagenart.AT))
    drafter(client, fassung)
    seiten = {teil: client.get(address(fassung, teil)).content.decode() for teil in Entwurfsteil}
    gezeigt = {name: rf'name="{name}(-\d+-wirkung)?"' for namen in EINGABEN_JE_TEIL.values() for name in namen}
    fehlend = {
        name for teil, namen in EINGABEN_JE_TEIL.items() for name in namen if not re.search(gezeigt[name], seiten[teil])
    }
    assert fehlend == set()
    assert {name for namen in EINGABEN_JE_TEIL.values() for name in namen} == set(EINGABEN)


def test_what_is_written_as_plain_text_is_printed_as_it_stands() -> None:
    plain = Feld(name="kurz", label="Kurzfassung", gedruckt=True)
    assert plain.to_html("Kosten <500 € & mehr\n\nEnde") == "<p>Kosten &lt;500 € &amp; mehr</p><p>Ende</p>"
    assert Feld(name="lang", label="Text", richtext=True).to_html("<p>Ende</p>") == "<p>Ende</p>"


def test_a_field_of_the_digest_comes_with_a_format_of_its_own() -> None:
    formate = range(1, PRUEFSUMME_FORMAT + 1)
    assert {zahl: {feld.name for feld in FELDER if feld.pruefsumme == zahl} for zahl in formate} == IN_DER_PRUEFSUMME


@pytest.mark.django_db
def test_the_leak_search_looks_for_every_secret_text() -> None:
    sitzung = build_sitzung()
    texte: dict[str, Any] = {name: f"<p>Der Rat beschließt {name}.</p>" for name in GEDRUCKT}
    texte |= {"art": Vorlagenart.AT, "antragsteller": "Erika Muster"}
    texte["auswirkungen"] = write_auswirkungen([build_auswirkung()])
    weg = [(sitzung.gremium, None, True, False)]
    vorlage = build_freigegebene_vorlage(stationen=weg, oeffentlich=False, **texte)
    fassung = build_top(sitzung, vorlage=vorlage).fassung
    assert fassung is not None
    gesucht = {geheimnis.text for geheimnis in find_geheimnisse(sitzung)}
    worte = {feld.name: feld.worte(getattr(fassung, feld.name)) for feld in FELDER if feld.geheim is not Geheim.NIE}
    assert {name for name, texte in worte.items() if any(texte)} >= {"nummer", "betreff", "antragsteller", *GEDRUCKT}
    assert {text for texte in worte.values() for text in texte if text} - gesucht == set()
