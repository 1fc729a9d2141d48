"""Einlesen: taking over a paper that was released on the old form, with its number, route and results."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from django.db import transaction
from django.db.models import Field, Model
from django.utils import timezone

from dokumente.richtext import clean_richtext
from gremien.models import Amt, Dezernat, Gremium
from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from vorlagen.actions.einlesen_datei import parse_text
from vorlagen.actions.einlesen_zuordnung import (
    Zuordnung,
    check_anlegbar,
    create_amt,
    create_gremien,
    match_formular,
)
from vorlagen.actions.freigabe import freeze_fassung
from vorlagen.actions.gremienweg import Votum, braucht_beschluss, record_votum, refresh_status, stationen_of
from vorlagen.enums import Ausgang, Kaestchenbedeutung, Vorlagenart, Vorlagenstatus
from vorlagen.models import Anlage, Beratung, Fassung, Kaestchen, Vorlage, Zaehler
from vorlagen.pruefsumme import FORMAT, compute_pruefsumme
from vorlagen.rules.einlesen import ErgebnisDaten, place_anlagen, read_ergebnis
from vorlagen.rules.formular import FormularDaten, StationDaten
from vorlagen.rules.gremienweg import check_gremienweg
from vorlagen.rules.nummern import Nummer
from vorlagen.rules.oeffentlichkeit import check_oeffentliche_stationen

GRUND_NICHTOEFFENTLICH = "Aus dem Formular übernommen: nichtöffentlich beraten"
GRUND_OHNE_ANGABE = "Aus dem Formular übernommen: keine Angabe zur Öffentlichkeit"
FRUEHESTES_JAHR = 1900


@dataclass(frozen=True, slots=True)
class Einlesung:
    """What became of a form: the Fassung, what a clerk should look at, what no field took, what was created."""

    fassung: Fassung
    hinweise: tuple[str, ...]
    nicht_zugeordnet: tuple[str, ...]
    angelegt: tuple[str, ...] = ()


def import_text(text: str, *, konto: Konto | None = None, create_missing: bool = True) -> Fassung:
    """Take over a form given as text, creating unknown bodies and offices.

    Raises ``FormularFehler`` if the text is no such form, :class:`VorgangGesperrt` if it cannot be taken over.
    """
    return import_formular(parse_text(text), quelle=text, konto=konto, create_missing=create_missing).fassung


@transaction.atomic
def import_formular(
    daten: FormularDaten,
    *,
    quelle: str,
    konto: Konto | None,
    zuordnung: Zuordnung | None = None,
    create_missing: bool = False,
    berichtigt: Sequence[str] = (),
) -> Einlesung:
    """Einlesen: store the form as a released, not yet published Fassung under the number it carries.

    ``quelle`` is the text of the form, of which the journal keeps the checksum. ``zuordnung`` says what its names
    stand for, by default what :func:`match_formular` finds. ``create_missing`` creates what it leaves open.
    ``berichtigt`` names the fields a person changed. Raises :class:`VorgangGesperrt`; then nothing is written.
    """
    zuordnung, hinweise = _settle(daten, zuordnung, create_missing=create_missing)
    require([*check_nummer(daten.nummer), *_check_laengen(daten, zuordnung)])
    luecke = _advance_zaehler(daten.nummer)
    vorlage = _find_vorlage(daten.nummer, lock=True)
    require(_check_vorlage(vorlage, daten.nummer))
    ergebnisse = read_ergebnisse(daten, zuordnung)
    dezernat, amt, angelegt = create_amt(daten, zuordnung)
    weg = _describe_weg(vorlage, daten, ergebnisse) if vorlage else []
    reste = (*_list_reste(daten, ergebnisse), *weg)
    offen: list[str] = []
    if vorlage is None:
        gremien, neue = create_gremien(daten, zuordnung)
        angelegt += neue
        vorlage = _create_vorlage(daten, gremien, zuordnung.entscheidend)
        offen = _apply_ergebnisse(vorlage, ergebnisse)
    fassung = _create_fassung(vorlage, daten, amt, dezernat, reste)
    refresh_status(vorlage)
    angaben = {"nicht_zugeordnet": len(reste), "angelegt": angelegt, "berichtigt": list(berichtigt)}
    _record(fassung, konto=konto, quelle=quelle, angaben=angaben)
    saetze = (*daten.hinweise, *hinweise, *describe_ergebnisse(daten, ergebnisse), *offen, *luecke)
    return Einlesung(fassung, (*saetze, *_check_weg(vorlage, fassung)), reste, tuple(angelegt))


def _record(fassung: Fassung, *, konto: Konto | None, quelle: str, angaben: Mapping[str, object]) -> None:
    record(
        Akt.EINLESEN,
        fassung.vorlage,
        konto=konto,
        nummer=fassung.nummer,
        pruefsumme=compute_pruefsumme(fassung),
        format=FORMAT,
        quelle_pruefsumme=compute_quellsumme(quelle),
        **angaben,
    )


def compute_quellsumme(text: str) -> str:
    """Return the SHA-256 (64 hex digits) of a form's text."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _settle(
    daten: FormularDaten, zuordnung: Zuordnung | None, *, create_missing: bool
) -> tuple[Zuordnung, tuple[str, ...]]:
    """Return the assignment to work with; refuse what is open and may not or cannot be created."""
    if zuordnung is not None:
        if not create_missing and None in (zuordnung.amt, zuordnung.dezernat, *zuordnung.gremien):
            raise ValueError("Die Zuordnung ist unvollständig.")
        return zuordnung, ()
    abgleich = match_formular(daten)
    require(check_anlegbar(abgleich.fragen, create_missing=create_missing))
    return abgleich.zuordnung, abgleich.hinweise


# --- What stands against it


def check_nummer(nummer: Nummer) -> list[Befund]:
    """Return why no paper of this number can be taken over; known before anything else is asked."""
    befunde = _check_vorlage(_find_vorlage(nummer), nummer)
    if nummer.jahr < FRUEHESTES_JAHR:
        satz = f"Das Jahr {nummer.jahr} der Vorlage liegt vor {FRUEHESTES_JAHR}. Bitte prüfen Sie die Nummer."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    return befunde


def _check_laengen(daten: FormularDaten, zuordnung: Zuordnung) -> list[Befund]:
    """Return which texts are longer than the fields they go to."""
    return [
        Befund(f"{name} hat {len(text)} Zeichen, erlaubt sind {hoechstens}. Bitte kürzen Sie ihn.", "", Stufe.SPERRE)
        for name, text, hoechstens in _list_laengen(daten, zuordnung)
        if len(text) > hoechstens
    ]


def _list_laengen(daten: FormularDaten, zuordnung: Zuordnung) -> list[tuple[str, str, int]]:
    texte = [
        ("Der Betreff", daten.betreff, _max_length(Fassung, "betreff")),
        ("Der Text des Aktenzeichens", daten.aktenzeichen, _max_length(Fassung, "aktenzeichen")),
        *(("Der Titel einer Anlage", titel, _max_length(Anlage, "titel")) for _, titel in place_anlagen(daten.anlagen)),
    ]
    if zuordnung.dezernat is None:
        texte.append(("Der Name des Dezernats", daten.dezernat, _max_length(Dezernat, "bezeichnung")))
    if zuordnung.amt is None:
        texte.append(("Der Text der Amtsnummer", daten.amt_nummer, _max_length(Amt, "nummer")))
        texte.append(("Der Name des Amtes", daten.amt_name, _max_length(Amt, "name")))
    if None in zuordnung.gremien:
        texte += [("Der Name eines Gremiums", s.gremium, _max_length(Gremium, "name")) for s in daten.stationen]
    return texte


def _max_length(model: type[Model], feld: str) -> int:
    field = model._meta.get_field(feld)
    assert isinstance(field, Field) and field.max_length is not None  # noqa: PT018, S101
    return field.max_length


def _find_vorlage(nummer: Nummer, *, lock: bool = False) -> Vorlage | None:
    vorlagen = Vorlage.objects.select_for_update() if lock else Vorlage.objects.all()
    return vorlagen.filter(art=nummer.art, jahr=nummer.jahr, laufend=nummer.laufend).first()


def _check_vorlage(vorlage: Vorlage | None, nummer: Nummer) -> list[Befund]:
    """Return why a paper that exists takes no further Fassung, or not this one."""
    if vorlage is None:
        return []
    vorhandene = set(vorlage.fassungen.released().values_list("neufassung", flat=True))
    abgeschlossen = vorlage.status == Vorlagenstatus.ABGESCHLOSSEN and nummer.neufassung > max(vorhandene, default=0)
    pruefungen = (
        (nummer.neufassung in vorhandene, f"{nummer} gibt es schon und wird nicht noch einmal eingelesen."),
        (
            vorlage.fassungen.exclude(pk__in=vorlage.fassungen.released()).exists(),
            f"An einer Neufassung von {vorlage} wird gerade geschrieben. Bitte schließen Sie diesen Entwurf erst ab.",
        ),
        (vorlage.is_zurueckgezogen, f"{vorlage} ist zurückgezogen und bekommt keine neue Fassung."),
        (abgeschlossen, f"Über {vorlage} ist schon entschieden; eine neuere Fassung wird nicht mehr eingelesen."),
    )
    saetze = [satz for trifft_zu, satz in pruefungen if trifft_zu]
    return [Befund(satz, "", Stufe.SPERRE) for satz in saetze[:1]]


def describe_luecke(nummer: Nummer, stand: int) -> tuple[str, ...]:
    """Return a hint if taking over this number leaves numbers that nobody will get.

    ``stand`` is the last number drawn. In years gone by no number is drawn any more, so none is missed.
    """
    if nummer.jahr < timezone.localdate().year or nummer.laufend <= stand + 1:
        return ()
    erste, letzte = (replace(nummer, laufend=laufend, neufassung=0) for laufend in (stand + 1, nummer.laufend - 1))
    luecke = f"Die Nummer {erste} wird" if erste == letzte else f"Die Nummern {erste} bis {letzte} werden"
    return (f"{luecke} nicht mehr vergeben, weil der Zähler hinter {nummer} weiterläuft.",)


def read_zaehlerstand(nummer: Nummer) -> int:
    """Return the last number drawn of this kind and year, 0 if there is none."""
    return Zaehler.objects.filter(art=nummer.art, jahr=nummer.jahr).values_list("stand", flat=True).first() or 0


def _advance_zaehler(nummer: Nummer) -> tuple[str, ...]:
    """Move the counter to the number at least, holding its lock, so that later draws never meet it."""
    Zaehler.objects.get_or_create(art=nummer.art, jahr=nummer.jahr)
    zaehler = Zaehler.objects.select_for_update().get(art=nummer.art, jahr=nummer.jahr)
    luecke = describe_luecke(nummer, zaehler.stand)
    zaehler.stand = max(zaehler.stand, nummer.laufend)
    zaehler.save(update_fields=["stand"])
    return luecke


# --- Writing it down


def _create_vorlage(daten: FormularDaten, gremien: Sequence[Gremium], entscheidend: Sequence[bool]) -> Vorlage:
    nummer = daten.nummer
    vorlage = Vorlage.objects.create(art=nummer.art, jahr=nummer.jahr, laufend=nummer.laufend)
    plaetze = zip(daten.stationen, gremien, entscheidend, strict=True)
    Beratung.objects.bulk_create(
        Beratung(
            vorlage=vorlage,
            position=position,
            gremium=gremium,
            datum=station.datum,
            entscheidend=entscheidet,
            oeffentlich=station.oeffentlich is True,
            nichtoeffentlich_grund=_state_grund(station.oeffentlich),
        )
        for position, (station, gremium, entscheidet) in enumerate(plaetze, start=1)
    )
    return vorlage


def _state_grund(oeffentlich: bool | None) -> str:
    if oeffentlich is None:
        return GRUND_OHNE_ANGABE
    return "" if oeffentlich else GRUND_NICHTOEFFENTLICH


def _create_fassung(
    vorlage: Vorlage, daten: FormularDaten, amt: Amt, dezernat: Dezernat, reste: Sequence[str]
) -> Fassung:
    oeffentlich = _combine_oeffentlich(vorlage, daten.stationen)
    fassung = Fassung.objects.create(
        vorlage=vorlage,
        neufassung=daten.nummer.neufassung,
        datum=daten.datum,
        betreff=daten.betreff,
        aktenzeichen=daten.aktenzeichen,
        amt=amt,
        dezernat=dezernat,
        beschlussentwurf=clean_richtext(daten.beschlussentwurf_html),
        begruendung=clean_richtext(daten.begruendung_html),
        nicht_zugeordnet="\n".join(reste),
        oeffentlich=oeffentlich is True,
        nichtoeffentlich_grund=_state_grund(oeffentlich),
    )
    Anlage.objects.bulk_create(
        Anlage(fassung=fassung, position=position, titel=titel) for position, titel in place_anlagen(daten.anlagen)
    )
    freeze_fassung(fassung, vorlage, konto=None)
    return fassung


def _combine_oeffentlich(vorlage: Vorlage, stationen: Sequence[StationDaten]) -> bool | None:
    """Return whether every station is public, on the form and on the stored route; None if the form says nothing."""
    angaben = {station.oeffentlich for station in stationen}
    if False in angaben:
        return False
    return not vorlage.beratungen.filter(oeffentlich=False).exists() if angaben == {True} else None


# --- Results


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


def _list_reste(daten: FormularDaten, ergebnisse: Sequence[ErgebnisDaten]) -> tuple[str, ...]:
    """Return everything the form says and no field takes, one line each."""
    zeilen = [f"Zeile {zeile.zeilennummer}: {zeile.text}" for zeile in daten.nicht_zugeordnet]
    for nummer, (station, ergebnis) in enumerate(zip(daten.stationen, ergebnisse, strict=True), start=1):
        zeilen += [f"{_name_station(nummer, station)}: {rest}" for rest in ergebnis.reste]
    return tuple(zeilen)


def _name_station(nummer: int, station: StationDaten) -> str:
    return f"Station {nummer} ({station.gremium or 'ohne Gremium'})"


def _apply_ergebnisse(vorlage: Vorlage, ergebnisse: Sequence[ErgebnisDaten]) -> list[str]:
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


# --- A further Fassung of a paper that is here already


def _describe_weg(vorlage: Vorlage, daten: FormularDaten, ergebnisse: Sequence[ErgebnisDaten]) -> list[str]:
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


def _check_weg(vorlage: Vorlage, fassung: Fassung) -> list[str]:
    """Return what the checks of a route find; a paper of the past is taken over all the same."""
    stationen = stationen_of(vorlage)
    befunde = check_gremienweg(stationen, beschluss_erforderlich=braucht_beschluss(vorlage)) if stationen else []
    befunde += check_oeffentliche_stationen(vorlage_oeffentlich=fassung.oeffentlich, stationen=stationen)
    return [str(befund) for befund in befunde]
