"""The packet as ZIP: speaking names, agenda order, and nothing the audience may not have."""

import re
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from mappen.enums import Mappenstatus
from tests.mappen.mappenbau import Empfaenger, Mappenform, bind
from tests.mappen.test_mappe import GEHEIM, GEHEIME_ANLAGE, Aufbau, build_aufbau

OE = "TOP-Ö-02_{}_Neubau-Kita-Zauberland"
N = "TOP-N-01_{}_Verkauf-des-Grundstücks-Am-Eselsberg-an-Familie-Beispiel"


def pack(aufbau: Aufbau, fuer: Empfaenger) -> zipfile.ZipFile:
    mappe = bind(aufbau.sitzung, fuer, form=Mappenform.ZIP)
    assert (mappe.status, mappe.fehler, mappe.seiten) == (Mappenstatus.FERTIG, "", None)
    assert mappe.datei is not None
    return zipfile.ZipFile(mappe.datei.inhalt.path)


def names(aufbau: Aufbau) -> tuple[str, str]:
    return (aufbau.offen.nummer or "").replace("/", "-"), (aufbau.geheim.nummer or "").replace("/", "-")


@pytest.mark.django_db
def test_members_get_every_file_in_agenda_order() -> None:
    aufbau = build_aufbau()
    offen, geheim = names(aufbau)
    with pack(aufbau, Empfaenger.MITGLIEDER) as packung:
        assert packung.testzip() is None
        assert packung.namelist() == [
            "00_Tagesordnung.pdf",
            f"{OE.format(offen)}.pdf",
            f"TOP-Ö-02_{offen}_Anlagen/01_Grundriss.pdf",
            f"TOP-Ö-02_{offen}_Anlagen/02_Bieterliste-intern.pdf",
            f"TOP-Ö-02_{offen}_Anlagen/03_Raumbuch.docx",
            f"TOP-Ö-02_{offen}_Anlagen/04_Statik.pdf",
            f"{N.format(geheim)}.pdf",
            f"TOP-N-01_{geheim}_Anlagen/01_{GEHEIME_ANLAGE.replace(' ', '-')}.pdf",
            "Inhalt.html",
        ]
        assert packung.read(f"TOP-Ö-02_{offen}_Anlagen/03_Raumbuch.docx") == b"PK\x03\x04 Word"
        # What stands in the contents leads to what is in the packet.
        verweise = re.findall(r'href="([^"]+)"', packung.read("Inhalt.html").decode())
    assert len(verweise) == 8


@pytest.mark.django_db
def test_public_gets_only_what_has_a_public_copy() -> None:
    aufbau = build_aufbau()
    offen, _ = names(aufbau)
    with pack(aufbau, Empfaenger.OEFFENTLICH) as packung:
        assert packung.namelist() == [
            "00_Tagesordnung.pdf",
            f"{OE.format(offen)}.pdf",
            f"TOP-Ö-02_{offen}_Anlagen/01_Grundriss.pdf",
            "Inhalt.html",
        ]
        inhalt = packung.read("Inhalt.html").decode()
    assert "Anlage 03: Raumbuch: nicht enthalten. Die Datei ist kein PDF (DOCX)" in inhalt
    assert "Anlage 04: Statik: nicht enthalten." in inhalt
    assert [wort for wort in (GEHEIM, "Eselsberg", "Bieter", GEHEIME_ANLAGE) if wort in inhalt] == []


@pytest.mark.django_db
def test_command_writes_a_zip_and_refuses_a_leak(tmp_path: Path) -> None:
    aufbau = build_aufbau(oeffentlicher_text=f"Siehe auch: {GEHEIM}.")
    ziel = tmp_path / "mappe.zip"
    with pytest.raises(CommandError, match="enthält Vertrauliches und wurde nicht geschrieben"):
        call_command("build_mappe", aufbau.sitzung.nummer, str(ziel), "--fuer", "oeffentlich", "--zip")
    assert list(tmp_path.iterdir()) == []
    call_command("build_mappe", aufbau.sitzung.nummer, str(ziel), "--fuer", "mitglieder", "--zip")
    with zipfile.ZipFile(ziel) as packung:
        assert "Inhalt.html" in packung.namelist()
