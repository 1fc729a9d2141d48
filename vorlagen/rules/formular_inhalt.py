"""The texts and attachments of a paper form, whatever else it says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vorlagen.rules.formular_absatz import render_html, render_ueberschrift, split_punkt
from vorlagen.rules.formular_gestalt import Gestalt
from vorlagen.rules.formular_teile import Abschnitt
from vorlagen.rules.formular_text import ZeileDaten
from vorlagen.rules.formular_trennung import join_text
from vorlagen.rules.formular_ueberschriften import ANLAGEN, BEGRUENDUNG, BESCHLUSSENTWURF, LEER, ZUSATZ
from vorlagen.rules.formular_unterschrift import describe_unterschrift, split_unterschrift


@dataclass(frozen=True, slots=True)
class AnlageDaten:
    """An attachment named by the form; ``nummer`` as printed ("01"), empty if it has none."""

    nummer: str
    titel: str
    nichtoeffentlich: bool = False


def list_zeilen(abschnitte: Sequence[Abschnitt], teil: str) -> list[ZeileDaten]:
    """Return the lines of all parts of a kind."""
    return [zeile for abschnitt in abschnitte if abschnitt.teil == teil for zeile in abschnitt.zeilen]


def take_unterschriften(abschnitte: Sequence[Abschnitt], reste: list[ZeileDaten]) -> list[str]:
    """Take the signatures off the end of each text; return the sentences that report them."""
    saetze: list[str] = []
    for abschnitt in abschnitte:
        if abschnitt.teil in (BESCHLUSSENTWURF, BEGRUENDUNG, ZUSATZ, ANLAGEN):
            abschnitt.zeilen, unterschrift = split_unterschrift(abschnitt.zeilen)
            reste += unterschrift
            saetze += [describe_unterschrift(unterschrift)] if unterschrift else []
    return saetze


def render_texte(
    abschnitte: Sequence[Abschnitt], teile: tuple[str, ...], beiwerk: list[ZeileDaten], gestalt: Gestalt
) -> str:
    """Return the parts as one text.

    The heading of the field itself is printed by the form; further ones, such as "Finanzielle Auswirkungen",
    stay as headings in the text, and so does the first if another heading of the same field follows.
    """
    gemeint = [abschnitt for abschnitt in abschnitte if abschnitt.teil in teile]
    eigene = [abschnitt for abschnitt in gemeint if abschnitt.teil == teile[0]]
    stuecke: list[str] = []
    for abschnitt in gemeint:
        is_leer = abschnitt.teil != ZUSATZ and _is_leer(abschnitt.zeilen)
        if is_leer:
            beiwerk += abschnitt.zeilen
        html = "" if is_leer else render_html(abschnitt.zeilen, gestalt)
        braucht_titel = abschnitt.teil == ZUSATZ or len(eigene) > 1
        stuecke += [render_ueberschrift(abschnitt.wortlaut)] if braucht_titel else []
        stuecke.append(html)
    return "".join(stuecke)


_MAX_LEER = 40


def _is_leer(zeilen: Sequence[ZeileDaten]) -> bool:
    """Return whether nothing stands there but a word for nothing."""
    gefuellt = [zeile.text for zeile in zeilen if zeile.text.strip()]
    return len(gefuellt) == 1 and len(gefuellt[0]) < _MAX_LEER and LEER.fullmatch(gefuellt[0]) is not None


_ANLAGE = re.compile(r"\s*Anlage\s?(?:Nr\.?\s?)?([0-9]{1,3}[a-z]?)(?!\w)\s?", re.IGNORECASE)
_NICHTOEFFENTLICH = re.compile(r"\s*\(\s*nicht[\s-]?öffentlich\s*\)\s*", re.IGNORECASE)
_TRENNER = re.compile(r"\s?[:.–—-]?\s?")


def read_anlagen(
    zeilen: Sequence[ZeileDaten], reste: list[ZeileDaten], beiwerk: list[ZeileDaten], gestalt: Gestalt
) -> tuple[AnlageDaten, ...]:
    """Read "- Anlage 01: Titel" and other list lines; an indented line below one goes on with its title."""
    anlagen: list[tuple[str, list[str]]] = []
    is_offen = False
    for zeile in zeilen:
        punkt = split_punkt(zeile.text)
        treffer = _ANLAGE.match(punkt.text if punkt else zeile.text)
        if treffer:
            anlagen.append((treffer[1], [treffer.string[treffer.end() :]]))
        elif punkt:
            anlagen.append((punkt.zahl, [punkt.text]))
        elif text := gestalt.split_punkt(zeile):
            anlagen.append(("", [text]))
        elif is_offen and zeile.text[:1].isspace():
            anlagen[-1][1].append(zeile.text)
        elif not anlagen and LEER.fullmatch(zeile.text[:_MAX_LEER]):
            beiwerk.append(zeile)
            continue
        else:
            is_offen = False
            reste += [zeile] if zeile.text else []
            continue
        is_offen = True
    return tuple(_build_anlage(nummer, join_text(titel)) for nummer, titel in anlagen)


def _build_anlage(nummer: str, text: str) -> AnlageDaten:
    """Return the attachment; "(nichtöffentlich)" is no part of its title, wherever it stands."""
    ohne = _NICHTOEFFENTLICH.sub(" ", text, count=1).strip()
    titel = ohne[_TRENNER.match(ohne).end() :] if nummer else ohne  # type: ignore[union-attr]
    return AnlageDaten(nummer, titel or f"Anlage {nummer}".strip(), nichtoeffentlich=ohne != text.strip())
