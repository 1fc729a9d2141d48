"""Einlesen: taking over a paper that was released on the old form, with its number, route and results."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from dokumente.text.richtext import clean_richtext
from gremien.models import Amt, Dezernat, Gremium
from gremien.rules.befund import require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from vorlagen.actions.beteiligung import enter_beteiligung
from vorlagen.actions.einlesen_datei import parse_text
from vorlagen.actions.einlesen_ergebnisse import apply_ergebnisse, describe_ergebnisse, list_reste, read_ergebnisse
from vorlagen.actions.einlesen_pruefung import (
    advance_zaehler,
    check_laengen,
    check_nummer,
    check_vorlage,
    find_vorlage,
)
from vorlagen.actions.einlesen_weg import check_weg, describe_weg
from vorlagen.actions.einlesen_zuordnung import (
    Zuordnung,
    check_anlegbar,
    create_amt,
    create_gremien,
    match_formular,
)
from vorlagen.actions.gremienweg import refresh_status
from vorlagen.enums import Beteiligungsart, Fassungsstatus
from vorlagen.models import Anlage, Beratung, Fassung, Quelle, Vorlage
from vorlagen.models.pruefsumme import FORMAT, compute_pruefsumme
from vorlagen.rules.einlesen import place_anlagen
from vorlagen.rules.formular import FormularDaten, StationDaten

GRUND_NICHTOEFFENTLICH = "Aus dem Formular übernommen: nichtöffentlich beraten"
GRUND_VERMERK = "Aus dem Formular übernommen: als nichtöffentlich gekennzeichnet"
GRUND_OHNE_ANGABE = "Aus dem Formular übernommen: keine Angabe zur Öffentlichkeit"


@dataclass(frozen=True, slots=True)
class Einlesung:
    """What became of a form: the Fassung, what a clerk should look at, what no field took, what was created."""

    fassung: Fassung
    hinweise: tuple[str, ...]
    nicht_zugeordnet: tuple[str, ...]
    angelegt: tuple[str, ...] = ()


def import_text(text: str, *, konto: Konto | None = None, create_missing: bool = True) -> Fassung:
    """Take over a form given as text, creating unknown bodies and offices; see :func:`import_formular`.

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
    herkunft: str = "",
) -> Einlesung:
    """Einlesen: store the form under its number; it is a released paper only once a second person has confirmed it.

    ``konto`` is None where nobody is named. ``quelle`` is the text of the form, kept for the second person; the
    journal has its checksum. ``herkunft`` names the file. ``zuordnung`` says what its names stand for, by default
    what :func:`match_formular` finds. ``create_missing`` creates what it leaves open. ``berichtigt`` names the fields
    a person changed. Raises :class:`VorgangGesperrt`; then nothing is written.
    """
    zuordnung, hinweise = _settle(daten, zuordnung, create_missing=create_missing)
    require([*check_nummer(daten.nummer), *check_laengen(daten, zuordnung)])
    zaehler_vorher, luecke = advance_zaehler(daten.nummer)
    vorlage = find_vorlage(daten.nummer, lock=True)
    require(check_vorlage(vorlage, daten.nummer))
    ergebnisse = read_ergebnisse(daten, zuordnung)
    dezernat, amt, angelegt = create_amt(daten, zuordnung)
    weg = describe_weg(vorlage, daten, ergebnisse) if vorlage else []
    reste = (*list_reste(daten, ergebnisse), *weg)
    offen: list[str] = []
    if vorlage is None:
        gremien, neue = create_gremien(daten, zuordnung)
        angelegt += neue
        vorlage = _create_vorlage(daten, gremien, zuordnung.entscheidend)
        offen = apply_ergebnisse(vorlage, ergebnisse)
    fassung = _create_fassung(vorlage, daten, amt, dezernat, reste)
    refresh_status(vorlage)
    angaben = {"nicht_zugeordnet": len(reste), "angelegt": angelegt, "berichtigt": list(berichtigt)}
    _record(fassung, konto=konto, quelle=quelle, angaben=angaben)
    saetze = (*daten.hinweise, *hinweise, *describe_ergebnisse(daten, ergebnisse), *offen, *luecke)
    saetze = (*saetze, *check_weg(vorlage, fassung))
    _keep_quelle(fassung, quelle, herkunft=herkunft, hinweise=saetze, zaehler_vorher=zaehler_vorher)
    return Einlesung(fassung, saetze, reste, tuple(angelegt))


def _keep_quelle(fassung: Fassung, text: str, *, herkunft: str, hinweise: Sequence[str], zaehler_vorher: int) -> None:
    Quelle.objects.create(
        fassung=fassung,
        bezeichnung=herkunft[:250],
        text=text,
        pruefsumme=compute_quellsumme(text),
        hinweise=list(hinweise),
        zaehler_vorher=zaehler_vorher,
        eingelesen_am=timezone.now(),
    )


def _record(fassung: Fassung, *, konto: Konto | None, quelle: str, angaben: Mapping[str, object]) -> None:
    if konto is not None:
        enter_beteiligung(fassung, Beteiligungsart.EINGELESEN, konto=konto)
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
    oeffentlich = not daten.nichtoeffentlich and _combine_oeffentlich(vorlage, daten.stationen)
    fassung = Fassung.objects.create(
        vorlage=vorlage,
        neufassung=daten.nummer.neufassung,
        status=Fassungsstatus.EINGELESEN,
        nummer=str(daten.nummer),
        datum=daten.datum,
        betreff=daten.betreff,
        aktenzeichen=daten.aktenzeichen,
        amt=amt,
        dezernat=dezernat,
        beschlussentwurf=clean_richtext(daten.beschlussentwurf_html),
        begruendung=clean_richtext(daten.begruendung_html),
        nicht_zugeordnet="\n".join(reste),
        oeffentlich=oeffentlich is True,
        nichtoeffentlich_grund=GRUND_VERMERK if daten.nichtoeffentlich else _state_grund(oeffentlich),
    )
    Anlage.objects.bulk_create(
        Anlage(fassung=fassung, position=position, titel=titel) for position, titel in place_anlagen(daten.anlagen)
    )
    return fassung


def _combine_oeffentlich(vorlage: Vorlage, stationen: Sequence[StationDaten]) -> bool | None:
    """Return whether every station is public, on the form and on the stored route; None if the form says nothing."""
    angaben = {station.oeffentlich for station in stationen}
    if False in angaben:
        return False
    return not vorlage.beratungen.filter(oeffentlich=False).exists() if angaben == {True} else None
