"""What in a text belongs to a person and not into a public paper: birth dates, addresses, accounts, numbers.

A finding says what it is and where, never the text itself: what is warned about must not be written down again.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from dokumente.rules.vornamen import VORNAMEN


class Angabe(StrEnum):
    """A kind of personal detail, as a sentence names it after "steht"."""

    GEBURTSDATUM = "ein Geburtsdatum"
    ANSCHRIFT = "die Anschrift einer Person"
    IBAN = "eine IBAN"
    MOBILNUMMER = "eine Mobilfunknummer"
    RUFNUMMER = "eine Telefonnummer"
    MAILADRESSE = "eine private E-Mail-Adresse"


@dataclass(frozen=True, slots=True)
class Personenangabe:
    """One detail and where it begins in the text, in characters."""

    art: Angabe
    stelle: int


LEBEND_AB: Final = 1910
"""Whoever was born before is history: streets and prizes are named after such people."""

JE_ART_MAX: Final = 200
"""Most details of one kind that are told; nobody reads more."""

_MONAT: Final = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_GEBURT: Final = re.compile(
    r"(?:\bgeb(?:oren(?:e[rn]?)?)?\b\.?(?:\s+am)?|\bGeburts(?:datum|tag)\b:?(?:\s+ist(?:\s+der)?)?|\(\*)\s*"
    rf"\d{{1,2}}\.\s*(?:\d{{1,2}}\.|{_MONAT})\s*(\d{{4}}|\d{{2}}\b)"
)
_GESTORBEN: Final = re.compile(r"†|\bgest(?:orben)?\b|\bverst(?:orben)?\b")

_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_IBAN_LAENGEN: Final = range(15, 35)
_LAENGE_DE: Final = 22

_MAIL: Final = re.compile(
    r"[\w.+-]{1,64}@(?:gmail\.com|googlemail\.com|web\.de|gmx\.(?:de|net|at|ch|com|info)|t-online\.de|freenet\.de"
    r"|(?:yahoo|hotmail|outlook|live|aol|ymail)\.(?:de|com|net)|icloud\.com|me\.com|mac\.com|arcor\.de|online\.de"
    r"|posteo\.(?:de|net)|mailbox\.org|proton(?:mail)?\.(?:com|me)|vodafone(?:mail)?\.de|kabelmail\.de|rz-online\.de"
    r"|email\.de|unitybox\.de|1und1\.de)\b",
    re.IGNORECASE,
)

_ZIFFERN: Final = r"\d(?:[ \u00a0/()–-]{0,2}\d){5,13}"
_MOBIL: Final = re.compile(
    rf"(?<![\w/.,-])(?:(?:\+|00)49[ \u00a0/()-]{{0,3}}|0)1[567]\d[ \u00a0/()–-]{{0,3}}{_ZIFFERN}"
)
_RUF: Final = re.compile(
    rf"(?:\b(?:Tel(?:efon)?(?:nummer|nr\.?)?|Fax|Rufnummer|Rufnr\.?|Fon|Durchwahl)\b[.:]{{0,2}}\s*(?:Nr\.?\s*)?|☎\s*)"
    rf"(?P<nummer>(?:\+49[ \u00a0]?)?[(]?0?{_ZIFFERN})"
)
_MOBIL_ZIFFERN_MIN: Final = 10

_STRASSE: Final = (
    r"(?:[A-ZÄÖÜ][\w.'’-]*(?:stra(?:ß|ss)e|[Ss]tr\.|weg|platz|gasse|allee|ring|ufer|damm|hof|steig|pfad|berg|graben|wall)"
    r"|[A-ZÄÖÜ][\w'’-]* (?:Straße|Str\.|Weg|Platz|Gasse|Allee|Ring|Ufer|Berg|Höhe)"
    r"|(?:Am|Im|An der|An den|Auf der|Auf dem|In der|In den|Zum|Zur|Unter der|Hinter der) (?:[A-ZÄÖÜ][\w'’-]* ?){1,2})"
)
_HAUS: Final = rf"{_STRASSE}\s*\d{{1,4}} ?[a-z]?\b[\s,;–/-]{{1,8}}(?:D[- ])?\d{{5}}\s+[A-ZÄÖÜ]"
_NAME: Final = r"[A-ZÄÖÜ][\wé'’-]+"
_TITEL: Final = r"(?: (?:Prof\.|Dr\.|med\.|jur\.|Dipl\.-Ing\.))*"
_DAZWISCHEN: Final = r"[\s,;:()–-]{1,8}(?:(?:wohnhaft|wohnt|in|der|geb\.[^,\n]{0,30},)\s+){0,3}"
_BEZEICHNET: Final = re.compile(
    rf"\b(?:(?:Herrn?|Frau|Eheleuten?|Familie|Ehepaar){_TITEL}\s+(?:{_NAME}\s*(?:und )?){{1,4}}"
    rf"|(?:wohnhaft|wohnt|wohnend|Wohnanschrift|Privatanschrift|Wohnsitz)\b){_DAZWISCHEN}{_HAUS}"
)
_BENANNT: Final = re.compile(rf"\b(?P<name>(?:{_NAME}(?: [A-Z]\.)? ){{1,3}}{_NAME}){_DAZWISCHEN}{_HAUS}")
_EINRICHTUNG: Final = re.compile(
    r"kita|kinder|schule|haus|kirche|gmbh|heim|klinik|verein|gymnasium|stift|hotel|museum|zentrum|gemeinde|praxis|institut"
    r"|halle|platz|garten|akademie|kolleg|büro|firma|straße|gesellschaft|verband|apotheke|krankenhaus|hospital",
    re.IGNORECASE,
)

_BEHOERDE: Final = re.compile(
    r"Stadtverwaltung|Stadtkasse|Rathaus|Landeshauptkasse|Landesoberkasse|Kreisverwaltung|Bundeskasse|\bStadt [A-ZÄÖÜ]"
    r"|\b(?:\w+-)?\w*amt(?:es)?\b|Behörde|Ministerium|Geschäftsstelle|Sekretariat|Zentrale\b|Bürgertelefon|Hotline"
    r"|Sitzungsdienst|Pressestelle|Eigenbetrieb|[Pp]räsidium|[Gg]ericht\b|[Kk]ammer\b|[Hh]ochschule|Universität"
    r"|GmbH|\bAG\b|e\. ?V\.|Verein\b"
)
_UMGEBUNG: Final = 90
_EIGEN_ZIFFERN: Final = 7
"""Digits in which a number of the house agrees with that of the letterhead: the area and the exchange."""


def find_personenangaben(text: str, *, kontakt: str = "") -> list[Personenangabe]:
    """Return what in plain ``text`` belongs to a person, in the order of the text.

    ``kontakt`` holds numbers and mail addresses of the administration itself: numbers of the same exchange, beside an
    address of the same domain or beside the name of an office are no finding. Of an account the check digits must be
    right.
    """
    eigene = [_digits(nummer)[:_EIGEN_ZIFFERN] for nummer in re.findall(r"[+(]?\d[\d /()–-]{5,}", kontakt)]
    domains = [domain.casefold().rstrip(".") for domain in re.findall(r"@([\w.-]+)", kontakt)]
    gefunden = [
        Personenangabe(art, stelle)
        for art, suchen in _SUCHER.items()
        for stelle in islice(suchen(text), JE_ART_MAX)
        if art not in _NUMMERN or not (_is_eigene(text, stelle, eigene) or _is_beside(text, stelle, domains))
    ]
    return sorted(gefunden, key=lambda angabe: angabe.stelle)


def is_iban(text: str) -> bool:
    """Return whether ``text`` is an account number whose check digits are right (ISO 13616, mod 97)."""
    wert = re.sub(r"\s", "", text)
    if len(wert) not in _IBAN_LAENGEN or (wert.startswith("DE") and len(wert) != _LAENGE_DE):
        return False
    gedreht = wert[4:] + wert[:4]
    return int("".join(str(int(zeichen, 36)) for zeichen in gedreht)) % 97 == 1


def _find_geburt(text: str) -> Iterator[int]:
    for fund in _GEBURT.finditer(text):
        danach = text[fund.end() : fund.end() + 40].partition("\n")[0]
        if not (len(fund[1]) == 4 and int(fund[1]) < LEBEND_AB) and not _GESTORBEN.search(danach):
            yield fund.start()


def _find_iban(text: str) -> Iterator[int]:
    for fund in _IBAN.finditer(text):
        if _find_laenge(fund[0]) and not _is_behoerde(text, fund.start(), fund.end()):
            yield fund.start()


def _find_laenge(fund: str) -> bool:
    """Return whether an account begins here; the expression may have taken a word after it along."""
    wert = re.sub(r"\s", "", fund)
    return is_iban(wert[:_LAENGE_DE]) if wert.startswith("DE") else is_iban(wert)


def _find_mobil(text: str) -> Iterator[int]:
    for fund in _MOBIL.finditer(text):
        genug = len(_digits(fund[0])) >= _MOBIL_ZIFFERN_MIN
        if genug and not _is_behoerde(text, fund.start(), fund.end()):
            yield fund.start()


def _find_ruf(text: str) -> Iterator[int]:
    for fund in _RUF.finditer(text):
        if not _MOBIL.match(fund["nummer"]) and not _is_behoerde(text, fund.start(), fund.end()):
            yield fund.start("nummer")


def _find_mail(text: str) -> Iterator[int]:
    yield from (fund.start() for fund in _MAIL.finditer(text))


def _find_anschrift(text: str) -> Iterator[int]:
    bezeichnet = [fund.start() for fund in _BEZEICHNET.finditer(text)]
    benannt = (fund for fund in _BENANNT.finditer(text) if _is_name(fund["name"]))
    yield from bezeichnet
    yield from (fund.start() for fund in benannt if not any(abs(fund.start() - n) < _UMGEBUNG for n in bezeichnet))


def _is_name(worte: str) -> bool:
    """Return whether a person is named and no house called after one: "Max Muster", not "Kita Maria Hilf"."""
    vornamen = re.split(r"[ -]", worte.casefold())[:-1]
    return any(wort in VORNAMEN for wort in vornamen) and not _EINRICHTUNG.search(worte)


def _is_behoerde(text: str, von: int, bis: int) -> bool:
    """Return whether an office is named in the same line, near by."""
    davor = text[max(0, von - _UMGEBUNG) : von].rpartition("\n")[2]
    danach = text[bis : bis + _UMGEBUNG].partition("\n")[0]
    return bool(_BEHOERDE.search(davor) or _BEHOERDE.search(danach))


def _digits(text: str) -> str:
    """Return the figures of a number, written as inside the country."""
    return re.sub(r"\D", "", re.sub(r"(?:\+|\b00)49[ (]*0?\)?", "0", text))


def _is_eigene(text: str, stelle: int, eigene: Iterable[str]) -> bool:
    nummer = _digits(text[stelle : stelle + 30])
    return any(nummer.startswith(anfang) for anfang in eigene if anfang)


def _is_beside(text: str, stelle: int, domains: Iterable[str]) -> bool:
    """Return whether a mail address of the house stands in the same line, near by."""
    davor = text[max(0, stelle - _UMGEBUNG) : stelle].rpartition("\n")[2]
    zeile = (davor + text[stelle : stelle + _UMGEBUNG].partition("\n")[0]).casefold()
    return any(re.search(rf"[@.]{re.escape(domain)}\b", zeile) for domain in domains)


_NUMMERN: Final = frozenset({Angabe.MOBILNUMMER, Angabe.RUFNUMMER})
_SUCHER: Final[dict[Angabe, Callable[[str], Iterator[int]]]] = {
    Angabe.GEBURTSDATUM: _find_geburt,
    Angabe.ANSCHRIFT: _find_anschrift,
    Angabe.IBAN: _find_iban,
    Angabe.MOBILNUMMER: _find_mobil,
    Angabe.RUFNUMMER: _find_ruf,
    Angabe.MAILADRESSE: _find_mail,
}
