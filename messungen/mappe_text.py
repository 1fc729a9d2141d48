"""Invented office German for measurements: as long as the real thing, and no sentence twice."""

import random
from collections.abc import Iterator
from typing import Final

_VORN: Final = (
    *("Verkehrs", "Haushalts", "Straßenbau", "Grünflächen", "Schul", "Jugendhilfe", "Denkmal", "Hochwasser"),
    *("Bebauungs", "Flächennutzungs", "Gebäude", "Wirtschafts", "Vergabe", "Betriebs", "Personal", "Beteiligungs"),
    *("Radwege", "Lärmschutz", "Energie", "Klimaschutz", "Feuerwehr", "Kultur", "Sportstätten", "Friedhofs"),
)
_HINTEN: Final = (
    *("konzept", "planung", "satzung", "bericht", "verfahren", "maßnahme", "förderung", "untersuchung"),
    *("abrechnung", "vereinbarung", "entwicklung", "prüfung", "ausschreibung", "beteiligung", "gebühr", "sanierung"),
)
_EIGENSCHAFTEN: Final = (
    *("laufende", "abgestimmte", "vorgesehene", "überarbeitete", "zweckgebundene", "barrierefreie", "zusätzliche"),
    *("gesetzliche", "mehrjährige", "städtische", "förderfähige", "naturschutzrechtliche"),
)
_VERBEN: Final = (
    *("ergänzt", "begründet", "verändert", "sichert", "berücksichtigt", "erfordert", "ermöglicht", "begrenzt"),
    *("beschleunigt", "finanziert", "ersetzt", "bestätigt"),
)


def iter_saetze(saat: str) -> Iterator[str]:
    """Yield sentences without end; another ``saat`` gives others, the same gives the same."""
    # Only has to look like German; the same seed makes measurements comparable.
    zufall = random.Random(saat)  # noqa: S311

    def hauptwort() -> str:
        return zufall.choice(_VORN) + zufall.choice(_HINTEN)

    while True:
        yield (
            f"Die {zufall.choice(_EIGENSCHAFTEN)} {hauptwort()} {zufall.choice(_VERBEN)} im Abschnitt "
            f"{zufall.randint(100, 99999)} die {zufall.choice(_EIGENSCHAFTEN)} {hauptwort()} und "
            f"{zufall.choice(_VERBEN)} die {hauptwort()} um {zufall.randint(1000, 999999):,} Euro.".replace(",", ".")
        )


def build_absaetze(saat: str, anzahl: int) -> list[str]:
    """Return paragraphs of four sentences each."""
    saetze = iter_saetze(saat)
    return [" ".join(next(saetze) for _ in range(4)) for _ in range(anzahl)]


def build_html(saat: str, seiten: int) -> str:
    """Return editor text that fills about so many printed pages: headings, paragraphs, lists, a table now and then."""
    teile = []
    for seite in range(1, seiten + 1):
        absaetze = build_absaetze(f"{saat}/{seite}", 7)
        teile.append(f"<h3>{seite}. Sachstand</h3>")
        teile += [f"<p>{text}</p>" for text in absaetze[:5]]
        teile.append("<ul>" + "".join(f"<li>{satz}.</li>" for satz in absaetze[5].split(". ")[:2]) + "</ul>")
        if seite % 2 == 0:
            teile.append(_build_tabelle(f"{saat}/{seite}"))
    return "".join(teile)


def _build_tabelle(saat: str) -> str:
    saetze = iter_saetze(saat)
    zeilen = "".join(
        f"<tr><td>{jahr}</td><td>{' '.join(next(saetze).split()[1:3])}</td><td>{jahr * 37 % 90_000}</td></tr>"
        for jahr in range(2019, 2029)
    )
    return f"<table><thead><tr><th>Jahr</th><th>Vorhaben</th><th>Euro</th></tr></thead><tbody>{zeilen}</tbody></table>"
