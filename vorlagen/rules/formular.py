"""Reading the council paper form ("Vordruck") from extracted text.

The form has a head (title, Vorlage and Datum, Dezernat, Verfasser and Az.), Betreff, Gremienweg,
Beschlussentwurf, Begründung and Anlage/n, mostly in this order. What the print adds is sieved out, the text is cut
at its headings, then every part is read by itself. Each non-blank line ends in a field, under ``nicht_zugeordnet``
or, if it is part of the print, under ``beiwerk``: a paper that is taken over must not lose a sentence because
nobody understood it.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dokumente.rules.absaetze import Absatz
from vorlagen.enums import Vorlagenart
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
from vorlagen.rules.formular_kopf import KopfDaten, read_kopf
from vorlagen.rules.formular_station import Beschriftung, StationDaten
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
    """Read the text of a form.

    ``beschriftung`` are the labels the city prints beside its boxes, ``absaetze`` is how the document set its lines.
    Raises ``FormularFehler`` if the text is no such form, has no valid number or names a date that does not
    exist; everything else that is missing or doubtful becomes a hint.
    """
    zeilen, hinweise = read_zeilen(text)
    gesiebt = sieve_beiwerk(zeilen)
    abschnitte, gestalt = split_abschnitte(gesiebt.zeilen), Gestalt(absaetze)
    beiwerk, reste = gesiebt.beiwerk, list_zeilen(abschnitte, REST)
    kopf = read_kopf(list_zeilen(abschnitte, KOPF))
    if (fehlend := _describe_fehlende(kopf, {abschnitt.teil for abschnitt in abschnitte})) or kopf.nummer is None:
        raise FormularFehler(fehlend)
    hinweise += take_unterschriften(abschnitte, reste)
    gremienweg = parse_gremienweg(list_zeilen(abschnitte, GREMIENWEG), beschriftung)
    reste += [*kopf.reste, *gremienweg.nicht_zugeordnet]
    beiwerk += gremienweg.beiwerk
    daten = FormularDaten(
        art=kopf.nummer.art,
        nummer=kopf.nummer,
        datum=kopf.datum,
        dezernat=kopf.dezernat,
        amt_nummer=kopf.amt_nummer,
        amt_name=kopf.amt_name,
        aktenzeichen=kopf.aktenzeichen,
        betreff=join_text(zeile.text for zeile in list_zeilen(abschnitte, BETREFF)),
        stationen=gremienweg.stationen,
        beschlussentwurf_html=render_texte(abschnitte, (BESCHLUSSENTWURF,), beiwerk, gestalt),
        begruendung_html=render_texte(abschnitte, (BEGRUENDUNG, ZUSATZ), beiwerk, gestalt),
        anlagen=read_anlagen(list_zeilen(abschnitte, ANLAGEN), reste, beiwerk, gestalt),
        nicht_zugeordnet=_sort(map(shorten_zeile, reste)),
        hinweise=(),
        nichtoeffentlich=kopf.nichtoeffentlich,
        beiwerk=_sort(map(shorten_zeile, beiwerk)),
    )
    hinweise += [*kopf.hinweise, *_check_vollstaendig(daten, kopf.titel), *gremienweg.hinweise]
    return replace(daten, hinweise=tuple(hinweise))


def _sort(zeilen: Iterable[ZeileDaten]) -> tuple[ZeileDaten, ...]:
    return tuple(sorted((zeile for zeile in zeilen if zeile.text), key=lambda zeile: zeile.zeilennummer))


# --- What a clerk has to check --------------------------------------------------------------------------------


def _describe_fehlende(kopf: KopfDaten, teile: set[str]) -> str:
    """Return why this is no form: which labels are missing; empty if it is one."""
    fehlende = [*([] if kopf.nummer else ["„Vorlage:“"]), *([] if BETREFF in teile else ["„Betreff:“"])]
    if not fehlende and teile & {GREMIENWEG, BESCHLUSSENTWURF, BEGRUENDUNG}:
        return ""
    fehlende = fehlende or ["„Gremienweg:“"]
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
