"""The Sitzungsmappe as a command: what is in it for whom, in which order, and what never leaves the house."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from dokumente.ablage.behalten import keep_bytes
from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.pdf import render_pdf
from dokumente.rules.upload import DATEIARTEN
from mappen.documents.wahl import Mappenwahl
from mappen.enums import Empfaenger
from mappen.tasks.aufbau import build_mappe
from mappen.tasks.werkstatt import open_platz
from sitzungen.actions.tagesordnung import place_top, strike_top
from sitzungen.documents.geheimnisse import find_geheimnisse, find_oeffentliches
from sitzungen.enums import Teil
from sitzungen.models import Sitzung
from tests.bauten import (
    GRUND,
    build_anlage,
    build_datei,
    build_entwurf,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    iter_tops,
    release_fassung,
)
from tests.pdf_text import extract_text
from tests.sitzungen.gedruckt import clerk
from tests.zweite_person import publish_agenda
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.models import Anlage, Vorlage

OFFEN = "Neubau Kita Zauberland"
GEHEIM = "Verkauf des Grundstücks Am Eselsberg an Familie Beispiel"
GEHEIMER_TEXT = "Der Kaufpreis beträgt fünfhunderttausend Euro zuzüglich Nebenkosten und Maklerprovision."
TROTZDEM = "Die Dateien werden nachgereicht."
GEHEIME_ANLAGE = "Wertgutachten Eselsberg vertraulich"


def build_text_pdf(text: str) -> bytes:
    """Return a real PDF that says ``text``."""
    html = f'<html lang="de"><title>Anlage</title><body><h1>Anlage</h1><p>{text}</p></body></html>'
    return render_pdf(html, stylesheets=["pdf/basis.css"])


def encrypt(inhalt: bytes) -> bytes:
    with pikepdf.open(BytesIO(inhalt)) as pdf, BytesIO() as puffer:
        pdf.save(puffer, encryption=pikepdf.Encryption(owner="eins", user="zwei"))
        return puffer.getvalue()


@dataclass
class Aufbau:
    sitzung: Sitzung
    offen: Vorlage
    geheim: Vorlage


def build_aufbau(*, oeffentlicher_text: str = "Der Garten wird grün.") -> Aufbau:
    """Build an agenda: N 1 (secret paper with annex), Ö 1 without paper, Ö 2 (paper with four annexes)."""
    sitzung = build_sitzung()
    geheim = build_entwurf(
        stationen=[(sitzung.gremium, None, True, False)],
        oeffentlich=False,
        betreff=GEHEIM,
        begruendung=f"<p>{GEHEIMER_TEXT}</p>",
    )
    build_anlage(geheim, titel=GEHEIME_ANLAGE, datei=build_datei(build_text_pdf("Bodenrichtwert")))
    offen = build_entwurf(stationen=[(sitzung.gremium, None, True, True)], betreff=OFFEN)
    build_anlage(offen, titel="Grundriss", datei=build_datei(build_text_pdf(oeffentlicher_text)))
    build_anlage(
        offen, titel="Bieterliste intern", oeffentlich=False, datei=build_datei(build_text_pdf("Bieter Xaver"))
    )
    word = build_anlage(
        offen, titel="Raumbuch", datei=keep_bytes(b"PK\x03\x04 Word", medientyp=DATEIARTEN["docx"].medientyp)
    )
    word.dateiname = "Raumbuch.docx"
    word.save(update_fields=["dateiname"])
    build_anlage(
        offen, titel="Statik", datei=keep_bytes(encrypt(build_text_pdf("Statik")), medientyp="application/pdf")
    )
    papiere = [
        Vorlage.objects.get(pk=release_fassung(fassung, grund=TROTZDEM).vorlage_id) for fassung in (geheim, offen)
    ]
    konto = clerk()
    build_top(sitzung, vorlage=papiere[0], oeffentlich=False, konto=konto)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Mitteilungen", konto=konto)
    build_top(sitzung, vorlage=papiere[1], konto=konto)
    return Aufbau(publish_agenda(sitzung, grund=TROTZDEM), papiere[1], papiere[0])


def bind(sitzung: Sitzung, ziel: Path, fuer: str, *schalter: str) -> str:
    """Call the command and return the text of its file, each run of blanks as one."""
    call_command("build_mappe", sitzung.nummer, str(ziel), "--fuer", fuer, *schalter)
    return " ".join(extract_text(ziel.read_bytes(), raw=True).split())


def outline(ziel: Path) -> list[tuple[int, str]]:
    """Return level and text of every bookmark, without the drawn part of numbers."""
    with pikepdf.open(ziel) as pdf, pdf.open_outline() as gliederung:
        return [
            (ebene, re.sub(r"(– [A-Z]{2})/\d{4}/\d{4}:", r"\1:", titel))
            for oben in gliederung.root
            for ebene, titel in [(1, oben.title), *((2, unten.title) for unten in oben.children)]
        ]


VORN = [(1, "Deckblatt"), (1, "Inhalt")]
OEFFENTLICHER_TEIL = [(1, f"TOP Ö 2 – BV: {OFFEN}"), (2, "Anlage 01: Grundriss")]
HINWEISE = [(2, f"Anlage {wer} (nicht eingebunden)") for wer in ("03: Raumbuch", "04: Statik")]
ALLES = [
    *VORN,
    (1, "Tagesordnung"),
    *OEFFENTLICHER_TEIL,
    (2, "Anlage 02: Bieterliste intern"),
    *HINWEISE,
    (1, f"TOP N 1 – BV: {GEHEIM}"),
    (2, f"Anlage 01: {GEHEIME_ANLAGE}"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("fuer", ["mitglieder", "gesamt"])
def test_internal_packet_holds_everything_in_agenda_order_without_reasons(tmp_path: Path, fuer: str) -> None:
    aufbau = build_aufbau()
    text = bind(aufbau.sitzung, tmp_path / "m.pdf", fuer)
    assert outline(tmp_path / "m.pdf") == ALLES
    assert f"Empfängerkreis: {Empfaenger(fuer).label}" in text
    assert f"TOP Ö 2 · {aufbau.offen.nummer}" in text
    assert f"TOP N 1 · {aufbau.geheim.nummer}" in text
    assert "Bieter Xaver" in text
    assert "Bodenrichtwert" in text
    assert "ENTHÄLT NICHTÖFFENTLICHE PUNKTE" in text.upper()
    assert GRUND not in text


@pytest.mark.django_db
def test_each_annex_that_cannot_be_bound_has_a_page_with_reason_and_address(tmp_path: Path) -> None:
    aufbau = build_aufbau()
    text = bind(aufbau.sitzung, tmp_path / "m.pdf", "oeffentlich")
    raumbuch, statik = Anlage.objects.filter(titel__in=["Raumbuch", "Statik"]).order_by("position")
    kopf = f"Gehört zu: TOP Ö 2, {aufbau.offen.nummer} Betreff: {OFFEN} Diese Anlage ist nicht in der Mappe enthalten."
    adresse = f"{settings.ADRESSE}/vorlagen/{aufbau.offen.pk}/anlagen"
    for titel, grund, anlage in (
        ("03: Raumbuch", "Die Datei ist kein PDF (DOCX) und liegt nur einzeln bei der Vorlage.", raumbuch),
        ("04: Statik", "Die Datei ist mit einem Kennwort verschlüsselt.", statik),
    ):
        assert f"Anlage {titel} {kopf} {grund}" in text
        assert f"{adresse}/{anlage.pk}/" in text
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        ziele = [str(notiz.A.URI) for seite in pdf.pages for notiz in seite.get("/Annots", []) if "/A" in notiz]
    assert [ziel for ziel in ziele if "/anlagen/" in ziel] == [f"{adresse}/{a.pk}/" for a in (raumbuch, statik)]


@pytest.mark.django_db
def test_public_packet_holds_nothing_of_closed_items(tmp_path: Path) -> None:
    aufbau = build_aufbau()
    text = bind(aufbau.sitzung, tmp_path / "m.pdf", "oeffentlich")
    assert outline(tmp_path / "m.pdf") == [*VORN, (1, "Öffentliche Bekanntmachung"), *OEFFENTLICHER_TEIL, *HINWEISE]
    assert "Grundstückssachen" in text
    assert "Der Garten wird grün." in text
    verboten = [GEHEIM, GEHEIMER_TEXT, GEHEIME_ANLAGE, "Eselsberg", "Kaufpreis", "Bieter", "Bodenrichtwert", GRUND]
    assert [wort for wort in [*verboten, aufbau.geheim.nummer] if wort in text] == []
    # The same words are there for members, so they could have leaked.
    intern = bind(aufbau.sitzung, tmp_path / "intern.pdf", "mitglieder")
    assert [wort for wort in verboten if wort not in intern] == [GRUND]


@pytest.mark.django_db
def test_planted_leak_is_named_but_not_quoted_and_nothing_is_written(tmp_path: Path) -> None:
    aufbau = build_aufbau(oeffentlicher_text=f"Siehe auch: {GEHEIM}.")
    ziel = tmp_path / "m.pdf"
    ziel.write_bytes(b"bisherige Mappe")
    with pytest.raises(CommandError, match=r"enthält Vertrauliches und wurde nicht geschrieben") as fehler:
        bind(aufbau.sitzung, ziel, "oeffentlich")
    satz = str(fehler.value)
    assert f"Betreff zu {aufbau.geheim.nummer}" in satz
    assert "Seite 5 (Mappenteil 5), Seitentext" in satz
    assert "Eselsberg" not in satz
    assert [datei.name for datei in tmp_path.iterdir()] == ["m.pdf"]
    assert ziel.read_bytes() == b"bisherige Mappe"
    # Without the annex that quotes it, the packet is clean.
    assert "Eselsberg" not in bind(aufbau.sitzung, ziel, "oeffentlich", "--ohne-anlagen")


@pytest.mark.django_db
def test_every_hidden_text_is_looked_for_and_none_is_permitted() -> None:
    aufbau = build_aufbau()
    geheim = {geheimnis.text for geheimnis in find_geheimnisse(aufbau.sitzung)}
    assert geheim == {
        aufbau.geheim.nummer,
        GEHEIM,
        f"<p>{GEHEIMER_TEXT}</p>",
        "<p>Der Stadtrat stimmt zu.</p>",
        GRUND,
        GEHEIME_ANLAGE,
        "Bieterliste intern",
    }
    # The same sentence stands in the public paper.
    assert geheim & set(find_oeffentliches(aufbau.sitzung)) == {"<p>Der Stadtrat stimmt zu.</p>"}


@pytest.mark.django_db
def test_withdrawn_paper_leaves_the_public_packet(tmp_path: Path) -> None:
    aufbau = build_aufbau()
    withdraw_vorlage(aufbau.offen, konto=clerk(), grund="Überholt")
    text = bind(aufbau.sitzung, tmp_path / "m.pdf", "oeffentlich")
    assert outline(tmp_path / "m.pdf") == [*VORN, (1, "Öffentliche Bekanntmachung")]
    # Its announced title stays on the agenda, once, and is marked.
    assert text.count(OFFEN) == 1
    assert "(Vorlage zurückgezogen)" in text


@pytest.mark.django_db
def test_struck_and_not_yet_published_items_stay_out(tmp_path: Path) -> None:
    konto = clerk()
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=2, nichtoeffentliche=0, konto=konto)
    erster, zweiter = iter_tops(sitzung)
    strike_top(erster, konto=konto, grund="Noch nicht reif")
    build_top(sitzung, konto=konto, nachtrag_grund="Eilig")
    bind(sitzung, tmp_path / "m.pdf", "gesamt")
    assert outline(tmp_path / "m.pdf")[2:] == [
        (1, "Öffentliche Bekanntmachung"),
        (1, f"TOP Ö 2 – BV: {zweiter.betreff}"),
    ]


@pytest.mark.django_db
def test_duplex_begins_every_item_on_a_right_hand_page(tmp_path: Path) -> None:
    sitzung = build_aufbau().sitzung
    berichte = []
    for duplex in (False, True):
        with open_platz() as platz:
            ergebnis = build_mappe(sitzung, Mappenwahl(fuer=Empfaenger.GESAMT, duplex=duplex), platz)
        assert ergebnis.bericht is not None
        berichte.append(ergebnis.bericht)

    def links(anfaenge: dict[str, int]) -> list[str]:
        return [
            kennung
            for kennung, seite in anfaenge.items()
            if not kennung.startswith(("anlage", "hinweis")) and seite % 2 == 0
        ]

    assert links(berichte[0].anfaenge) != []
    assert links(berichte[1].anfaenge) == []


@pytest.mark.django_db
def test_without_annexes_there_is_no_reference_page_either(tmp_path: Path) -> None:
    bind(build_aufbau().sitzung, tmp_path / "m.pdf", "gesamt", "--ohne-anlagen")
    assert outline(tmp_path / "m.pdf") == [eintrag for eintrag in ALLES if eintrag[0] == 1]


@pytest.mark.django_db
def test_packet_of_own_documents_claims_the_norms_and_keeps_them() -> None:
    wahl = Mappenwahl(fuer=Empfaenger.OEFFENTLICH, mit_anlagen=False)
    with open_platz() as platz:
        ergebnis = build_mappe(build_aufbau().sitzung, wahl, platz)
        assert ergebnis.bericht is not None
        assert ergebnis.bericht.normgerecht
        assert check_pdf(ergebnis.ort.read_bytes()) == []
    # The folder is gone with the block.
    assert not ergebnis.ort.exists()


@pytest.mark.django_db
def test_contents_lead_to_every_part(tmp_path: Path) -> None:
    bind(build_aufbau().sitzung, tmp_path / "m.pdf", "gesamt")
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        seiten = {seite.obj.objgen: nummer for nummer, seite in enumerate(pdf.pages, start=1)}
        ziele = [notiz.Dest if "/Dest" in notiz else notiz.A.D for notiz in pdf.pages[1].obj.Annots]
        # A line that breaks has one link for each half.
        assert list(dict.fromkeys(seiten[ziel[0].objgen] for ziel in ziele)) == [3, 4, 5, 6, 7, 8, 9, 10]


def refuse_kopie(inhalt: bytes) -> bytes:
    """Return the PDF as one that asks to be drawn by another program: it can be bound, but not copied."""
    with pikepdf.open(BytesIO(inhalt)) as pdf, BytesIO() as puffer:
        pdf.Root.NeedsRendering = True
        pdf.save(puffer)
        return puffer.getvalue()


@pytest.mark.django_db
def test_annex_without_copy_or_file_becomes_a_line_of_the_reference_page(tmp_path: Path) -> None:
    sitzung = build_sitzung()
    fassung = build_entwurf(stationen=[(sitzung.gremium, None, True, True)])
    eigenwillig = keep_bytes(refuse_kopie(build_text_pdf("Eigenwillig")), medientyp="application/pdf")
    verloren = build_datei(build_text_pdf("Verloren"))
    build_anlage(fassung, titel="Formular", datei=eigenwillig)
    build_anlage(fassung, titel="Modell")
    build_anlage(fassung, titel="Bericht", datei=verloren)
    build_top(sitzung, vorlage=release_fassung(fassung, grund=TROTZDEM).vorlage)
    publish_agenda(sitzung, grund=TROTZDEM)
    Path(verloren.inhalt.path).unlink()
    text = bind(sitzung, tmp_path / "m.pdf", "oeffentlich")
    for satz in (
        "Von dieser Datei lässt sich keine öffentliche Kopie herstellen.",
        "Diese Anlage ist nicht als Datei hinterlegt.",
        "Die Datei fehlt in der Ablage",
    ):
        assert f"Diese Anlage ist nicht in der Mappe enthalten. {satz}" in text
    assert "Eigenwillig" not in text
    assert "Eigenwillig" in bind(sitzung, tmp_path / "intern.pdf", "mitglieder")


# --- refusals


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nummer", "satz"),
    [
        ("18/SR", "„18/SR“ ist keine Sitzungsnummer. Bitte geben Sie sie in der Form 2026/018/SR an."),
        ("2026/000/SR", "Die laufende Nummer muss zwischen 1 und 999 liegen, angegeben ist 0."),
        ("2026/018/SR", "Eine Sitzung mit der Nummer 2026/018/SR gibt es nicht."),
    ],
)
def test_unknown_number_is_refused(tmp_path: Path, nummer: str, satz: str) -> None:
    with pytest.raises(CommandError) as fehler:
        call_command("build_mappe", nummer, str(tmp_path / "m.pdf"), "--fuer", "gesamt")
    assert (str(fehler.value), fehler.value.returncode) == (satz, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("fuer", Empfaenger.values)
def test_unpublished_agenda_is_refused(tmp_path: Path, fuer: str) -> None:
    sitzung = build_sitzung()
    build_top(sitzung)
    with pytest.raises(CommandError, match=r"ist noch nicht veröffentlicht. Bitte veröffentlichen Sie sie zuerst"):
        bind(sitzung, tmp_path / "m.pdf", fuer)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_unfit_target_is_refused(tmp_path: Path) -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=0, nichtoeffentliche=1)
    with pytest.raises(CommandError, match=r"Den Ordner .*fehlt gibt es nicht. Bitte legen Sie ihn zuerst an."):
        bind(sitzung, tmp_path / "fehlt" / "m.pdf", "gesamt")
    with pytest.raises(CommandError, match=r"ist ein Ordner. Bitte geben Sie den Namen einer Datei an."):
        bind(sitzung, tmp_path, "gesamt")
