"""What tables cost in print, in seconds of the printing process, beside the same words without a table."""

import os
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Final

from dokumente.druck.druckerei import Druckerei
from dokumente.druck.pdf import equip, read_stile
from dokumente.text.aus_text import text_to_richtext
from dokumente.text.gewicht import estimate_aufwand
from dokumente.text.richtext import richtext_to_text
from gremien.rules.briefkopf import Briefkopf
from messungen.werte import compute_p95, compute_ratio
from vorlagen.documents.values import VorlageDruck
from vorlagen.documents.vorlage import STILE, build_vorlage_html

_SATZ: Final = (
    "Die Stellungnahme wird zur Kenntnis genommen, weil eine erneute Auslegung des Bebauungsplans nicht erforderlich "
    "ist und Belange der Nachbarschaft bereits im Verfahren berücksichtigt wurden. "
)
_TAKT: Final = os.sysconf("SC_CLK_TCK")


def measure_tabellen(*, durchgaenge: int, texte: Mapping[str, str] | None = None) -> dict[str, float]:
    """Print each text (usual tables unless told otherwise) so often; ``…_ratio`` compares with its words in paragraphs.

    ``…_cpu_s_…`` are seconds of the processor, ``…_estimate_s`` is what saving the text expects.
    """
    werte: dict[str, float] = {}
    with closing(Druckerei(equip, size=1)) as druckerei:
        _measure(druckerei, _build_html("<p>Zum Aufwärmen.</p>"))
        for name, html in (dict(_iter_texte()) if texte is None else texte).items():
            glatt = text_to_richtext(richtext_to_text(html).replace("\t", " "))
            mit, ohne = [], []
            for _ in range(durchgaenge):
                mit.append(_measure(druckerei, _build_html(html)))
                ohne.append(_measure(druckerei, _build_html(glatt)))
            werte |= {
                f"{name}_cpu_s_median": median(mit),
                f"{name}_cpu_s_p95": compute_p95(mit),
                f"{name}_ratio": compute_ratio(mit, ohne),
                f"{name}_estimate_s": estimate_aufwand(html) / 1000,
            }
    return {**werte, "load": os.getloadavg()[0]}


def _iter_texte() -> Iterator[tuple[str, str]]:
    synopse = _build_tabelle("bisher|neu", [[_write(800), _write(800)] for _ in range(10)])
    yield "synopsis_10x1600", synopse
    yield (
        "weighing_12x870",
        _build_tabelle(
            "Nr.|Stellungnahme|Abwägung", [[f"T {nummer}", _write(500), _write(370)] for nummer in range(12)]
        ),
    )
    yield (
        "measures_120_rows",
        _build_tabelle(
            "Nr.|Maßnahme|Jahr|Betrag",
            [[str(n), f"Maßnahme {n}", str(2026 + n % 5), f"{n}.345,50 €"] for n in range(1, 121)],
        ),
    )
    yield (
        "budget_12_columns",
        _build_tabelle(
            "|".join(["Produkt", *map(str, range(2020, 2031))]),
            [["Grünflächen", *["354.421,09"] * 11] for _ in range(30)],
        ),
    )
    yield "forty_pages_ten_tables", "".join(f"<p>{_write(2800)}</p>{synopse}" for _ in range(10))


def _build_tabelle(kopf: str, reihen: list[list[str]]) -> str:
    koepfe = "".join(f"<th>{text}</th>" for text in kopf.split("|"))
    zeilen = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in reihe)}</tr>" for reihe in reihen)
    return f"<table><thead><tr>{koepfe}</tr></thead><tbody>{zeilen}</tbody></table>"


def _write(zeichen: int) -> str:
    return "".join(islice(cycle(_SATZ), zeichen)).strip()


def _build_html(begruendung: str) -> str:
    druck = VorlageDruck(
        artname="Beschlussvorlage",
        nummer="BV/0001/2026",
        dezernat="Dezernat",
        verfasser="Amt",
        betreff="Messung",
        briefkopf=Briefkopf(name="Stadt"),
        stationen=(),
        texte={"beschlussentwurf": "<p>Der Stadtrat beschließt.</p>", "begruendung": begruendung},
    )
    return build_vorlage_html(druck)


def _measure(druckerei: Druckerei, html: str) -> float:
    druckerei.warm_up()
    [pid] = druckerei.pids
    vorher = _read_rechenzeit(pid)
    druckerei.setze(html, read_stile(STILE))
    return _read_rechenzeit(pid) - vorher


def _read_rechenzeit(pid: int) -> float:
    """Return the seconds of the processor that a process has used, its own and the kernel's for it."""
    felder = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(felder[11]) + int(felder[12])) / _TAKT
