"""What the journal keeps about papers with every act on them, and what it compares."""

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Q

from journal.enums import Akt
from journal.leser import build_leser, mark_fest, vanish
from journal.models import Eintrag
from journal.nachweis import Abweichung, Auswahl, Nachweisart, register
from konten.nachweis import list_vorschlaege
from vorlagen.enums import Fassungsstatus
from vorlagen.felder import LABELS
from vorlagen.models import Anlage, Beratung, Beteiligung, Fassung, Mitzeichnung, Vorlage
from vorlagen.models.pruefsumme import compute_pruefsumme
from vorlagen.querysets import VERFASSER

VORLAGE_FELDER: Final = {
    "art": "Art",
    "jahr": "Jahr",
    "laufend": "laufende Nummer",
    "status": "Stand",
    "bezug": "Bezug",
    "zurueckgezogen_am": "Zeitpunkt der Rücknahme",
    "zurueckgezogen_grund": "Grund der Rücknahme",
}
FASSUNG_FELDER: Final = LABELS
ANLAGE_FELDER: Final = {
    "fassung": "Fassung",
    "position": "Position",
    "titel": "Titel",
    "dateiname": "Dateiname",
    "oeffentlich": "Öffentlichkeit",
    "datei__pruefsumme": "Datei",
    "nachgereicht_am": "Zeitpunkt der Nachreichung",
    "nachgereicht_grund": "Grund der Nachreichung",
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
    "amt": "gefragtes Amt",
    "dezernat": "gefragtes Dezernat",
    "konto": "Konto",
    "vertreten": "vertretenes Konto",
    "herkunft": "Grund der Anfrage",
    "grund": "Regel",
    "schritt": "Schritt",
    "teile": "betroffene Teile",
    "frist": "Frist",
    "uebernommen": "weiter geltende Mitzeichnung",
    "ergebnis": "Antwort",
    "bemerkung": "Bemerkung",
    "beantwortet_am": "Zeitpunkt der Antwort",
    "gesehen": "gesehener Stand",
}
BETEILIGUNG_FELDER: Final = {
    "fassung": "Fassung",
    "konto": "Konto",
    "person": "Person",
    "art": "Art",
    "seit": "Zeitpunkt",
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


VORLAGE: Final = Nachweisart(
    "vorlage",
    "Vorlage",
    VORLAGE_FELDER,
    build_leser(Vorlage, VORLAGE_FELDER, _name_vorlage, nur=Q(laufend__isnull=False)),
)
FASSUNG: Final = Nachweisart(
    "fassung",
    "Fassung",
    FASSUNG_FELDER,
    build_leser(
        Fassung,
        FASSUNG_FELDER,
        lambda zeile: str(zeile["nummer"]),
        nur=Q(status=Fassungsstatus.FREIGEGEBEN) | Q(freigegeben_am__isnull=False),
    ),
)
ANLAGE: Final = Nachweisart(
    "anlage",
    "Anlage",
    ANLAGE_FELDER,
    build_leser(
        Anlage,
        ANLAGE_FELDER,
        lambda zeile: f"{zeile['position']:02} zu {zeile['fassung__nummer']}",
        "fassung__nummer",
        nur=Q(fassung__status=Fassungsstatus.FREIGEGEBEN) | Q(fassung__freigegeben_am__isnull=False),
    ),
)
BERATUNG: Final = Nachweisart(
    "beratung",
    "Station",
    BERATUNG_FELDER,
    build_leser(
        Beratung,
        BERATUNG_FELDER,
        _name_beratung,
        *("gremium__name", "vorlage__art", "vorlage__laufend", "vorlage__jahr"),
        nur=Q(vorlage__laufend__isnull=False),
    ),
    is_dauerhaft=lambda stand: bool(stand["ausgang"] or stand["zugestellt_am"]),
)
MITZEICHNUNG: Final = Nachweisart(
    "mitzeichnung",
    "Mitzeichnung",
    MITZEICHNUNG_FELDER,
    build_leser(
        Mitzeichnung,
        MITZEICHNUNG_FELDER,
        _name_mitzeichnung,
        *("fassung__nummer", "fassung__betreff", "konto__username"),
        nur=~Q(ergebnis=""),
    ),
)
BETEILIGUNG: Final = Nachweisart(
    "beteiligung",
    "Beteiligung",
    BETEILIGUNG_FELDER,
    mark_fest(
        build_leser(
            Beteiligung,
            BETEILIGUNG_FELDER,
            _name_mitzeichnung,
            *("fassung__nummer", "fassung__betreff", "konto__username"),
        ),
        # Writing in a draft leaves no row of the journal.
        lambda: Beteiligung.objects.filter(fassung__in=Fassung.objects.numbered()),
    ),
    is_dauerhaft=lambda stand: bool(stand["fest"]),
    ab=2,
)


def _list_betroffene(akt: Akt, vorlage: Vorlage) -> Auswahl:
    """Return what an act on a paper concerns: all of it, and what goes with a draft or an import."""
    selbst, teile, papiere = Q(pk=vorlage.pk), Q(vorlage=vorlage.pk), Q(fassung__vorlage=vorlage.pk)
    if akt in (Akt.ENTWURF_LOESCHEN, Akt.EINLESEN_VERWERFEN):
        unfest = Fassung.objects.filter(vorlage=vorlage.pk).exclude(pk__in=Fassung.objects.released())
        weg: Auswahl = [(vanish(BETEILIGUNG), Q(fassung__in=unfest))]
        if akt == Akt.ENTWURF_LOESCHEN:
            return [*weg, (vanish(MITZEICHNUNG), Q(fassung__in=unfest))]
        unbestaetigt = Vorlage.objects.filter(pk=vorlage.pk).exclude(fassungen__in=Fassung.objects.released())
        return [*weg, (vanish(VORLAGE), Q(pk__in=unbestaetigt)), (vanish(BERATUNG), Q(vorlage__in=unbestaetigt))]
    return [
        (VORLAGE, selbst),
        (FASSUNG, teile),
        (ANLAGE, papiere),
        (BERATUNG, teile),
        (MITZEICHNUNG, papiere),
        (BETEILIGUNG, papiere),
        *list_vorschlaege(
            Fassung.objects.filter(teile), Beratung.objects.filter(teile), Anlage.objects.filter(papiere)
        ),
    ]


def _list_vorgeschlagene(akt: Akt, objekt: Fassung | Beratung | Anlage) -> Auswahl:
    """Return what an act on a Fassung, station or attachment itself concerns: what was proposed about it."""
    return list_vorschlaege(type(objekt).objects.filter(pk=objekt.pk))


def find_falsche_pruefsummen() -> Iterator[Abweichung]:
    """Compare the digests in rows of release and confirmed import with their Fassungen, each in its own format."""
    fassungen = {
        (str(fassung.vorlage_id), fassung.nummer): fassung
        for fassung in Fassung.objects.released().select_related(*VERFASSER)
    }
    for (objekt_id, nummer), (laufend, daten) in _read_letzte_pruefsummen().items():
        fassung = fassungen.get((objekt_id, nummer))
        if fassung is None:
            # Newer rows have said already what is missing.
            if Eintrag.objects.filter(laufend=laufend, nachweise__isnull=True).exists():
                satz = f"Fassung {nummer} fehlt, obwohl Eintrag {laufend} des Journals davon weiß."
                yield Abweichung(f"eintrag:{laufend}", satz)
        elif compute_pruefsumme(fassung, formatnummer=daten["format"]) != daten["pruefsumme"]:
            satz = f"Fassung {fassung.nummer}: Text oder Anlagen wurden verändert (Eintrag {laufend})."
            yield Abweichung(f"fassung:{fassung.pk}", satz)


def _read_letzte_pruefsummen() -> dict[tuple[str, str], tuple[int, dict[str, Any]]]:
    """Return by paper and number the last row with a digest: files brought later give a confirmed import a new one."""
    zeilen = Eintrag.objects.filter(
        akt__in=[Akt.FREIGEBEN, Akt.EINLESEN_BESTAETIGEN, Akt.ANLAGEN_NACHREICHEN, Akt.ANLAGE_VEROEFFENTLICHEN],
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


register(
    (VORLAGE, FASSUNG, ANLAGE, BERATUNG, MITZEICHNUNG, BETEILIGUNG),
    {
        "vorlagen.vorlage": _list_betroffene,
        "vorlagen.fassung": _list_vorgeschlagene,
        "vorlagen.beratung": _list_vorgeschlagene,
        "vorlagen.anlage": _list_vorgeschlagene,
    },
)
