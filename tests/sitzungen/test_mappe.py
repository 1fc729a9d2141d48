"""The Sitzungsmappe as a command: what is in it for whom, in which order, and what never leaves the house."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from dokumente.actions import keep_bytes
from dokumente.pdf import render_pdf
from dokumente.pdf_pruefung import check_pdf
from dokumente.rules.upload import DATEIARTEN
from sitzungen.actions.tagesordnung import place_top, publish_tagesordnung, strike_top
from sitzungen.enums import Teil
from sitzungen.mappe.aufbau import build_mappe
from sitzungen.mappe.beweis import find_geheimnisse, find_oeffentliches
from sitzungen.mappe.empfaenger import Empfaenger
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
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.models import Vorlage

OFFEN = "Neubau Kita Zauberland"
GEHEIM = "Verkauf des Grundstücks Am Eselsberg an Familie Beispiel"
GEHEIMER_TEXT = "Der Kaufpreis beträgt fünfhunderttausend Euro zuzüglich Nebenkosten und Maklerprovision."
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
    papiere = [Vorlage.objects.get(pk=release_fassung(fassung).vorlage_id) for fassung in (geheim, offen)]
    konto = clerk()
    build_top(sitzung, vorlage=papiere[0], oeffentlich=False, konto=konto)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Mitteilungen", konto=konto)
    build_top(sitzung, vorlage=papiere[1], konto=konto)
    return Aufbau(publish_tagesordnung(sitzung, konto=konto), papiere[1], papiere[0])


def bind(sitzung: Sitzung, ziel: Path, fuer: str, *schalter: str) -> str:
    """Call the command and return the text of its file, each run of blanks as one."""
    call_command("build_mappe", sitzung.nummer, str(ziel), "--fuer", fuer, *schalter)
    return " ".join(extract_text(ziel.read_bytes(), raw=True).split())


def outline(ziel: Path) -> list[tuple[int, str]]:
    """Return level and text of every bookmark."""
    with pikepdf.open(ziel) as pdf, pdf.open_outline() as gliederung:
        return [
            eintrag
            for oben in gliederung.root
            for eintrag in [(1, oben.title), *((2, unten.title) for unten in oben.children)]
        ]


VORN = [(1, "Deckblatt"), (1, "Inhalt")]
OEFFENTLICHER_TEIL = [(1, f"Ö 2 {OFFEN}"), (2, "Anlage 01: Grundriss")]
HINWEIS = [(2, "Nicht eingebundene Anlagen")]
ALLES = [
    *VORN,
    (1, "Tagesordnung"),
    *OEFFENTLICHER_TEIL,
    (2, "Anlage 02: Bieterliste intern"),
    *HINWEIS,
    (1, f"N 1 {GEHEIM}"),
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
def test_annexes_that_cannot_be_bound_are_listed_with_the_reason(tmp_path: Path) -> None:
    text = bind(build_aufbau().sitzung, tmp_path / "m.pdf", "oeffentlich")
    seite = text[text.rindex("Nicht eingebundene Anlagen Diese Anlagen") :]
    assert "Anlage 03: Raumbuch Die Datei ist kein PDF (DOCX) und liegt nur einzeln bei der Vorlage." in seite
    assert "Anlage 04: Statik Die Datei ist mit einem Kennwort verschlüsselt." in seite


@pytest.mark.django_db
def test_public_packet_holds_nothing_of_closed_items(tmp_path: Path) -> None:
    aufbau = build_aufbau()
    text = bind(aufbau.sitzung, tmp_path / "m.pdf", "oeffentlich")
    assert outline(tmp_path / "m.pdf") == [*VORN, (1, "Öffentliche Bekanntmachung"), *OEFFENTLICHER_TEIL, *HINWEIS]
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
    assert OFFEN not in text
    assert "Zurückgezogene Vorlage" in text


@pytest.mark.django_db
def test_struck_and_not_yet_published_items_stay_out(tmp_path: Path) -> None:
    konto = clerk()
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=2, nichtoeffentliche=0, konto=konto)
    erster, zweiter = iter_tops(sitzung)
    strike_top(erster, konto=konto, grund="Noch nicht reif")
    build_top(sitzung, konto=konto, nachtrag_grund="Eilig")
    bind(sitzung, tmp_path / "m.pdf", "gesamt")
    assert outline(tmp_path / "m.pdf")[2:] == [(1, "Öffentliche Bekanntmachung"), (1, f"Ö 2 {zweiter.betreff}")]


@pytest.mark.django_db
def test_duplex_begins_every_item_on_a_right_hand_page(tmp_path: Path) -> None:
    sitzung = build_aufbau().sitzung
    _, einfach = build_mappe(sitzung, fuer=Empfaenger.GESAMT)
    _, duplex = build_mappe(sitzung, fuer=Empfaenger.GESAMT, duplex=True)

    def links(anfaenge: dict[str, int]) -> list[str]:
        return [
            kennung
            for kennung, seite in anfaenge.items()
            if not kennung.startswith(("anlage", "hinweis")) and seite % 2 == 0
        ]

    assert links(einfach.anfaenge) != []
    assert links(duplex.anfaenge) == []


@pytest.mark.django_db
def test_without_annexes_there_is_no_reference_page_either(tmp_path: Path) -> None:
    bind(build_aufbau().sitzung, tmp_path / "m.pdf", "gesamt", "--ohne-anlagen")
    assert outline(tmp_path / "m.pdf") == [eintrag for eintrag in ALLES if eintrag[0] == 1]


@pytest.mark.django_db
def test_packet_of_own_documents_claims_the_norms_and_keeps_them() -> None:
    pdf, bericht = build_mappe(build_aufbau().sitzung, fuer=Empfaenger.OEFFENTLICH, mit_anlagen=False)
    assert bericht.normgerecht
    assert check_pdf(pdf) == []


@pytest.mark.django_db
def test_contents_lead_to_every_part(tmp_path: Path) -> None:
    bind(build_aufbau().sitzung, tmp_path / "m.pdf", "gesamt")
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        seiten = {seite.obj.objgen: nummer for nummer, seite in enumerate(pdf.pages, start=1)}
        ziele = [notiz.Dest if "/Dest" in notiz else notiz.A.D for notiz in pdf.pages[1].obj.Annots]
        # A line that breaks has one link for each half.
        assert list(dict.fromkeys(seiten[ziel[0].objgen] for ziel in ziele)) == [3, 4, 5, 6, 7, 8, 9]


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
    build_top(sitzung, vorlage=release_fassung(fassung).vorlage)
    publish_tagesordnung(sitzung, konto=clerk())
    Path(verloren.inhalt.path).unlink()
    text = bind(sitzung, tmp_path / "m.pdf", "oeffentlich")
    assert "Anlage 01: Formular Von dieser Datei lässt sich keine öffentliche Kopie herstellen." in text
    assert "Anlage 02: Modell Diese Anlage ist nicht als Datei hinterlegt." in text
    assert "Anlage 03: Bericht Die Datei fehlt in der Ablage oder ist dort beschädigt." in text
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
