"""The Gremienweg as a list: one line per station, with or without a head that names the columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vorlagen.rules.formular_datum import find_datum, read_datum
from vorlagen.rules.formular_station import MAX_ZEILE, MAX_ZELLE, GremienwegDaten, StationDaten
from vorlagen.rules.formular_text import ZeileDaten, shorten_zeile
from vorlagen.rules.formular_trennung import flatten_text

# Heads of columns, by what stands below them.
_SPALTEN: dict[str, tuple[str, ...]] = {
    "gremium": ("gremium", "gremien", "ausschuss", "beratendes gremium", "beratung in", "organ"),
    "datum": ("datum", "sitzung am", "sitzung", "sitzungsdatum", "sitzungstag", "termin", "am", "tag"),
    "top": ("top", "punkt", "tagesordnungspunkt"),
    "ja": ("ö", "öff.", "öffentlich", "oeff."),
    "nein": ("nö", "n.ö.", "nichtöff.", "nichtöffentlich", "nicht öffentlich", "n"),
    "status": ("status", "öffentlichkeit", "öffentlich/nichtöffentlich", "ö/nö", "sitzungsart"),
    "ergebnis": ("ergebnis", "beschluss", "abstimmungsergebnis", "ergebnis der beratung", "beratungsergebnis"),
    "zustaendigkeit": ("zuständigkeit", "beratungsart", "art der beratung", "behandlung", "funktion"),
    "nummer": ("nr.", "nr", "lfd. nr.", "#"),
}
_NACH_KOPF = {wort: spalte for spalte, woerter in _SPALTEN.items() for wort in woerter}
_MIN_KOEPFE = 2
_NEIN = re.compile(r"(?<!\w)(?:nicht[\s-]?öffentlich(?:e)?|nichtöff\.|nö|n\.\s?ö\.)(?!\w)", re.IGNORECASE)
_JA = re.compile(r"(?<!\w)(?:öffentlich(?:e)?|öff\.|ö)(?!\w)", re.IGNORECASE)
_TOP = re.compile(r"(?<!\w)TOP\s?:?\s?((?:[ÖNO]\s?)?[0-9]{1,4}(?:\.[0-9]{1,3}){0,3})(?!\w)", re.IGNORECASE)
_ENTSCHEIDET = re.compile(r"(?<!\w)(?:Entscheidung|beschließend|entscheidend|Beschlussfassung)(?!\w)", re.IGNORECASE)
_BERAET_VOR = re.compile(
    r"(?<!\w)(?:Vorberatung|vorberatend|beratend|Anhörung|Kenntnisnahme|Empfehlung)(?!\w)", re.IGNORECASE
)
_KREUZ = re.compile(r"[xX✓✔☒☑■]|\[\s?[xX✓✔]\s?\]|ja", re.IGNORECASE)
_LEERES_KREUZ = re.compile(r"[☐□]|\[\s?\]|nein|-|–", re.IGNORECASE)
_NUMMERIERUNG = re.compile(r"\s*(?:[0-9]{1,2}[.)]|[-–•*])\s+")
_ZEICHEN = " \t,;:|/–-()·•"


@dataclass(frozen=True, slots=True)
class _Zeilendaten:
    """A station read from one line; ``widerspruch`` if it says both öffentlich and nichtöffentlich."""

    station: StationDaten
    rest: str = ""
    widerspruch: bool = False


def parse_stationsliste(zeilen: Sequence[ZeileDaten]) -> GremienwegDaten:
    """Read one station per line; a line without a day is not understood.

    Raises ``FormularFehler`` for a date that does not exist.
    """
    stationen: list[StationDaten] = []
    reste: list[ZeileDaten] = []
    beiwerk: list[ZeileDaten] = []
    hinweise: list[str] = []
    kopf: list[str] = []
    for zeile in zeilen:
        if not zeile.text.strip():
            continue
        if spalten := _read_spaltenkopf(zeile.text):
            kopf = spalten
            beiwerk.append(shorten_zeile(zeile))
            continue
        gelesen = _read_zeile(zeile, kopf)
        if gelesen is None:
            reste.append(shorten_zeile(zeile))
            continue
        stationen.append(gelesen.station)
        reste += [ZeileDaten(zeile.zeilennummer, gelesen.rest)] if gelesen.rest else []
        hinweise += _check(gelesen, zeile.zeilennummer)
    return GremienwegDaten(tuple(stationen), tuple(reste), tuple(hinweise), tuple(beiwerk))


def _split_zellen(text: str) -> list[str]:
    trenner = r"\t" if "\t" in text.strip() else (r"\s*\|\s*" if "|" in text else r" {2,}")
    return [flatten_text(zelle) for zelle in re.split(trenner, text.strip("|") if "|" in text else text.rstrip())]


def _read_spaltenkopf(text: str) -> list[str]:
    """Return what stands in each column; empty if the line is no head of columns."""
    if len(text) > MAX_ZEILE:
        return []
    zellen = [zelle.casefold().strip(" :") for zelle in _split_zellen(text)]
    spalten = [_NACH_KOPF.get(zelle, "") for zelle in zellen]
    bekannte = [spalte for spalte in spalten if spalte]
    is_kopf = len(bekannte) >= _MIN_KOEPFE and len(bekannte) == sum(map(bool, zellen))
    return spalten if is_kopf else []


def _read_zeile(zeile: ZeileDaten, kopf: Sequence[str]) -> _Zeilendaten | None:
    if len(zeile.text) > MAX_ZEILE:
        return None
    zellen = _split_zellen(zeile.text)
    if kopf and len(zellen) > 1 and len(zellen) <= len(kopf):
        return _read_zellen(zeile, dict(zip(kopf, zellen, strict=False)))
    return _read_frei(zeile)


def _read_zellen(zeile: ZeileDaten, nach_spalte: dict[str, str]) -> _Zeilendaten | None:
    """Read a line by the head of its columns; None if its cells do not hold what the head says."""
    datum, rest = read_datum(nach_spalte.get("datum", ""), zeile.zeilennummer)
    gremium = nach_spalte.get("gremium", "")
    kreuze = {spalte: nach_spalte.get(spalte, "") for spalte in ("ja", "nein")}
    fremd = [wert for wert in kreuze.values() if wert and not (_KREUZ.fullmatch(wert) or _LEERES_KREUZ.fullmatch(wert))]
    if datum is None or rest.strip() or not gremium or len(gremium) > MAX_ZELLE or fremd or nach_spalte.get(""):
        return _read_frei(zeile)
    ja, nein = (bool(wert and _KREUZ.fullmatch(wert)) for wert in kreuze.values())
    status = nach_spalte.get("status", "")
    nein, ja = nein or bool(_NEIN.search(status)), ja or (bool(_JA.search(status)) and not _NEIN.search(status))
    zustaendigkeit = nach_spalte.get("zustaendigkeit", "")
    station = StationDaten(
        datum,
        gremium,
        top=nach_spalte.get("top", "").removeprefix("TOP").strip(),
        oeffentlich=ja if ja != nein else None,
        ergebnis=nach_spalte.get("ergebnis", ""),
        entscheidend=_read_zustaendigkeit(zustaendigkeit),
    )
    ungelesen = [wert for wert in (status if not (ja or nein) else "", _rest_of(zustaendigkeit)) if wert]
    return _Zeilendaten(station, " ".join(ungelesen), widerspruch=ja and nein)


def _rest_of(zustaendigkeit: str) -> str:
    return _BERAET_VOR.sub("", _ENTSCHEIDET.sub("", zustaendigkeit)).strip(_ZEICHEN)


def _read_zustaendigkeit(text: str) -> bool | None:
    if _ENTSCHEIDET.search(text):
        return True
    return False if _BERAET_VOR.search(text) else None


def _read_frei(zeile: ZeileDaten) -> _Zeilendaten | None:
    """Read a line without columns: the day, what is öffentlich, TOP and competence; what is left is the name."""
    text = _NUMMERIERUNG.sub("", zeile.text, count=1) if find_datum(zeile.text[:12]) is None else zeile.text
    treffer = find_datum(text)
    if treffer is None:
        return None
    datum, _ = read_datum(treffer[0].lstrip(), zeile.zeilennummer)
    text = re.sub(r"(?:,?\s(?:am|den|vom|,))+\s*$", " ", text[: treffer.start()]) + "\t" + text[treffer.end() :]
    top = _TOP.search(text)
    text = _TOP.sub(" ", text, count=1)
    nein = bool(_NEIN.search(text))
    text = _NEIN.sub("\t", text)
    ja = bool(_JA.search(text))
    entscheidend = _read_zustaendigkeit(text)
    text = _BERAET_VOR.sub("\t", _ENTSCHEIDET.sub("\t", _JA.sub("\t", text)))
    stuecke = [stueck.strip(_ZEICHEN) for stueck in re.split(r"\t+| {2,}|\|", text)]
    stuecke = [flatten_text(stueck) for stueck in stuecke if stueck]
    name, ergebnis = (stuecke[0] if stuecke else ""), " ".join(stuecke[1:])
    sagt_etwas = ja or nein or top is not None or entscheidend is not None
    if len(name) > MAX_ZELLE or not name[:1].isupper() or (ergebnis and not sagt_etwas):
        # A sentence with a day in it, not a station.
        return None
    station = StationDaten(
        datum, name, top=top[1] if top else "", oeffentlich=ja if ja != nein else None, entscheidend=entscheidend
    )
    return _Zeilendaten(replace(station, ergebnis=ergebnis), widerspruch=ja and nein)


def _check(gelesen: _Zeilendaten, zeilennummer: int) -> list[str]:
    station = gelesen.station
    is_widerspruch = (station.top[:1], station.oeffentlich) in (("N", True), ("Ö", False))
    pruefungen = (
        (not station.gremium, "Der Name des Gremiums fehlt."),
        (station.oeffentlich is None, "Es steht nicht eindeutig da, ob öffentlich beraten wird."),
        (is_widerspruch, f"Der TOP „{station.top}“ passt nicht zur angegebenen Öffentlichkeit."),
    )
    ort = f"Gremienweg, Zeile {zeilennummer}"
    return [f"{ort}: {satz} Bitte prüfen Sie die Station." for trifft_zu, satz in pruefungen if trifft_zu]
