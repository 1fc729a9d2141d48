"""The results a form brings along: what its ticks mean, and how they reach the stations."""

from __future__ import annotations

from collections.abc import Sequence

from vorlagen.actions.einlesen_zuordnung import Zuordnung
from vorlagen.actions.gremienweg import Votum, record_votum
from vorlagen.enums import Ausgang, Kaestchenbedeutung, Vorlagenart
from vorlagen.models import Beratung, Kaestchen, Vorlage
from vorlagen.rules.einlesen import ErgebnisDaten, read_ergebnis
from vorlagen.rules.formular import FormularDaten, StationDaten


def read_ergebnisse(daten: FormularDaten, zuordnung: Zuordnung) -> list[ErgebnisDaten]:
    """Return what the ticks of each station mean in the city's grid."""
    raster = {(k.zeile, k.spalte): Kaestchenbedeutung(k.bedeutung) for k in Kaestchen.objects.all()}
    return [
        read_ergebnis(station, raster, art=Vorlagenart(daten.art), entscheidend=entscheidend)
        for station, entscheidend in zip(daten.stationen, zuordnung.entscheidend, strict=True)
    ]


def describe_ergebnisse(daten: FormularDaten, ergebnisse: Sequence[ErgebnisDaten]) -> tuple[str, ...]:
    """Return the hints about the results, each with its station."""
    return tuple(
        f"{_name_station(nummer, station)}: {satz}"
        for nummer, (station, ergebnis) in enumerate(zip(daten.stationen, ergebnisse, strict=True), start=1)
        for satz in ergebnis.hinweise
    )


def list_reste(daten: FormularDaten, ergebnisse: Sequence[ErgebnisDaten]) -> tuple[str, ...]:
    """Return everything the form says and no field takes, one line each."""
    zeilen = [f"Zeile {zeile.zeilennummer}: {zeile.text}" for zeile in daten.nicht_zugeordnet]
    for nummer, (station, ergebnis) in enumerate(zip(daten.stationen, ergebnisse, strict=True), start=1):
        zeilen += [f"{_name_station(nummer, station)}: {rest}" for rest in ergebnis.reste]
    return tuple(zeilen)


def _name_station(nummer: int, station: StationDaten) -> str:
    return f"Station {nummer} ({station.gremium or 'ohne Gremium'})"


def apply_ergebnisse(vorlage: Vorlage, ergebnisse: Sequence[ErgebnisDaten]) -> list[str]:
    """Write the results onto the new route, and return what the form leaves open about them."""
    hinweise: list[str] = []
    beratungen = list(vorlage.beratungen.select_related("gremium").order_by("position"))
    for stelle, (beratung, ergebnis) in enumerate(zip(beratungen, ergebnisse, strict=True)):
        folgende = beratungen[stelle + 1] if stelle + 1 < len(beratungen) else None
        if ergebnis.ausgang == Ausgang.VERWIESEN:
            _store_ausgang(beratung, ergebnis)
            hinweise.append(f"Station {stelle + 1}: An welches Gremium verwiesen wurde, steht nicht im Formular.")
        elif ergebnis.ausgang == Ausgang.VERTAGT and folgende and folgende.gremium_id == beratung.gremium_id:
            # The form already has the station to which the matter was postponed.
            _store_ausgang(beratung, ergebnis)
            folgende.vorgaenger = beratung
            folgende.save(update_fields=["vorgaenger"])
        elif ergebnis.ausgang is not None:
            record_votum(beratung, _build_votum(ergebnis, ergebnis.ausgang))
    vorlage.refresh_from_db()
    return hinweise


def _build_votum(ergebnis: ErgebnisDaten, ausgang: Ausgang) -> Votum:
    return Votum(
        ausgang=ausgang,
        geaendert=ergebnis.geaendert,
        gegenstimmen=ergebnis.gegenstimmen,
        enthaltungen=ergebnis.enthaltungen,
    )


def _store_ausgang(beratung: Beratung, ergebnis: ErgebnisDaten) -> None:
    beratung.ausgang = ergebnis.ausgang or ""
    beratung.gegenstimmen, beratung.enthaltungen = ergebnis.gegenstimmen, ergebnis.enthaltungen
    beratung.save(update_fields=["ausgang", "gegenstimmen", "enthaltungen"])
