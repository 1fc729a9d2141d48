"""The route of an imported paper: where a further Fassung's form differs from it, and what the checks find in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from vorlagen.actions.gremienweg import braucht_beschluss, stationen_of
from vorlagen.enums import Ausgang
from vorlagen.models import Beratung, Fassung, Vorlage
from vorlagen.rules.einlesen import ErgebnisDaten
from vorlagen.rules.formular import FormularDaten, StationDaten
from vorlagen.rules.gremienweg import check_gremienweg
from vorlagen.rules.oeffentlichkeit import check_oeffentliche_stationen


def describe_weg(vorlage: Vorlage, daten: FormularDaten, ergebnisse: Sequence[ErgebnisDaten]) -> list[str]:
    """Return where the form differs from the stored route, which stays as it is."""
    weg = [_describe_beratung(beratung) for beratung in vorlage.beratungen.select_related("gremium")]
    formular = [_describe_station(s, e) for s, e in zip(daten.stationen, ergebnisse, strict=True)]
    return [
        f"Station {nummer}: Im Formular steht {dort or 'nichts'}, im Gremienweg {hier or 'nichts'}; der bleibt."
        for nummer, (hier, dort) in enumerate(zip_longest(weg, formular), start=1)
        if hier != dort
    ]


def _describe_beratung(beratung: Beratung) -> str:
    return _describe_station(
        StationDaten(beratung.datum, str(beratung.gremium), oeffentlich=beratung.oeffentlich),
        ErgebnisDaten(
            Ausgang(beratung.ausgang) if beratung.ausgang else None,
            beratung.geaendert,
            beratung.gegenstimmen,
            beratung.enthaltungen,
        ),
    )


def _describe_station(station: StationDaten, ergebnis: ErgebnisDaten) -> str:
    teile = [
        f"{station.datum:%d.%m.%Y}" if station.datum else "ohne Datum",
        station.gremium,
        "öffentlich" if station.oeffentlich else "nichtöffentlich",
        ergebnis.ausgang.label if ergebnis.ausgang else "ohne Ergebnis",
    ]
    for anzahl, wort in ((ergebnis.gegenstimmen, "Gegenstimmen"), (ergebnis.enthaltungen, "Enthaltungen")):
        teile += [f"{anzahl} {wort}"] if anzahl is not None else []
    return f"„{', '.join(teile)}“"


def check_weg(vorlage: Vorlage, fassung: Fassung) -> list[str]:
    """Return what the checks of a route find; a paper of the past is taken over all the same."""
    stationen = stationen_of(vorlage)
    befunde = check_gremienweg(stationen, beschluss_erforderlich=braucht_beschluss(vorlage)) if stationen else []
    befunde += check_oeffentliche_stationen(vorlage_oeffentlich=fassung.oeffentlich, stationen=stationen)
    return [str(befund) for befund in befunde]
