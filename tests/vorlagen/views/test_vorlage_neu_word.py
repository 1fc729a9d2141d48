"""Beginning a draft from a file: choose it, compare, take it over. Hostile files cost a sentence."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dokumente.text.richtext import richtext_to_text
from gremien.enums import Gremienart
from journal.models import Eintrag
from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_amt, build_dezernat, build_gremium, build_konto, build_mitglied
from tests.dokumente.anlagen.buerodateien import p, write_docx, write_odt
from tests.vorlagen.einlesebeispiele import count_rows, read_seed
from tests.vorlagen.test_word_fremd import PANDOC_BEGRUENDUNG, PANDOC_BESCHLUSS, WORD
from vorlagen.models import Fassung, Vorlage

pytestmark = pytest.mark.django_db

HOCHLADEN = "/vorlagen/neu/word/"


@pytest.fixture
def konto(client: Client) -> Konto:
    """An author of the Ordnungsamt, logged in; the council exists."""
    amt = build_amt(dezernat=build_dezernat(bezeichnung="Bürgermeisterin"), nummer="31", name="Ordnungsamt")
    build_gremium(name="Stadtrat", kuerzel="SR", art=Gremienart.RAT)
    konto = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    client.force_login(konto)
    return konto


def upload(client: Client, inhalt: bytes, name: str = "kita.docx") -> str:
    """Upload a file and return the address of the comparison."""
    antwort = client.post(HOCHLADEN, {"datei": SimpleUploadedFile(name, inhalt)})
    assert antwort.status_code == 302, antwort.context["form"].errors
    return str(antwort["Location"])


def refusal(client: Client, inhalt: bytes, name: str = "kita.docx") -> str:
    """Upload a file that is refused and return why."""
    antwort = client.post(HOCHLADEN, {"datei": SimpleUploadedFile(name, inhalt)})
    assert antwort.status_code == 200
    return " ".join(antwort.context["form"].errors["datei"])


def read_seite(client: Client, adresse: str) -> dict[str, str]:
    """Return what the browser would send if nobody changed anything on the page."""
    form = client.get(adresse).context["form"]
    werte = {feld.html_name: feld.value() for feld in form}
    werte["datum"] = werte["datum"].strftime("%Y-%m-%d") if werte["datum"] else ""
    werte["amt"] = werte["amt"] or form.fields["amt"].queryset.first().pk
    return {name: str(wert or "") for name, wert in werte.items()}


# --- Taking over


def test_a_word_file_becomes_a_draft_with_all_it_says(client: Client, konto: Konto) -> None:
    adresse = upload(client, (WORD / "pandoc.docx").read_bytes())
    vorher = Eintrag.objects.count()
    antwort = client.post(adresse, read_seite(client, adresse))
    fassung = Fassung.objects.get()
    assert antwort["Location"] == reverse("vorlage_bearbeiten", args=[fassung.vorlage_id])
    assert (fassung.betreff, fassung.vorlage.art) == ("Neubau der Kita Zauberland", "BV")
    assert (fassung.verfasser, fassung.amt) == (konto, konto.rollenzuweisungen.get().amt)
    assert (fassung.is_entwurf, fassung.nummer, fassung.oeffentlich) == (True, "", False)
    assert fassung.vorlage.laufend is None
    assert richtext_to_text(fassung.beschlussentwurf) == PANDOC_BESCHLUSS
    assert fassung.begruendung == PANDOC_BEGRUENDUNG
    stationen = [(str(b.gremium), b.entscheidend, b.oeffentlich) for b in fassung.vorlage.beratungen.all()]
    assert stationen == [("Stadtrat", True, False)]
    # Begun without legal effect, as every draft.
    assert Eintrag.objects.count() == vorher
    assert client.get(adresse).status_code == 302


def test_text_odt_and_pdf_work_as_well(client: Client, konto: Konto) -> None:
    for name, inhalt in (("kita.odt", (WORD / "pandoc.odt").read_bytes()), ("kita.txt", read_seed().encode())):
        adresse = upload(client, inhalt, name)
        client.post(adresse, read_seite(client, adresse))
    assert sorted(Fassung.objects.values_list("betreff", flat=True)) == [
        "Fortschreibung Integrationskonzept der Stadt Koblenz",
        "Neubau der Kita Zauberland",
    ]
    assert set(Fassung.objects.values_list("nummer", flat=True)) == {""}


def test_the_page_shows_the_source_and_what_was_not_understood_in_place(
    client: Client, konto: Konto, tmp_path: Path
) -> None:
    koerper = "".join(map(p, ("Bitte eilig!", "Vorlage: BV/0007/2026", "Betreff: Kita", "Begründung:", "Darum.")))
    adresse = upload(client, write_docx(tmp_path / "a.docx", koerper).read_bytes())
    antwort = client.get(adresse)
    assert [(z.text, z.is_offen) for z in antwort.context["erkannt"].quelle] == [
        ("Bitte eilig!", True),
        ("Vorlage: BV/0007/2026", False),
        ("Betreff: Kita", False),
        ("Begründung:", False),
        ("Darum.", False),
    ]
    seite = antwort.content.decode()
    assert "nicht zugeordnet" in seite
    assert "Nummer: BV/0007/2026" in seite
    client.post(adresse, read_seite(client, adresse))
    assert "Bitte eilig!" in Fassung.objects.get().begruendung


def test_what_was_corrected_counts(client: Client, konto: Konto) -> None:
    adresse = upload(client, (WORD / "pandoc.docx").read_bytes())
    werte = read_seite(client, adresse) | {
        "betreff": "Anders",
        "art": "UV",
        "begruendung": "<p>Neu <b>gefasst</b>.</p>",
    }
    client.post(adresse, werte)
    fassung = Fassung.objects.get()
    assert (fassung.betreff, fassung.vorlage.art) == ("Anders", "UV")
    assert fassung.begruendung == "<p>Neu <strong>gefasst</strong>.</p>"
    assert [b.entscheidend for b in fassung.vorlage.beratungen.all()] == [False]


def test_an_unknown_body_is_named_and_left_out(client: Client, konto: Konto) -> None:
    text = "Betreff: Kita\n\nGremienweg:\n05.03.2026 Kleingartenbeirat\n05.04.2026 Stadtrat\n\nBegründung:\n\nDarum.\n"
    adresse = upload(client, text.encode(), "kita.txt")
    assert "Dieses Gremium gibt es heute nicht." in client.get(adresse).content.decode()
    client.post(adresse, read_seite(client, adresse))
    assert [str(b.gremium) for b in Vorlage.objects.get().beratungen.all()] == ["Stadtrat"]


def test_an_error_keeps_what_was_typed_and_begins_nothing(client: Client, konto: Konto) -> None:
    adresse = upload(client, (WORD / "pandoc.docx").read_bytes())
    werte = read_seite(client, adresse) | {"betreff": "x" * 501, "datum": "31.02.2026"}
    antwort = client.post(adresse, werte)
    assert antwort.context["form"].errors["betreff"] == ["Bitte kürzen Sie auf höchstens 500 Zeichen (es sind 501)."]
    assert "Tag.Monat.Jahr" in antwort.context["form"].errors["datum"][0]
    assert "x" * 501 in antwort.content.decode()
    assert not Vorlage.objects.exists()


def test_taking_the_same_file_twice_makes_two_drafts_and_changes_none(client: Client, konto: Konto) -> None:
    for betreff in ("Eins", "Zwei"):
        adresse = upload(client, (WORD / "pandoc.docx").read_bytes())
        client.post(adresse, read_seite(client, adresse) | {"betreff": betreff})
    assert list(Fassung.objects.order_by("pk").values_list("betreff", flat=True)) == ["Eins", "Zwei"]


def test_a_paper_cannot_be_begun_for_another_office(client: Client, konto: Konto) -> None:
    adresse = upload(client, (WORD / "pandoc.docx").read_bytes())
    antwort = client.post(adresse, read_seite(client, adresse) | {"amt": str(build_amt().pk)})
    assert antwort.context["form"].errors["amt"] == ["Bitte wählen Sie einen Eintrag aus der Liste."]
    assert not Vorlage.objects.exists()


# --- Who may, and what is kept


def test_only_authors_begin_drafts_this_way(client: Client) -> None:
    assert client.get(HOCHLADEN).status_code == 302
    for fremd in (build_konto(rolle=Rolle.SITZUNGSDIENST), build_mitglied()):
        client.force_login(fremd)
        assert client.get(HOCHLADEN).status_code == 403
        assert client.get(f"{HOCHLADEN}abc/").status_code == 403


def test_another_login_does_not_see_the_file(client: Client, konto: Konto) -> None:
    adresse = upload(client, (WORD / "pandoc.docx").read_bytes())
    anderer = Client()
    anderer.force_login(konto)
    antwort = anderer.get(adresse, follow=True)
    assert antwort.redirect_chain == [(HOCHLADEN, 302)]
    assert "liegt nicht mehr bereit" in antwort.content.decode()


def test_uploading_and_looking_store_nothing(client: Client, konto: Konto) -> None:
    client.get(HOCHLADEN)
    vorher = {name: anzahl for name, anzahl in count_rows().items() if name != "sessions.Session"}
    client.get(upload(client, (WORD / "pandoc.docx").read_bytes()))
    assert {name: anzahl for name, anzahl in count_rows().items() if name != "sessions.Session"} == vorher


def test_the_page_of_a_new_paper_leads_here(client: Client, konto: Konto) -> None:
    assert f'href="{HOCHLADEN}"' in client.get(reverse("vorlage_neu")).content.decode()


# --- Hostile files


def packed(datei: Path, **weitere: bytes) -> bytes:
    """Return a document with further parts."""
    with zipfile.ZipFile(datei, "a", zipfile.ZIP_DEFLATED) as packung:
        for name, inhalt in weitere.items():
            packung.writestr(name, inhalt)
    return datei.read_bytes()


def test_a_file_with_macros(client: Client, konto: Konto, tmp_path: Path) -> None:
    inhalt = packed(write_docx(tmp_path / "a.docx", p("Text")), **{"word/vbaProject.bin": b"\0"})
    assert refusal(client, inhalt, "kita.docm") == (
        "Die Datei enthält Makros. Bitte speichern Sie die Datei ohne Makros oder als PDF."
    )


def test_bombs(client: Client, konto: Konto, tmp_path: Path) -> None:
    bombe = write_docx(tmp_path / "a.docx", p("Text"), styles=" " * (70 * 1024 * 1024)).read_bytes()
    assert "ausgepackt zu groß" in refusal(client, bombe)
    bild = packed(write_docx(tmp_path / "b.docx", p("Text")), **{"word/media/a.bin": b"\0" * (250 * 1024 * 1024)})
    assert "ausgepackt zu groß" in refusal(client, bild)


def test_a_part_that_says_it_is_two_gigabytes(client: Client, konto: Konto, tmp_path: Path) -> None:
    inhalt = bytearray(write_docx(tmp_path / "a.docx", p("Text")).read_bytes())
    stelle = inhalt.rindex(b"PK\x01\x02")
    inhalt[stelle + 24 : stelle + 28] = (2**31).to_bytes(4, "little")
    satz = refusal(client, bytes(inhalt))
    assert satz.startswith(("Die Datei ist ausgepackt zu groß.", "Das Dokument ist beschädigt."))
    assert "Bitte" in satz


def test_foreign_entities(client: Client, konto: Konto, tmp_path: Path) -> None:
    fremd = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    odt = write_odt(tmp_path / "a.odt", "<text:p>&a;</text:p>", davor=fremd).read_bytes()
    assert refusal(client, odt, "kita.odt").startswith("Das Dokument ist beschädigt.")


def test_locked_files(client: Client, konto: Konto, tmp_path: Path) -> None:
    satz = "Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie die Datei ohne Schutz."
    word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert refusal(client, word) == satz
    manifest = b"<manifest><encryption-data/></manifest>"
    odt = packed(write_odt(tmp_path / "a.odt", "<text:p>Text</text:p>"), **{"META-INF/manifest.xml": manifest})
    assert refusal(client, odt, "kita.odt") == satz


@pytest.mark.parametrize(
    ("inhalt", "anfang"),
    [
        (b"", "Die Datei ist leer."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Die Datei ist ein älteres Word-Dokument (DOC)."),
        (b"\x89PNG\r\n\x1a\n", "Die Datei ist ein Bild."),
        (b"PK\x03\x04kaputt", "Das Dokument ist beschädigt."),
        (b"%PDF-1.7 kaputt", "Das PDF ist beschädigt"),
    ],
)
def test_a_name_that_says_something_else_than_the_file(
    client: Client, konto: Konto, inhalt: bytes, anfang: str
) -> None:
    assert refusal(client, inhalt).startswith(anfang)
    assert not Vorlage.objects.exists()


def test_several_papers_in_one_file(client: Client, konto: Konto) -> None:
    zwei = f"{read_seed()}\n\f{read_seed().replace('BV/0546/2018', 'BV/0547/2018')}"
    assert refusal(client, zwei.encode(), "alle.txt") == (
        "Die Datei enthält 2 Vorlagen. Ein Entwurf entsteht aus einer; bitte teilen Sie die Datei."
    )


def test_no_file_at_all(client: Client, konto: Konto) -> None:
    antwort = client.post(HOCHLADEN, {})
    assert antwort.context["form"].errors["datei"] == ["Bitte wählen Sie eine Datei aus."]


def test_an_archive_that_is_no_document(client: Client, konto: Konto) -> None:
    strom = io.BytesIO()
    with zipfile.ZipFile(strom, "w") as packung:
        packung.writestr("a.txt", "x")
    assert refusal(client, strom.getvalue()).startswith("Die Datei ist ein Archiv")
