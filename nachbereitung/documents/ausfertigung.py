"""The minutes as files and as a page: what is signed, kept, and looked through before anybody outside reads it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.template.loader import render_to_string
from django.utils import timezone

from dokumente.ablage.behalten import write_beside
from dokumente.anlagen.befunde import Geheimnis, NichtLesbar
from dokumente.anlagen.beweis.selbstbeweis import find_vertrauliches
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht
from dokumente.text.richtext import richtext_to_text
from gremien.rules.befund import Befund, Stufe
from nachbereitung.documents.niederschrift import build_niederschrift_druck, build_unterschriften
from nachbereitung.documents.values import NiederschriftDruck, UnterschriftDruck
from nachbereitung.enums import Ausgabe, Schrittart
from nachbereitung.models import Ausfertigung, Niederschrift
from sitzungen.documents.geheimnisse import find_geheimnisse, find_oeffentliches
from sitzungen.documents.tagesordnung import fetch_sitzungsdokument
from sitzungen.enums import Teil

STELLEN_MAX: Final = 5
WORTE_MIN: Final = 8
"""Fewest words of a text of a closed item that the public edition is searched for."""


@dataclass(frozen=True, slots=True)
class Reinschrift:
    """One edition ready to be kept: the PDF and the content of the page."""

    pdf: bytes
    seite: str


def find_ausfertigung(niederschrift: Niederschrift) -> Ausfertigung | None:
    """Return the signed print that holds, None before the first."""
    if not niederschrift.is_begonnen:
        return None
    return niederschrift.ausfertigungen.select_related("oeffentlich", "intern").order_by("-nummer").first()


def build_reinschriften(
    niederschrift: Niederschrift, unterschriften: tuple[UnterschriftDruck, ...]
) -> dict[Ausgabe, Reinschrift]:
    """Return both editions with these signatures.

    :raises dokumente.druck.pdf.DruckFehler: when one cannot be laid out.
    """
    berichtigung = describe_berichtigung(niederschrift)
    return {
        fuer: _write(
            build_niederschrift_druck(
                niederschrift, fuer, unterschriften=unterschriften, berichtigung=berichtigung, entwurf=False
            )
        )
        for fuer in Ausgabe
    }


def _write(druck: NiederschriftDruck) -> Reinschrift:
    return Reinschrift(fetch_sitzungsdokument(druck), render_inhalt(druck))


def render_inhalt(druck: NiederschriftDruck) -> str:
    """Return the content of the minutes as the page shows it."""
    return render_to_string("nachbereitung/_inhalt.html", {"druck": druck})


def describe_berichtigung(niederschrift: Niederschrift) -> str:
    """Return that these minutes take the place of the signed ones, empty if there are none."""
    bisher = find_ausfertigung(niederschrift)
    if bisher is None:
        return ""
    tag = timezone.localtime(bisher.unterzeichnet_am)
    return f"Berichtigte Niederschrift; sie tritt an die Stelle der am {tag:%d.%m.%Y} unterzeichneten."


def list_unterschriften(niederschrift: Niederschrift) -> tuple[UnterschriftDruck, ...]:
    """Return who signs, with the day on which they did since the minutes were presented last."""
    return build_unterschriften(niederschrift, read_unterschriftstage(niederschrift))


def read_unterschriftstage(niederschrift: Niederschrift) -> dict[str, date]:
    """Return the day of each signature since the minutes were presented last, by the capacity it was given in."""
    tage: dict[str, date] = {}
    for schritt in niederschrift.schritte.order_by("pk"):
        if schritt.art == Schrittart.VORGELEGT:
            tage.clear()
        elif schritt.art == Schrittart.UNTERZEICHNET:
            tage[schritt.unterschrift] = timezone.localtime(schritt.getan_am).date()
    return tage


def check_oeffentliches(niederschrift: Niederschrift, pdf: bytes) -> list[Befund]:
    """Search the public edition for everything confidential around the sitting; there is no way past a hit."""
    sitzung = niederschrift.sitzung
    geheimnisse = [*find_geheimnisse(sitzung), *_find_eigene(niederschrift)]
    try:
        with write_beside([pdf]) as ort:
            funde = find_vertrauliches(ort, geheimnisse, erlaubt=find_oeffentliches(sitzung))
    except (NichtLesbar, GrenzeErreicht) as fehler:
        satz = f"Die öffentliche Niederschrift ließ sich nicht auf Vertrauliches prüfen: {fehler}"
        return [Befund(satz, "", Stufe.SPERRE)]
    if not funde:
        return []
    stellen = dict.fromkeys(f"{f'Seite {fund.seite}: ' if fund.seite else ''}{fund.herkunft}" for fund in funde)
    satz = (
        f"Die öffentliche Niederschrift enthält Vertrauliches ({'; '.join(list(stellen)[:STELLEN_MAX])}). "
        "Bitte ändern Sie den Text des öffentlichen Punktes, in dem es steht."
    )
    return [Befund(satz, "§ 35 Abs. 1 GemO", Stufe.SPERRE)]


def _find_eigene(niederschrift: Niederschrift) -> list[Geheimnis]:
    """Return the texts of closed items that say what they are about: "Keine Wortmeldungen" may stand in both parts."""
    geschlossene = niederschrift.texte.newest().filter(top__teil=Teil.NICHTOEFFENTLICH).select_related("top__sitzung")
    texte = [(richtext_to_text(text.text), text.top.bezeichnung) for text in geschlossene]
    return [Geheimnis(text, f"Text zu TOP {top}") for text, top in texte if len(text.split()) >= WORTE_MIN]
