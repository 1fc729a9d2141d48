"""What tests of printed documents of a sitting have in common."""

from typing import Any

from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.tagesordnung import place_top
from sitzungen.documents.tagesordnung import render_sitzungsdokument
from sitzungen.documents.values import Sitzungsdokument, TeilDruck
from sitzungen.enums import Teil
from sitzungen.models import Sitzung
from tests.bauten import build_freigegebene_vorlage, build_konto, build_sitzung, build_top
from tests.pdf_text import extract_text
from tests.zweite_person import publish_agenda

GEHEIM = "Kündigung Frau Beispiel"


def read(druck: Sitzungsdokument) -> str:
    """Return the text of the PDF in one line, pages joined."""
    return " ".join(extract_text(render_sitzungsdokument(druck), raw=True).split())


def rows(teile: tuple[TeilDruck[Any], ...]) -> list[tuple[str, str]]:
    """Return number and title of every item."""
    return [(punkt.top, punkt.titel) for teil in teile for punkt in teil.punkte]


def clerk() -> Konto:
    """Return a Sitzungsdienst."""
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def mixed_sitting(**felder: Any) -> Sitzung:
    """Return a published sitting with an open item and a secret closed one."""
    sitzung = build_sitzung(**felder)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Mitteilungen", konto=build_konto())
    vorlage = build_freigegebene_vorlage(
        stationen=[(sitzung.gremium, None, True, False)], oeffentlich=False, betreff=GEHEIM
    )
    build_top(sitzung, vorlage=vorlage, oberbegriff="Personalsachen")
    return publish_agenda(sitzung)
