"""Reading the council paper form ("Vordruck") from extracted text.

The order of the form is title, Vorlage and Datum, Dezernat, Verfasser and Az., Betreff, Gremienweg,
Beschlussentwurf, Begründung, Anlage/n. The text is first cut at its labels, then every part is read by
itself. Each non-blank line ends either in a field or under ``nicht_zugeordnet``: a paper that is taken over
must not lose a sentence because nobody understood it.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vorlagen.enums import Vorlagenart
from vorlagen.rules.formular_gremienweg import StationDaten, is_stationszeile, parse_gremienweg
from vorlagen.rules.formular_kopf import TITEL, KopfDaten, is_kopfzeile, read_kopf
from vorlagen.rules.formular_text import (
    FormularFehler,
    ZeileDaten,
    decode_formular,
    join_text,
    read_zeilen,
    render_html,
    shorten_zeile,
    split_punkt,
)
from vorlagen.rules.nummern import Nummer

__all__ = [
    "AnlageDaten",
    "FormularDaten",
    "FormularFehler",
    "StationDaten",
    "ZeileDaten",
    "decode_formular",
    "parse_formular",
]


@dataclass(frozen=True, slots=True)
class AnlageDaten:
    """An attachment named by the form; ``nummer`` as printed ("01"), empty if it has none."""

    nummer: str
    titel: str


@dataclass(frozen=True, slots=True)
class FormularDaten:
    """Everything a form says; empty strings and ``None`` where it says nothing.

    ``nicht_zugeordnet`` holds the lines nobody understood, ``hinweise`` German sentences about what to check.
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


def parse_formular(text: str) -> FormularDaten:
    """Read the text of a form.

    Raises ``FormularFehler`` if the text is no such form, has no valid number or names a date that does not
    exist; everything else that is missing or doubtful becomes a hint.
    """
    zeilen, hinweise = read_zeilen(text)
    teile = _split_teile(zeilen)
    kopf = read_kopf(teile["kopf"])
    nummer, reste = kopf.nummer, kopf.reste
    if nummer is None or "betreff" not in teile or not teile.keys() & {"gremienweg", *_TEXTE}:
        raise FormularFehler(_describe_fehlende(kopf, teile))
    inhalt = {name: _drop_seitenreste(teile.get(name, []), nummer, reste) for name in ("betreff", *_TEXTE, "anlagen")}
    gremienweg = parse_gremienweg(teile.get("gremienweg", []))
    betreff = _read_betreff(inhalt["betreff"], reste)
    anlagen = _read_anlagen(inhalt["anlagen"], reste)
    reste += gremienweg.nicht_zugeordnet
    daten = FormularDaten(
        art=nummer.art,
        nummer=nummer,
        datum=kopf.datum,
        dezernat=kopf.dezernat,
        amt_nummer=kopf.amt_nummer,
        amt_name=kopf.amt_name,
        aktenzeichen=kopf.aktenzeichen,
        betreff=betreff,
        stationen=gremienweg.stationen,
        beschlussentwurf_html=render_html(inhalt["beschlussentwurf"]),
        begruendung_html=render_html(inhalt["begruendung"]),
        anlagen=anlagen,
        nicht_zugeordnet=tuple(sorted(reste, key=lambda zeile: zeile.zeilennummer)),
        hinweise=(),
    )
    saetze = (*hinweise, *_check_vollstaendig(daten, kopf.titel), *gremienweg.hinweise)
    return replace(daten, hinweise=saetze)


# --- Cutting the text at its labels -------------------------------------------------------------------------

_Teile = dict[str, list[ZeileDaten]]

_BETREFF = re.compile(r"\s*Betreff(?!\w)\s*:?", re.IGNORECASE)
_GREMIENWEG = re.compile(r"\s*Gremienweg(?!\w)\s*:?", re.IGNORECASE)
_TEXTLABEL = {
    "beschlussentwurf": re.compile(r"\s*Beschluss(?:entwurf|vorschlag)(?!\w)", re.IGNORECASE),
    "begruendung": re.compile(r"\s*Begründung(?!\w)", re.IGNORECASE),
    "anlagen": re.compile(r"\s*Anlage(?:/n|\(n\)|n)?(?![\w/(])(?!\s*[0-9])", re.IGNORECASE),
}
# What heads the text of a paper that has no resolution and calls its reasons otherwise.
_ERSATZLABEL = re.compile(r"\s*(?:Unterrichtung|Sachverhalt|Anfrage|Antwort|Stellungnahme)(?!\w)", re.IGNORECASE)
_TEXTE = ("beschlussentwurf", "begruendung")


def _split_teile(zeilen: Sequence[ZeileDaten]) -> _Teile:
    """Return the lines below each label; what follows a label on its line is the first line of its part."""
    teile: _Teile = {"kopf": []}
    offen = "kopf"
    for zeile in zeilen:
        name, rest = _match_label(zeile.text, offen, teile) if zeile.text else ("", "")
        if name:
            offen = name
            teile[name] = [ZeileDaten(zeile.zeilennummer, rest)] if rest.strip() else []
        elif offen == "betreff" and is_kopfzeile(zeile.text):
            teile["kopf"].append(zeile)
        elif offen == "betreff" and is_stationszeile(zeile.text):
            offen = "gremienweg"
            teile[offen] = [zeile]
        else:
            teile[offen].append(zeile)
    return teile


def _match_label(text: str, offen: str, teile: _Teile) -> tuple[str, str]:
    """Return the name of the part that begins with this line, and what follows the label; else two blanks."""
    if offen == "kopf":
        treffer = _BETREFF.match(text)
        return ("betreff", text[treffer.end() :]) if treffer else ("", "")
    if offen == "betreff" and (treffer := _GREMIENWEG.match(text)):
        return "gremienweg", text[treffer.end() :]
    for name, muster in _TEXTLABEL.items():
        if name not in teile and (treffer := muster.match(text)):
            rest = text[treffer.end() :]
            return (name, _strip_label(rest)) if _is_label(name, rest.removeprefix(" "), offen) else ("", "")
    is_ersatz = offen in ("betreff", "gremienweg") and "begruendung" not in teile
    if is_ersatz and (treffer := _ERSATZLABEL.match(text)) and text[treffer.end() :].strip()[:1] in ("", ":"):
        return "begruendung", _strip_label(text[treffer.end() :])
    return "", ""


def _strip_label(rest: str) -> str:
    return rest.strip().removeprefix(":").strip()


def _is_label(name: str, rest: str, offen: str) -> bool:
    """Return whether a label's words are the label, not the beginning of a sentence.

    ``rest`` is what follows them, without one space. In the table nothing but the label begins with
    "Beschlussentwurf"; "Begründung" without a colon needs the capital letter of a new sentence.
    """
    if not rest.strip() or rest[0] in ":\t ":
        return True
    if name == "beschlussentwurf":
        return offen in ("betreff", "gremienweg")
    return name == "begruendung" and offen != "anlagen" and rest[0].isupper()


# --- Betreff, page footers, Anlagen ---------------------------------------------------------------------------

_SEITE = re.compile(
    r"\bSeite\s?:?\s?[0-9]{1,4}(?:\s?(?:von|/)\s?[0-9]{1,4})?|^\s*[-–]\s?[0-9]{1,4}\s?[-–]$", re.IGNORECASE
)
_BEIWERK = re.compile(
    rf"\b(?:Vorlage|Nr|Datum|{'|'.join(TITEL)})\b|[0-9]{{2}}\.[0-9]{{2}}\.[0-9]{{4}}|[-–|:.·•]", re.IGNORECASE
)
_MAX_SEITENREST = 120
_ANLAGE = re.compile(r"\s*Anlage\s?(?:Nr\.?\s?)?([0-9]{1,3}[a-z]?)(?!\w)\s?[:.–—-]?\s?", re.IGNORECASE)


def _is_seitenrest(text: str, nummer: Nummer) -> bool:
    """Return whether the line is a page's header or footer: page number and own paper number, nothing else."""
    if len(text) > _MAX_SEITENREST:
        return False
    ohne = _SEITE.sub(" ", text).replace(str(nummer), " ")
    return ohne != text and not _BEIWERK.sub("", ohne).strip()


def _drop_seitenreste(zeilen: Sequence[ZeileDaten], nummer: Nummer, reste: list[ZeileDaten]) -> list[ZeileDaten]:
    """Return the lines without page footers, which go to ``reste``."""
    reste += [shorten_zeile(zeile) for zeile in zeilen if _is_seitenrest(zeile.text, nummer)]
    return [zeile for zeile in zeilen if not _is_seitenrest(zeile.text, nummer)]


def _read_betreff(zeilen: Sequence[ZeileDaten], reste: list[ZeileDaten]) -> str:
    """Join the lines of the Betreff up to the first blank line below them."""
    teile: list[str] = []
    is_zu_ende = False
    for zeile in zeilen:
        if not zeile.text:
            is_zu_ende = bool(teile)
        elif is_zu_ende:
            reste.append(shorten_zeile(zeile))
        else:
            teile.append(zeile.text)
    return join_text(teile)


def _read_anlagen(zeilen: Sequence[ZeileDaten], reste: list[ZeileDaten]) -> tuple[AnlageDaten, ...]:
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
        elif is_offen and zeile.text[:1].isspace():
            anlagen[-1][1].append(zeile.text)
        else:
            is_offen = False
            reste += [shorten_zeile(zeile)] if zeile.text else []
            continue
        is_offen = True
    return tuple(AnlageDaten(nummer, join_text(titel) or f"Anlage {nummer}") for nummer, titel in anlagen)


# --- What a clerk has to check --------------------------------------------------------------------------------


def _describe_fehlende(kopf: KopfDaten, teile: _Teile) -> str:
    fehlende = [
        *([] if kopf.nummer else ["„Vorlage:“"]),
        *([] if "betreff" in teile else ["„Betreff:“"]),
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
