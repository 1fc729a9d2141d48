"""An annex on its way into a packet: the stored file itself, or the reason why not."""

import errno
import io
from pathlib import Path

import pikepdf
import pytest

from dokumente.ablage.lesen import FEHLT
from dokumente.bindung import MappenFehler
from dokumente.models import Datei
from mappen.documents.anlagen import place_bindbar, read_einzeln
from mappen.enums import Empfaenger
from tests.bauten import build_anlage, build_datei, build_entwurf
from tests.vorlagen.anlagenbeispiele import build_beredt, build_unkopierbar
from vorlagen.models import Anlage

pytestmark = pytest.mark.django_db


def build() -> tuple[Anlage, Datei, Path]:
    """Return an annex with its stored file and where that lies."""
    datei = build_datei()
    return build_anlage(build_entwurf(), datei=datei), datei, Path(datei.inhalt.path)


def test_an_annex_is_not_copied(tmp_path: Path) -> None:
    anlage, _, abgelegt = build()
    ort = abgelegt.parent / "gebunden.pdf"
    place_bindbar(anlage, Empfaenger.GESAMT, ort)
    assert ort.samefile(abgelegt)
    ort.unlink()
    assert abgelegt.is_file()


def test_the_public_gets_the_public_copy(tmp_path: Path) -> None:
    anlage, _, abgelegt = build()
    place_bindbar(anlage, Empfaenger.OEFFENTLICH, tmp_path / "gebunden.pdf")
    assert (tmp_path / "gebunden.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "gebunden.pdf").read_bytes() != abgelegt.read_bytes()


def test_where_the_disk_knows_no_second_names_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    anlage, _, abgelegt = build()
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    place_bindbar(anlage, Empfaenger.GESAMT, tmp_path / "gebunden.pdf")
    assert not (tmp_path / "gebunden.pdf").samefile(abgelegt)
    assert (tmp_path / "gebunden.pdf").read_bytes() == abgelegt.read_bytes()


@pytest.mark.parametrize("fuer", [Empfaenger.GESAMT, Empfaenger.OEFFENTLICH])
def test_a_damaged_or_missing_file_is_not_bound(tmp_path: Path, fuer: Empfaenger) -> None:
    anlage, _, abgelegt = build()
    inhalt = abgelegt.read_bytes()
    abgelegt.chmod(0o600)
    abgelegt.write_bytes(inhalt.replace(b"595", b"596"))
    with pytest.raises(MappenFehler, match=FEHLT):
        place_bindbar(anlage, fuer, tmp_path / "eins.pdf")
    abgelegt.unlink()
    with pytest.raises(MappenFehler, match=FEHLT):
        place_bindbar(anlage, fuer, tmp_path / "zwei.pdf")


def test_members_get_the_cleaned_file_and_the_administration_what_was_uploaded() -> None:
    inhalt = build_beredt()
    anlage = build_anlage(build_entwurf(), datei=build_datei(inhalt))
    fuer_mitglieder = read_einzeln(anlage, Empfaenger.MITGLIEDER)
    with pikepdf.open(io.BytesIO(fuer_mitglieder)) as pdf:
        assert (len(pdf.attachments), "/Info" in pdf.trailer, "/Annots" in pdf.pages[0]) == (0, False, False)
    assert read_einzeln(anlage, Empfaenger.OEFFENTLICH) == fuer_mitglieder
    assert read_einzeln(anlage, Empfaenger.GESAMT) == inhalt


def test_members_get_the_file_itself_where_there_is_no_copy() -> None:
    inhalt = build_unkopierbar()
    anlage = build_anlage(build_entwurf(), datei=build_datei(inhalt))
    assert read_einzeln(anlage, Empfaenger.MITGLIEDER) == inhalt
    with pytest.raises(MappenFehler):
        read_einzeln(anlage, Empfaenger.OEFFENTLICH)
