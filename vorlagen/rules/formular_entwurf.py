"""Reading a draft that somebody wrote in a word processor: on the form without a number, or as plain text.

What an official form must have, a draft need not: nothing here refuses a text. Each line ends in a field, among what
belongs to the print, or at the end of the Begründung, where its author decides about it.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dokumente.rules.absaetze import Absatz
from vorlagen.enums import Vorlagenart
from vorlagen.rules.formular_absatz import render_html, render_ueberschrift
from vorlagen.rules.formular_beiwerk import sieve_beiwerk
from vorlagen.rules.formular_gestalt import OHNE, Gestalt
from vorlagen.rules.formular_gremienweg import STANDARD, parse_gremienweg
from vorlagen.rules.formular_inhalt import (
    AnlageDaten,
    list_zeilen,
    read_anlagen,
    render_texte,
    take_unterschriften,
)
from vorlagen.rules.formular_kopf import KopfDaten, is_dezernat, is_kopfzeile, read_kopf
from vorlagen.rules.formular_station import Beschriftung, GremienwegDaten, StationDaten
from vorlagen.rules.formular_teile import KOPF, REST, split_abschnitte
from vorlagen.rules.formular_text import FormularFehler, ZeileDaten, read_zeilen, shorten_zeile
from vorlagen.rules.formular_trennung import join_text
from vorlagen.rules.formular_ueberschriften import (
    ANLAGEN,
    BEGRUENDUNG,
    BESCHLUSSENTWURF,
    BETREFF,
    GREMIENWEG,
    ZUSATZ,
)

NICHT_ZUGEORDNET: Final = "Aus der Datei, nicht zugeordnet"
"""The heading above what no field took, at the end of the Begründung."""
_TEXTTEILE: Final = frozenset({BETREFF, GREMIENWEG, BESCHLUSSENTWURF, BEGRUENDUNG})
_OHNE_NUMMER: Final = re.compile(r"\s*(?:Vorlagen?|Drucksachen?)(?:-?\s?(?:Nummer\b|Nr\b\.?))?\s*:\s*", re.IGNORECASE)
_OHNE_UEBERSCHRIFTEN: Final = (
    "In der Datei stehen keine Überschriften wie „Betreff:“, „Beschlussentwurf:“ oder „Begründung:“. "
    "Der ganze Text steht deshalb in der Begründung. Bitte verteilen Sie ihn."
)


@dataclass(frozen=True, slots=True)
class EntwurfDaten:
    """Everything a draft says; empty strings and ``None`` where it says nothing.

    ``nummer`` is what the file calls itself; a draft has none. ``nicht_zugeordnet`` and ``beiwerk`` are as in
    ``FormularDaten``; the former also stand at the end of ``begruendung_html``.
    """

    art: Vorlagenart | None = None
    nummer: str = ""
    datum: datetime.date | None = None
    dezernat: str = ""
    amt_nummer: str = ""
    amt_name: str = ""
    aktenzeichen: str = ""
    betreff: str = ""
    stationen: tuple[StationDaten, ...] = ()
    beschlussentwurf_html: str = ""
    begruendung_html: str = ""
    anlagen: tuple[AnlageDaten, ...] = ()
    nicht_zugeordnet: tuple[ZeileDaten, ...] = ()
    beiwerk: tuple[ZeileDaten, ...] = ()
    hinweise: tuple[str, ...] = field(default=())


def parse_entwurf(text: str, beschriftung: Beschriftung = STANDARD, absaetze: Sequence[Absatz] = OHNE) -> EntwurfDaten:
    """Read the text of a draft; the arguments are those of :func:`vorlagen.rules.formular.parse_formular`.

    Raises ``FormularFehler`` only if there is no text, or too much.
    """
    gestalt = Gestalt(absaetze)
    zeilen, hinweise = read_zeilen(text)
    gesiebt = sieve_beiwerk(zeilen)
    abschnitte = split_abschnitte(gesiebt.zeilen)
    if not {abschnitt.teil for abschnitt in abschnitte} & _TEXTTEILE:
        text = render_html(gesiebt.zeilen, gestalt)
        saetze = (*hinweise, _OHNE_UEBERSCHRIFTEN)
        return EntwurfDaten(begruendung_html=text, beiwerk=_sort(gesiebt.beiwerk), hinweise=saetze)
    beiwerk, reste = gesiebt.beiwerk, list_zeilen(abschnitte, REST)
    kopf = _read_kopf(list_zeilen(abschnitte, KOPF))
    hinweise += [*kopf.hinweise, *take_unterschriften(abschnitte, reste)]
    weg = _parse_gremienweg(list_zeilen(abschnitte, GREMIENWEG), beschriftung)
    reste += [*kopf.reste, *weg.nicht_zugeordnet]
    beiwerk += weg.beiwerk
    anlagen = read_anlagen(list_zeilen(abschnitte, ANLAGEN), reste, beiwerk, gestalt)
    beschlussentwurf = render_texte(abschnitte, (BESCHLUSSENTWURF,), beiwerk, gestalt)
    begruendung = render_texte(abschnitte, (BEGRUENDUNG, ZUSATZ), beiwerk, gestalt)
    offen = _sort(map(shorten_zeile, reste))
    return EntwurfDaten(
        art=kopf.titel or (kopf.nummer.art if kopf.nummer else None),
        nummer=str(kopf.nummer or ""),
        datum=kopf.datum,
        dezernat=kopf.dezernat,
        amt_nummer=kopf.amt_nummer,
        amt_name=kopf.amt_name,
        aktenzeichen=kopf.aktenzeichen,
        betreff=join_text(zeile.text for zeile in list_zeilen(abschnitte, BETREFF)),
        stationen=weg.stationen,
        beschlussentwurf_html=beschlussentwurf,
        begruendung_html=begruendung + _render_reste(offen, gestalt),
        anlagen=anlagen,
        nicht_zugeordnet=offen,
        beiwerk=_sort(map(shorten_zeile, beiwerk)),
        hinweise=(*hinweise, *weg.hinweise),
    )


def _render_reste(reste: Sequence[ZeileDaten], gestalt: Gestalt) -> str:
    if not reste:
        return ""
    absaetze = (f"<p>{gestalt.render([(zeile.zeilennummer, zeile.text)])}</p>" for zeile in reste)
    return render_ueberschrift(NICHT_ZUGEORDNET) + "".join(absaetze)


def _read_kopf(zeilen: Sequence[ZeileDaten]) -> KopfDaten:
    """Read the head of a draft: a missing number is none, and what is wrong in a line leaves the others alone."""
    gute: list[ZeileDaten] = []
    schlechte: list[ZeileDaten] = []
    saetze: list[str] = []
    for zeile in zeilen:
        try:
            read_kopf([zeile])
        except FormularFehler as fehler:
            rest = ZeileDaten(zeile.zeilennummer, _OHNE_NUMMER.sub("", zeile.text, count=1))
            if not rest.text.strip() or (is_kopfzeile(rest.text) and _is_lesbar(rest)):
                # A draft has no number yet: the label is followed by nothing, or by the next label.
                gute.append(rest)
            else:
                schlechte.append(shorten_zeile(zeile))
                saetze.append(str(fehler))
        else:
            gute.append(zeile)
    kopf = read_kopf(gute)
    dezernate = [zeile for zeile in kopf.reste if is_dezernat(zeile.text)]
    if dezernate and not kopf.dezernat:
        # Above a draft without a number the line stands alone.
        kopf.dezernat = dezernate[0].text
        kopf.reste.remove(dezernate[0])
    kopf.reste += schlechte
    kopf.hinweise += saetze
    return kopf


def _is_lesbar(zeile: ZeileDaten) -> bool:
    try:
        read_kopf([zeile])
    except FormularFehler:
        return False
    return True


def _parse_gremienweg(zeilen: Sequence[ZeileDaten], beschriftung: Beschriftung) -> GremienwegDaten:
    """Read the route; one with a date that does not exist is not understood as a whole."""
    try:
        return parse_gremienweg(zeilen, beschriftung)
    except FormularFehler as fehler:
        return GremienwegDaten((), tuple(shorten_zeile(zeile) for zeile in zeilen if zeile.text), (str(fehler),))


def _sort(zeilen: Iterable[ZeileDaten]) -> tuple[ZeileDaten, ...]:
    return tuple(sorted((zeile for zeile in zeilen if zeile.text), key=lambda zeile: zeile.zeilennummer))
