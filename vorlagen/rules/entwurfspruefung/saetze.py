"""Sentences of German office prose: "Nr. 4 der 1. Änderung vom 12. Juni" ends nowhere but at its end."""

import re
from typing import Final

_ABKUERZUNGEN: Final = """
abb abs abschn amtl anl anm art aufl az bd bearb beigeordn bes best betr bez bezgl bspw buchst bzgl bzw ca dgl
dipl dr ebd einschl einwohn entspr erg erl etc evtl exkl fa ff fn folg fr frl gem geb gegr gez ggf ggfs ggü grds
hausnr hj hr hrn hrsg hs ing inkl insb insbes int jg jur kap kfm kfz lfd lit lt max med mdl mind min mio mrd mtl
nachf nr nrn o pkt pl phil pos prof rd red rn rspr s sog sonst st std stellv str tab tel techn tn tsd tz u urspr
usw v verf vergl vgl vj vorl wg z zb zf zgl ziff zit zt zug zul zus zust zz zzgl
"""
_ABGEKUERZT: Final = frozenset(_ABKUERZUNGEN.split())
# After these a new sentence begins also where the word before might go on: "auf Seite 12. Die Verwaltung".
_ANFAENGE: Final = """
aber alle allerdings als am an auch auf aufgrund aus außerdem bei beide bisher bis da dabei dadurch dafür daher
damit danach dann darüber das davon dazu dem den denn der derzeit des deshalb die dies diese dieser dieses durch
ein eine einem einen einer er es für ferner gegen hier hierbei hierfür hiervon hierzu ihr ihre im in insgesamt
ist jede jeder kein keine mit nach neben nur ob ohne seit seine sie sind so sofern soweit um und unter vom von
vor während weil weiter weitere wenn wie wir wird zu zudem zum zur zusätzlich zwischen
"""
_ANFANG: Final = frozenset(_ANFAENGE.split())
_GRENZE: Final = re.compile(r"(?<=[.!?…])[\"“”»)\]]*\s+(?=[„\"«(§\w])")
_DAVOR: Final = re.compile(r"([^\s.(„]+)\.[\"“”»)\]]*\Z")
_WORT: Final = re.compile(r"[^\W\d_]+")
_ZIFFERN_ORDNUNG: Final = 2
"""An ordinal has up to so many figures; behind a year a sentence may end."""
_BLICK: Final = 60
"""Characters around the end of a sentence that tell whether it is one."""
ZEICHEN_MAX: Final = 1500
"""Longest sentence; what is longer is none and is read in pieces, so that no text takes minutes."""
_ROEMISCH: Final = re.compile(r"[IVXLC]+")
_WOERTER: Final = re.compile(r"[^\W_]+(?:[-–/.:'’,][^\W_]+)*")


def split_saetze(text: str) -> list[str]:
    """Return the sentences of plain ``text``; a line that ends also ends a sentence, and what is an item stays one."""
    return [satz for zeile in re.split(r"[\n\t]+", text) for satz in _split_zeile(zeile.strip()) if satz]


def list_woerter(satz: str) -> list[str]:
    """Return the words of a sentence; "Haupt- und Finanzausschuss" has three, "12.06.2018" and "Rhein-Mosel" one."""
    return _WOERTER.findall(satz)


def join_zeilen(text: str) -> str:
    """Return ``text`` with the line breaks inside its paragraphs as blanks, for what was typed without markup."""
    return "\n".join(" ".join(absatz.split()) for absatz in re.split(r"\n\s*\n", text))


def _split_zeile(zeile: str) -> list[str]:
    saetze, anfang = [], 0
    for grenze in _GRENZE.finditer(zeile):
        ende = grenze.start() + len(grenze[0].rstrip())
        if _is_ende(zeile[max(anfang, ende - _BLICK) : ende], zeile[grenze.end() : grenze.end() + _BLICK]):
            saetze.append(zeile[anfang : grenze.end()].strip())
            anfang = grenze.end()
    return [stueck for satz in [*saetze, zeile[anfang:].strip()] for stueck in _cut(satz)]


def _cut(satz: str) -> list[str]:
    return [satz[stelle : stelle + ZEICHEN_MAX] for stelle in range(0, len(satz), ZEICHEN_MAX)]


def _is_ende(davor: str, danach: str) -> bool:
    erstes = danach.lstrip('„"«(§ ')[:1]
    if erstes.islower():
        return False
    fund = _DAVOR.search(davor)
    if fund is None:
        return True
    wort, weiter = fund[1], _starts_satz(danach)
    if davor.strip() == f"{wort}." or (wort.isdigit() and not davor[: fund.start()].strip(" -–•")):
        # What stands alone before the point is the number of an item: "1. Der Stadtrat beschließt".
        return False
    if wort.isdigit():
        return len(wort) > _ZIFFERN_ORDNUNG or weiter
    if len(wort) == 1 or _ROEMISCH.fullmatch(wort):
        return weiter and wort.casefold() not in {"z", "d"}
    return weiter if wort.casefold() in {"usw", "etc", "ff"} else wort.casefold() not in _ABGEKUERZT


def _starts_satz(danach: str) -> bool:
    fund = _WORT.match(danach.lstrip('„"«('))
    return bool(fund) and fund[0][:1].isupper() and fund[0].casefold() in _ANFANG  # type: ignore[index]  # tested above
