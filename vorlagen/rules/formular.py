"""Reading the council paper form ("Vordruck") from extracted text.

The form has a head (title, Vorlage and Datum, Dezernat, Verfasser and Az.), Betreff, Gremienweg,
Beschlussentwurf, Begründung and Anlage/n, mostly in this order. What the print adds is sieved out, the text is cut
at its headings, then every part is read by itself. Each non-blank line ends in a field, under ``nicht_zugeordnet``
or, if it is part of the print, under ``beiwerk``: a paper that is taken over must not lose a sentence because
nobody understood it.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dokumente.rules.absaetze import Absatz
from vorlagen.enums import Vorlagenart
from vorlagen.rules.formular_absatz import render_html, render_ueberschrift, split_punkt
from vorlagen.rules.formular_beiwerk import sieve_beiwerk
from vorlagen.rules.formular_gestalt import OHNE, Gestalt
from vorlagen.rules.formular_gremienweg import STANDARD, parse_gremienweg
from vorlagen.rules.formular_kopf import KopfDaten, read_kopf
from vorlagen.rules.formular_station import Beschriftung, StationDaten
from vorlagen.rules.formular_teile import KOPF, REST, Abschnitt, split_abschnitte
from vorlagen.rules.formular_text import FormularFehler, ZeileDaten, read_zeilen, shorten_zeile
from vorlagen.rules.formular_trennung import join_text
from vorlagen.rules.formular_ueberschriften import (
    ANLAGEN,
    BEGRUENDUNG,
    BESCHLUSSENTWURF,
    BETREFF,
    GREMIENWEG,
    LEER,
    ZUSATZ,
)
from vorlagen.rules.formular_unterschrift import describe_unterschrift, split_unterschrift
from vorlagen.rules.nummern import Nummer

__all__ = [
    "AnlageDaten",
    "FormularDaten",
    "FormularFehler",
    "StationDaten",
    "ZeileDaten",
    "parse_formular",
]


@dataclass(frozen=True, slots=True)
class AnlageDaten:
    """An attachment named by the form; ``nummer`` as printed ("01"), empty if it has none."""

    nummer: str
    titel: str
    nichtoeffentlich: bool = False


@dataclass(frozen=True, slots=True)
class FormularDaten:
    """Everything a form says; empty strings and ``None`` where it says nothing.

    ``nicht_zugeordnet`` holds the lines nobody understood, ``beiwerk`` those that belong to the print,
    ``hinweise`` German sentences about what to check. ``nichtoeffentlich`` is true if a mark on the paper says so.
    """

    art: Vorlagenart
    nummer: Nummer
    datum: datetime.date | None
    dezernat: str
    amt_nummer: str
    amt_name: str
    aktenzeichen: str
    betreff: str
    stationen: tuple[StationDaten, ...]
    beschlussentwurf_html: str
    begruendung_html: str
    anlagen: tuple[AnlageDaten, ...]
    nicht_zugeordnet: tuple[ZeileDaten, ...]
    hinweise: tuple[str, ...]
    nichtoeffentlich: bool = False
    beiwerk: tuple[ZeileDaten, ...] = ()


def parse_formular(
    text: str, beschriftung: Beschriftung = STANDARD, absaetze: Sequence[Absatz] = OHNE
) -> FormularDaten:
    """Read the text of a form; ``beschriftung`` are the labels the city prints beside its boxes.

    ``absaetze`` is how the document set the lines of ``text``, where it is one that knows.

    Raises ``FormularFehler`` if the text is no such form, has no valid number or names a date that does not
    exist; everything else that is missing or doubtful becomes a hint.
    """
    gestalt = Gestalt(absaetze)
    zeilen, hinweise = read_zeilen(text)
    gesiebt = sieve_beiwerk(zeilen)
    abschnitte = split_abschnitte(gesiebt.zeilen)
    beiwerk, reste = gesiebt.beiwerk, _list_zeilen(abschnitte, REST)
    kopf = read_kopf(_list_zeilen(abschnitte, KOPF))
    teile = {abschnitt.teil for abschnitt in abschnitte}
    if kopf.nummer is None or BETREFF not in teile or not teile & {GREMIENWEG, BESCHLUSSENTWURF, BEGRUENDUNG}:
        raise FormularFehler(_describe_fehlende(kopf, teile))
    reste += kopf.reste
    hinweise += _take_unterschriften(abschnitte, reste)
    gremienweg = parse_gremienweg(_list_zeilen(abschnitte, GREMIENWEG), beschriftung)
    reste += gremienweg.nicht_zugeordnet
    beiwerk += gremienweg.beiwerk
    daten = FormularDaten(
        art=kopf.nummer.art,
        nummer=kopf.nummer,
        datum=kopf.datum,
        dezernat=kopf.dezernat,
        amt_nummer=kopf.amt_nummer,
        amt_name=kopf.amt_name,
        aktenzeichen=kopf.aktenzeichen,
        betreff=join_text(zeile.text for zeile in _list_zeilen(abschnitte, BETREFF)),
        stationen=gremienweg.stationen,
        beschlussentwurf_html=_render_texte(abschnitte, (BESCHLUSSENTWURF,), beiwerk, gestalt),
        begruendung_html=_render_texte(abschnitte, (BEGRUENDUNG, ZUSATZ), beiwerk, gestalt),
        anlagen=_read_anlagen(_list_zeilen(abschnitte, ANLAGEN), reste, beiwerk, gestalt),
        nicht_zugeordnet=_sort(map(shorten_zeile, reste)),
        hinweise=(),
        nichtoeffentlich=kopf.nichtoeffentlich,
        beiwerk=_sort(map(shorten_zeile, beiwerk)),
    )
    saetze = (*hinweise, *kopf.hinweise, *_check_vollstaendig(daten, kopf.titel), *gremienweg.hinweise)
    return replace(daten, hinweise=saetze)


def _sort(zeilen: Iterable[ZeileDaten]) -> tuple[ZeileDaten, ...]:
    return tuple(sorted((zeile for zeile in zeilen if zeile.text), key=lambda zeile: zeile.zeilennummer))


def _list_zeilen(abschnitte: Sequence[Abschnitt], teil: str) -> list[ZeileDaten]:
    return [zeile for abschnitt in abschnitte if abschnitt.teil == teil for zeile in abschnitt.zeilen]


# --- Texts and attachments


def _take_unterschriften(abschnitte: Sequence[Abschnitt], reste: list[ZeileDaten]) -> list[str]:
    """Take the signatures off the end of each text; return the sentences that report them."""
    saetze: list[str] = []
    for abschnitt in abschnitte:
        if abschnitt.teil in (BESCHLUSSENTWURF, BEGRUENDUNG, ZUSATZ, ANLAGEN):
            abschnitt.zeilen, unterschrift = split_unterschrift(abschnitt.zeilen)
            reste += unterschrift
            saetze += [describe_unterschrift(unterschrift)] if unterschrift else []
    return saetze


def _render_texte(
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


def _read_anlagen(
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


# --- What a clerk has to check --------------------------------------------------------------------------------


def _describe_fehlende(kopf: KopfDaten, teile: set[str]) -> str:
    fehlende = [
        *([] if kopf.nummer else ["„Vorlage:“"]),
        *([] if BETREFF in teile else ["„Betreff:“"]),
    ] or ["„Gremienweg:“"]
    satz = f"Die Beschriftung {fehlende[0]} fehlt" if len(fehlende) == 1 else f"Es fehlen {' und '.join(fehlende)}"
    return f"Das ist kein Vordruck einer Vorlage: {satz}. Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben."


def _check_vollstaendig(daten: FormularDaten, titel: Vorlagenart | None) -> list[str]:
    """Return what is missing or contradicts itself in the head and the texts."""
    nummern = [anlage.nummer for anlage in daten.anlagen if anlage.nummer]
    braucht_beschluss = daten.art in (Vorlagenart.BV, Vorlagenart.AT)
    pruefungen = (
        (titel is None, f"Die Überschrift fehlt; die Art „{daten.art.label}“ ergibt sich aus der Nummer."),
        (
            titel not in (None, daten.art),
            f"Die Überschrift passt nicht zur Nummer {daten.nummer}; übernommen wird die Art „{daten.art.label}“.",
        ),
        (daten.datum is None, "Das Datum der Vorlage fehlt."),
        (not daten.dezernat, "Das Dezernat fehlt."),
        (not (daten.amt_nummer or daten.amt_name), "Der Verfasser (Amt) fehlt."),
        (not daten.betreff, "Der Betreff fehlt."),
        (not daten.stationen, "Der Gremienweg ist leer."),
        (braucht_beschluss and not daten.beschlussentwurf_html, "Der Beschlussentwurf fehlt."),
        (not daten.begruendung_html, "Die Begründung fehlt."),
        (len(nummern) != len(set(nummern)), "Eine Anlagennummer kommt mehrfach vor."),
    )
    return [f"{satz} Bitte prüfen Sie den Vordruck." for trifft_zu, satz in pruefungen if trifft_zu]
