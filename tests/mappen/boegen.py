"""What tests of filled sheets have in common: print a sheet for real, fill it as a viewer does, bring it back."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf.form import CheckboxField, DefaultAppearanceStreamGenerator, Form, TextField

from konten.enums import Rolle
from konten.models import Konto
from mappen.actions.bogen import import_bogen
from mappen.documents.bogen import build_abstimmungsbogen_druck, build_vorlage_bogen_druck
from mappen.models import Bogen
from mappen.rules.bogen import parse_feldname
from sitzungen.documents.tagesordnung import render_sitzungsdokument
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests.sitzungen.gedruckt import clerk
from vorlagen.documents.vorlage import render_vorlage_pdf

Angaben = Mapping[int, Mapping[str, str | bool]]
"""What to write, by the key of the item: ``{top.pk: {"mehrheitlich": True, "gegenstimmen": "12"}}``."""


def find_clerk() -> Konto:
    """Return the Sitzungsdienst there is: a refused act must not be blamed for a new account."""
    return Konto.objects.filter(rollenzuweisungen__rolle=Rolle.SITZUNGSDIENST).first() or clerk()


def print_blatt(sitzung: Sitzung, konto: Konto | None = None) -> bytes:
    """Return the vote sheet to be filled in."""
    return render_sitzungsdokument(build_abstimmungsbogen_druck(sitzung, leser=konto or find_clerk()))


def print_papier(top: Tagesordnungspunkt, konto: Konto | None = None) -> bytes:
    """Return the paper of an item to be filled in."""
    assert top.fassung is not None
    druck = build_vorlage_bogen_druck(top.fassung, leser=konto or find_clerk())
    assert druck is not None
    return render_vorlage_pdf(druck)


def fill(pdf: bytes, angaben: Angaben, *, danach: Callable[[pikepdf.Pdf], object] = lambda pdf: None) -> bytes:
    """Return the sheet with these values written in with their looks; ``danach`` is done to the file before saving."""
    offen = {(top, eingabe) for top, werte in angaben.items() for eingabe in werte}
    with pikepdf.open(BytesIO(pdf)) as datei, BytesIO() as puffer:
        for name, feld in Form(datei, DefaultAppearanceStreamGenerator).items():
            stelle = parse_feldname(name)
            if stelle is None or (stelle.stelle.top, stelle.eingabe) not in offen:
                continue
            offen.discard((stelle.stelle.top, stelle.eingabe))
            wert: Any = angaben[stelle.stelle.top][stelle.eingabe]
            if isinstance(feld, CheckboxField):
                feld.checked = wert
            elif isinstance(feld, TextField):
                feld.value = wert
        assert not offen, f"no such fields: {offen}"
        danach(datei)
        datei.save(puffer)
        return puffer.getvalue()


def bring(sitzung: Sitzung, pdf: bytes, *, name: str = "bogen.pdf", konto: Konto | None = None) -> Bogen:
    """Read a sheet in."""
    return import_bogen(sitzung, upload(pdf, name), konto=konto or find_clerk())


def upload(pdf: bytes, name: str = "bogen.pdf") -> SimpleUploadedFile:
    """Return the file as the browser sends it."""
    return SimpleUploadedFile(name, pdf, content_type="application/pdf")
