"""Pictures in the text of a paper: brought, written, printed, and shown to whoever may read the text."""

import io
from hashlib import shake_256
from typing import Any

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dokumente.anlagen.annahme.textbild import BREITE
from dokumente.models import Datei
from dokumente.text.bilder import write_bild
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.documents.vorlage import render_vorlage, render_word
from tests.bauten import (
    build_amt,
    build_entwurf,
    build_konto,
    build_neufassung,
    build_veroeffentlichte_vorlage,
    release_fassung,
)
from tests.pdf_normen import find_normverstoesse
from tests.vorlagen.views.entwurfsseite import BEGRUENDUNG, drafter, save, stored
from vorlagen.actions.bilder import HOECHSTENS
from vorlagen.actions.kopie import begin_entwurf
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.models import Bild, Fassung

pytestmark = pytest.mark.django_db
GEHEIM = "Aufgenommen im Rathaus von Petra Beispiel"


def draw(breite: int = 60, hoehe: int = 40, *, farbe: str = "teal", art: str = "PNG") -> bytes:
    """Return a picture with remarks of its maker in it."""
    puffer, angaben = io.BytesIO(), PngInfo()
    angaben.add_text("Comment", GEHEIM)
    exif = Image.Exif()
    exif[0x010E] = GEHEIM
    mehr: dict[str, Any] = {"pnginfo": angaben} if art == "PNG" else {"exif": exif}
    Image.new("RGB", (breite, hoehe), farbe).save(puffer, art, **mehr)
    return puffer.getvalue()


def bring(client: Client, fassung: Fassung, inhalt: bytes | None = None, name: str = "plan.png") -> Any:
    datei = SimpleUploadedFile(name, draw() if inhalt is None else inhalt)
    return client.post(reverse("bild_einfuegen", args=[fassung.vorlage_id]), {"bild": datei})


def write(fassung: Fassung, konto: Konto, *, feld: str = "begruendung") -> str:
    """Put a picture into the text of a draft; return its checksum."""
    client = Client()
    client.force_login(konto)
    summe: str = bring(client, fassung).json()["bild"]
    setattr(fassung, feld, f"<p>Siehe {write_bild(summe, 'Lageplan der Kita')}</p>")
    fassung.save(update_fields=[feld])
    return summe


def sees(summe: str, konto: Konto | None) -> bool:
    client = Client()
    if konto:
        client.force_login(konto)
    return bool(fetch(client, summe)[0].status_code == 200)


def fetch(client: Client, summe: str) -> tuple[Any, bytes]:
    """Return the answer to who asks for a picture, and its bytes."""
    antwort: Any = client.get(reverse("bild", args=[summe]))
    inhalt = b"".join(antwort.streaming_content) if antwort.streaming else antwort.content
    return antwort, inhalt


@pytest.mark.parametrize(("art", "name", "medientyp"), [("PNG", "p.png", "image/png"), ("JPEG", "p.JPG", "image/jpeg")])
def test_a_picture_is_made_smaller_and_says_nothing_but_its_pixels(
    client: Client, art: str, name: str, medientyp: str
) -> None:
    fassung = build_entwurf()
    konto = drafter(client, fassung)
    summe = bring(client, fassung, draw(BREITE * 2, 300, art=art), name).json()["bild"]
    bild = Bild.objects.get()
    assert (bild.datei.pruefsumme, bild.datei.medientyp, bild.gebracht_von) == (summe, medientyp, konto)
    antwort, inhalt = fetch(client, summe)
    assert (antwort["Content-Type"], antwort["Cache-Control"]) == (medientyp, "no-store, private")
    with Image.open(io.BytesIO(inhalt)) as gelesen:
        assert gelesen.size == (BREITE, 150)
        assert not gelesen.info.keys() & {"Comment", "exif", "comment"}
    assert GEHEIM.encode() not in inhalt
    assert bring(client, fassung, draw(BREITE * 2, 300, art=art), name).json()["bild"] == summe
    assert Bild.objects.count() == 1
    assert [beteiligung.art for beteiligung in fassung.beteiligungen.filter(konto=konto)] == ["text"]


def test_a_heavy_drawing_is_taken_for_a_photograph(client: Client) -> None:
    fassung, puffer = build_entwurf(), io.BytesIO()
    drafter(client, fassung)
    Image.frombytes("RGB", (700, 700), shake_256(b"Rauschen").digest(700 * 700 * 3)).save(puffer, "PNG")
    bring(client, fassung, puffer.getvalue())
    assert Bild.objects.get().datei.medientyp == "image/jpeg"


def test_what_is_transparent_is_white_as_paper_is(client: Client) -> None:
    fassung, puffer = build_entwurf(), io.BytesIO()
    drafter(client, fassung)
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(puffer, "PNG")
    summe = bring(client, fassung, puffer.getvalue()).json()["bild"]
    with Image.open(io.BytesIO(fetch(client, summe)[1])) as gelesen:
        assert (gelesen.mode, gelesen.getpixel((0, 0))) == ("RGB", (255, 255, 255))


def test_a_photograph_stands_upright(client: Client) -> None:
    fassung = build_entwurf()
    drafter(client, fassung)
    puffer, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20)).save(puffer, "JPEG", exif=exif)
    summe = bring(client, fassung, puffer.getvalue(), "hoch.jpg").json()["bild"]
    _, inhalt = fetch(client, summe)
    with Image.open(io.BytesIO(inhalt)) as gelesen:
        assert gelesen.size == (20, 40)


@pytest.mark.parametrize(
    ("name", "inhalt", "satz"),
    [
        ("brief.pdf", b"%PDF-1.7 x", "„brief.pdf“ ist kein Bild."),
        ("bild.svg", b"<svg></svg>", "„bild.svg“ ist kein Bild."),
        ("kaputt.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "„kaputt.png“ ist beschädigt."),
        ("falsch.png", b"GIF89a", "„falsch.png“"),
        ("leer.png", b"", "„leer.png“"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(client: Client, name: str, inhalt: bytes, satz: str) -> None:
    fassung = build_entwurf()
    drafter(client, fassung)
    antwort = bring(client, fassung, inhalt, name)
    assert antwort.status_code == 422
    assert antwort.json()["satz"].startswith(satz)
    assert not Bild.objects.exists()


def test_without_a_file_and_with_too_many_it_is_said(client: Client) -> None:
    fassung = build_entwurf()
    drafter(client, fassung)
    adresse = reverse("bild_einfuegen", args=[fassung.vorlage_id])
    assert client.post(adresse).json() == {"satz": "Bitte wählen Sie ein Bild aus."}
    assert client.get(adresse).headers["Location"] == reverse("vorlage_bearbeiten", args=[fassung.vorlage_id])
    konto = build_konto()
    for nummer in range(HOECHSTENS):
        datei = Datei.objects.create(pruefsumme=f"{nummer:064}", groesse=1, medientyp="image/png")
        Bild.objects.create(vorlage=fassung.vorlage, datei=datei, gebracht_von=konto)
    antwort = bring(client, fassung, draw(farbe="red"))
    assert antwort.json()["satz"].startswith("Zu einer Vorlage passen höchstens 40 Bilder.")


def test_only_who_writes_the_draft_brings_pictures(client: Client) -> None:
    fassung = build_entwurf()
    adresse = reverse("bild_einfuegen", args=[fassung.vorlage_id])
    assert client.post(adresse).status_code == 302
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=build_amt()))
    assert bring(client, fassung).status_code == 404
    vorlage = build_veroeffentlichte_vorlage()
    drafter(client, vorlage.fassungen.get())
    assert bring(client, vorlage.fassungen.get()).status_code == 403
    assert not Bild.objects.exists()


def test_a_text_may_name_the_pictures_of_its_paper_and_no_others(client: Client) -> None:
    fassung, anderer = build_entwurf(), build_entwurf()
    drafter(client, anderer)
    fremdes = bring(client, anderer, draw(farbe="red")).json()["bild"]
    drafter(client, fassung)
    eigenes = bring(client, fassung).json()["bild"]
    save(client, fassung, begruendung=f"<p>{write_bild(eigenes, 'Lageplan')}</p>")
    assert stored(fassung).begruendung == f"<p>{write_bild(eigenes, 'Lageplan')}</p>"
    antwort = save(client, fassung, begruendung=f"<p>{write_bild(fremdes, 'Fremd')}</p>")
    assert "Im Text steht ein Bild, das nicht für ihn gebracht worden ist." in antwort.content.decode()
    antwort = save(client, fassung, begruendung=f"<p>{write_bild(eigenes, '')}</p>")
    assert "Ein Bild hat keine Beschreibung." in antwort.content.decode()
    assert stored(fassung).begruendung == f"<p>{write_bild(eigenes, 'Lageplan')}</p>"


def test_a_picture_is_seen_by_whoever_reads_a_text_it_stands_in() -> None:
    amt = build_amt()
    verfasser, fremde = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt), build_konto(rolle=Rolle.SACHBEARBEITUNG)
    entwurf = build_entwurf(verfasser, amt=amt)
    summe = write(entwurf, verfasser)
    assert [sees(summe, konto) for konto in (None, fremde, verfasser, build_konto(superuser=True))] == [
        *(False, False, True, True)
    ]
    vorlage = build_veroeffentlichte_vorlage(amt=amt)
    neu = build_neufassung(vorlage, konto=verfasser)
    anderes = write(neu, verfasser, feld="beschlussentwurf")
    # The same file, in a second paper: readable there, too, for those who write it, and for nobody else yet.
    assert anderes == summe
    assert [sees(summe, konto) for konto in (None, fremde)] == [False, False]
    assert not sees("0" * 64, verfasser)


def build_mit_bild(**felder: Any) -> tuple[Fassung, str]:
    """Return a published paper with a picture in its reasons."""
    amt = build_amt()
    verfasser = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    entwurf = build_entwurf(verfasser, amt=amt, **felder)
    summe = write(entwurf, verfasser)
    fassung = release_fassung(Fassung.objects.get(pk=entwurf.pk))
    publish_vorlage(fassung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    return Fassung.objects.get(pk=entwurf.pk), summe


def test_page_paper_and_word_show_it_with_its_description(client: Client) -> None:
    fassung, summe = build_mit_bild()
    seite = client.get(reverse("vorlage", args=[fassung.vorlage_id])).content.decode()
    assert f'<img src="{reverse("bild", args=[summe])}" alt="Lageplan der Kita">' in seite
    assert sees(summe, None)

    pdf = render_vorlage(fassung, leser=None)
    assert find_normverstoesse(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as gelesen:
        bilder = [bild for seite in gelesen.pages for bild in seite.get_images().values()]
        figuren = [o for o in gelesen.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert len(bilder) == 1
        assert "Lageplan der Kita" in [str(figur.get("/Alt", "")) for figur in figuren]

    datei = docx.Document(io.BytesIO(render_word(fassung, leser=None)))
    [form] = datei.inline_shapes
    assert form._inline.docPr.get("descr") == "Lageplan der Kita"


def test_a_paper_after_this_one_has_the_picture_too() -> None:
    fassung, summe = build_mit_bild()
    amt = build_amt()
    konto = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    neu = begin_entwurf(konto=konto, urheber=amt, vorbild=fassung)
    assert [bild.datei.pruefsumme for bild in neu.vorlage.bilder.all()] == [summe]


def test_the_editor_offers_pictures_in_drafts_and_nowhere_else(client: Client) -> None:
    fassung = build_entwurf()
    drafter(client, fassung)
    adresse = reverse("entwurf_teil", args=[fassung.vorlage_id, BEGRUENDUNG.value])
    ziel = reverse("bild_einfuegen", args=[fassung.vorlage_id])
    assert f'data-bilder="{ziel}"' in client.get(adresse).content.decode()
    baustein = reverse("textbaustein_neu")
    assert "data-bilder" not in client.get(baustein).content.decode()
    summe = bring(client, fassung).json()["bild"]
    felder = {"name": "B", "teil": "begruendung", "amt": fassung.amt_id, "text": f"<p>{write_bild(summe, 'Plan')}</p>"}
    assert client.post(baustein, felder).context["form"].errors["text"]
