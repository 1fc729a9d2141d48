"""What the journal keeps about papers with every act on them, and what it compares."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django.db.models import Q, QuerySet

from journal.enums import Akt
from journal.models import Eintrag
from journal.nachweis import Abweichung, Nachweisart, Stand, digest, to_wert
from vorlagen.enums import Fassungsstatus
from vorlagen.models import Anlage, Beratung, Fassung, Mitzeichnung, Vorlage
from vorlagen.pruefsumme import compute_pruefsumme

TEXTE: Final = frozenset(
    {
        *("betreff", "beschlussentwurf", "begruendung", "nicht_zugeordnet", "nichtoeffentlich_grund", "aktenzeichen"),
        *("titel", "dateiname", "wortlaut", "zurueckgezogen_grund", "bemerkung", "grund", "berichtigungsgrund"),
        *("oberbegriff", "nachtrag_grund", "abgesetzt_grund", "dringlich_grund", "hinweis", "ort"),
        "gesehen",
    }
)
"""Fields of which the journal keeps a digest only: texts, some of them confidential."""


def read_werte(zeilen: QuerySet[Any], felder: Iterable[str], *namen: str) -> Iterator[tuple[dict[str, Any], Stand]]:
    """Yield each row with the values of ``felder`` as the journal keeps them; ``namen`` are read along."""
    felder = list(felder)
    for zeile in zeilen.order_by("pk").values("pk", *felder, *(name for name in namen if name not in felder)):
        yield zeile, {feld: digest(zeile[feld]) if feld in TEXTE else to_wert(zeile[feld]) for feld in felder}


def build_leser(
    alle: Callable[[], QuerySet[Any]], felder: Mapping[str, str], nenne: Callable[[dict[str, Any]], str], *namen: str
) -> Callable[[QuerySet[Any] | None], Iterator[tuple[object, Stand]]]:
    """Return what reads states: of ``alle`` objects that have one, or of those also in a selection."""

    def read(auswahl: QuerySet[Any] | None) -> Iterator[tuple[object, Stand]]:
        zeilen = alle() if auswahl is None else alle().filter(pk__in=auswahl.values("pk"))
        for zeile, stand in read_werte(zeilen, felder, *namen):
            yield zeile["pk"], stand | {"name": nenne(zeile)}

    return read


VORLAGE_FELDER: Final = {
    "art": "Art",
    "jahr": "Jahr",
    "laufend": "laufende Nummer",
    "status": "Stand",
    "zurueckgezogen_am": "Zeitpunkt der Rücknahme",
    "zurueckgezogen_grund": "Grund der Rücknahme",
}
FASSUNG_FELDER: Final = {
    "vorlage": "Vorlage",
    "neufassung": "Neufassung",
    "status": "Status",
    "nummer": "Nummer",
    "datum": "Datum",
    "betreff": "Betreff",
    "amt": "Amt",
    "dezernat": "Dezernat",
    "aktenzeichen": "Aktenzeichen",
    "beschlussentwurf": "Beschlussentwurf",
    "begruendung": "Begründung",
    "nicht_zugeordnet": "nicht zugeordneter Text",
    "oeffentlich": "Öffentlichkeit",
    "nichtoeffentlich_grund": "Grund der Nichtöffentlichkeit",
    "verfasser": "verfassendes Konto",
    "freigegeben_am": "Zeitpunkt der Freigabe",
    "freigegeben_von": "freigebendes Konto",
    "veroeffentlicht_am": "Zeitpunkt der Veröffentlichung",
}
ANLAGE_FELDER: Final = {
    "fassung": "Fassung",
    "position": "Position",
    "titel": "Titel",
    "dateiname": "Dateiname",
    "oeffentlich": "Öffentlichkeit",
    "datei__pruefsumme": "Datei",
}
BERATUNG_FELDER: Final = {
    "vorlage": "Vorlage",
    "gremium": "Gremium",
    "datum": "Datum",
    "entscheidend": "Entscheidung",
    "oeffentlich": "Öffentlichkeit",
    "nichtoeffentlich_grund": "Grund der Nichtöffentlichkeit",
    "ausgang": "Ergebnis",
    "geaendert": "geänderter Beschluss",
    "wortlaut": "geänderter Wortlaut",
    "gegenstimmen": "Zahl der Gegenstimmen",
    "enthaltungen": "Zahl der Enthaltungen",
    "zugestellt_am": "Zeitpunkt der Zustellung",
    "zugestellte_neufassung": "zugestellte Neufassung",
    "vorgaenger": "vertagte oder verwiesene Station",
}
MITZEICHNUNG_FELDER: Final = {
    "fassung": "Fassung",
    "konto": "Konto",
    "ergebnis": "Antwort",
    "bemerkung": "Bemerkung",
    "beantwortet_am": "Zeitpunkt der Antwort",
    "gesehen": "gesehener Stand",
}


def _name_vorlage(zeile: dict[str, Any], vor: str = "") -> str:
    art, laufend, jahr = zeile[f"{vor}art"], zeile[f"{vor}laufend"], zeile[f"{vor}jahr"]
    # Also a number that cannot be one is called by something.
    return f"{art}/{laufend:04d}/{jahr:04d}" if laufend and jahr else "ohne Nummer"


def _name_beratung(zeile: dict[str, Any]) -> str:
    return f"{zeile['gremium__name']} der Vorlage {_name_vorlage(zeile, 'vorlage__')}"


def _name_mitzeichnung(zeile: dict[str, Any]) -> str:
    worin = zeile["fassung__nummer"] or f"im Entwurf „{zeile['fassung__betreff']}“"
    return f"von {zeile['konto__username']} zu {worin}"


def _freigegebene() -> QuerySet[Fassung]:
    return Fassung.objects.filter(Q(status=Fassungsstatus.FREIGEGEBEN) | Q(freigegeben_am__isnull=False))


VORLAGE: Final = Nachweisart(
    "vorlage",
    "Vorlage",
    VORLAGE_FELDER,
    build_leser(lambda: Vorlage.objects.filter(laufend__isnull=False), VORLAGE_FELDER, _name_vorlage),
)
FASSUNG: Final = Nachweisart(
    "fassung",
    "Fassung",
    FASSUNG_FELDER,
    build_leser(_freigegebene, FASSUNG_FELDER, lambda zeile: str(zeile["nummer"])),
)
ANLAGE: Final = Nachweisart(
    "anlage",
    "Anlage",
    ANLAGE_FELDER,
    build_leser(
        lambda: Anlage.objects.filter(fassung__in=_freigegebene().values("pk")),
        ANLAGE_FELDER,
        lambda zeile: f"{zeile['position']:02} zu {zeile['fassung__nummer']}",
        "fassung__nummer",
    ),
)
BERATUNG: Final = Nachweisart(
    "beratung",
    "Station",
    BERATUNG_FELDER,
    build_leser(
        lambda: Beratung.objects.filter(vorlage__laufend__isnull=False),
        BERATUNG_FELDER,
        _name_beratung,
        *("gremium__name", "vorlage__art", "vorlage__laufend", "vorlage__jahr"),
    ),
    is_dauerhaft=lambda stand: bool(stand["ausgang"] or stand["zugestellt_am"]),
)
MITZEICHNUNG: Final = Nachweisart(
    "mitzeichnung",
    "Mitzeichnung",
    MITZEICHNUNG_FELDER,
    build_leser(
        lambda: Mitzeichnung.objects.exclude(ergebnis=""),
        MITZEICHNUNG_FELDER,
        _name_mitzeichnung,
        *("fassung__nummer", "fassung__betreff", "konto__username"),
    ),
)
ENTFALLENE_MITZEICHNUNG: Final = replace(
    MITZEICHNUNG, read=lambda auswahl: ((kennung, None) for kennung, _ in MITZEICHNUNG.read(auswahl))
)
"""What ceases to exist with the draft it belongs to."""
ENTFALLENE_VORLAGE: Final = replace(
    VORLAGE, read=lambda auswahl: ((kennung, None) for kennung, _ in VORLAGE.read(auswahl))
)
ENTFALLENE_BERATUNG: Final = replace(
    BERATUNG, read=lambda auswahl: ((kennung, None) for kennung, _ in BERATUNG.read(auswahl))
)
"""What goes with an import that nobody confirmed."""
ARTEN: Final = (VORLAGE, FASSUNG, ANLAGE, BERATUNG, MITZEICHNUNG)


def list_betroffene(akt: Akt, vorlage: Vorlage) -> list[tuple[Nachweisart, QuerySet[Any] | None]]:
    """Return what an act on a paper concerns: all of it, and what goes when its draft is deleted."""
    mitzeichnungen = Mitzeichnung.objects.filter(fassung__vorlage=vorlage.pk)
    if akt == Akt.ENTWURF_LOESCHEN:
        return [(ENTFALLENE_MITZEICHNUNG, mitzeichnungen.exclude(fassung__status=Fassungsstatus.FREIGEGEBEN))]
    if akt == Akt.EINLESEN_VERWERFEN:
        unbestaetigt = Vorlage.objects.filter(pk=vorlage.pk).exclude(fassungen__in=Fassung.objects.released())
        stationen = Beratung.objects.filter(vorlage__in=unbestaetigt)
        return [(ENTFALLENE_VORLAGE, unbestaetigt), (ENTFALLENE_BERATUNG, stationen)]
    return [
        (VORLAGE, Vorlage.objects.filter(pk=vorlage.pk)),
        (FASSUNG, Fassung.objects.filter(vorlage=vorlage.pk)),
        (ANLAGE, Anlage.objects.filter(fassung__vorlage=vorlage.pk)),
        (BERATUNG, Beratung.objects.filter(vorlage=vorlage.pk)),
        (MITZEICHNUNG, mitzeichnungen),
    ]


def find_falsche_pruefsummen() -> Iterator[Abweichung]:
    """Compare the digests in rows of release and confirmed import with their Fassungen, each in its own format."""
    fassungen = {
        (str(fassung.vorlage_id), fassung.nummer): fassung
        for fassung in Fassung.objects.released().select_related("amt", "dezernat")
    }
    for (objekt_id, nummer), (laufend, daten) in _read_letzte_pruefsummen().items():
        fassung = fassungen.get((objekt_id, nummer))
        if fassung is None:
            # Newer rows have said already what is missing.
            if Eintrag.objects.filter(laufend=laufend, nachweise__isnull=True).exists():
                satz = f"Fassung {nummer} fehlt, obwohl Eintrag {laufend} des Journals davon weiß."
                yield Abweichung(f"eintrag:{laufend}", satz)
        elif compute_pruefsumme(fassung, formatnummer=daten.get("format", 1)) != daten["pruefsumme"]:
            satz = f"Fassung {fassung.nummer}: Text oder Anlagen wurden verändert (Eintrag {laufend})."
            yield Abweichung(f"fassung:{fassung.pk}", satz)


def _read_letzte_pruefsummen() -> dict[tuple[str, str], tuple[int, dict[str, Any]]]:
    """Return by paper and number the last row with a digest: files brought later give a confirmed import a new one."""
    zeilen = Eintrag.objects.filter(
        akt__in=[Akt.FREIGEBEN, Akt.EINLESEN_BESTAETIGEN, Akt.ANLAGEN_NACHREICHEN],
        objekt_art=Vorlage._meta.label_lower,
    ).order_by("laufend")
    letzte: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
    for laufend, akt, objekt_id, daten in zeilen.values_list("laufend", "akt", "objekt_id", "daten").iterator():
        schluessel = (objekt_id, daten.get("nummer", ""))
        # Of two who confirm an import without a name, the second one releases it; files before that are part of it.
        is_vorher = akt == Akt.ANLAGEN_NACHREICHEN and schluessel not in letzte
        if "pruefsumme" in daten and daten.get("zweite_person", True) and not is_vorher:
            letzte[schluessel] = (laufend, daten)
    return letzte
