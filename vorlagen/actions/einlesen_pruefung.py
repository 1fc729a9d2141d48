"""What stands against taking over a paper from a form, and what its number does to the counter."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Field, Model
from django.utils import timezone

from gremien.models import Amt, Dezernat, Gremium
from gremien.rules.befund import Befund, Stufe
from vorlagen.actions.einlesen_zuordnung import Zuordnung
from vorlagen.enums import Vorlagenstatus
from vorlagen.models import Anlage, Fassung, Vorlage, Zaehler
from vorlagen.rules.einlesen import place_anlagen
from vorlagen.rules.formular import FormularDaten
from vorlagen.rules.nummern import Nummer

FRUEHESTES_JAHR = 1900


def check_nummer(nummer: Nummer) -> list[Befund]:
    """Return why no paper of this number can be taken over; known before anything else is asked."""
    befunde = check_vorlage(find_vorlage(nummer), nummer)
    if nummer.jahr < FRUEHESTES_JAHR:
        satz = f"Das Jahr {nummer.jahr} der Vorlage liegt vor {FRUEHESTES_JAHR}. Bitte prüfen Sie die Nummer."
        befunde.append(Befund(satz, "", Stufe.SPERRE))
    return befunde


def check_laengen(daten: FormularDaten, zuordnung: Zuordnung) -> list[Befund]:
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


def find_vorlage(nummer: Nummer, *, lock: bool = False) -> Vorlage | None:
    """Return the paper of this number, whichever of its Fassungen is meant."""
    vorlagen = Vorlage.objects.select_for_update() if lock else Vorlage.objects.all()
    return vorlagen.filter(art=nummer.art, jahr=nummer.jahr, laufend=nummer.laufend).first()


def check_vorlage(vorlage: Vorlage | None, nummer: Nummer) -> list[Befund]:
    """Return why a paper that exists takes no further Fassung, or not this one."""
    if vorlage is None:
        return []
    vorhandene = set(vorlage.fassungen.numbered().values_list("neufassung", flat=True))
    abgeschlossen = vorlage.status == Vorlagenstatus.ABGESCHLOSSEN and nummer.neufassung > max(vorhandene, default=0)
    pruefungen = (
        (nummer.neufassung in vorhandene, f"{nummer} gibt es schon und wird nicht noch einmal eingelesen."),
        (
            vorlage.fassungen.drafted().exists(),
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
    return Zaehler.objects.filter(art=nummer.art, jahr=nummer.jahr).values_list("zuletzt", flat=True).first() or 0


def advance_zaehler(nummer: Nummer) -> tuple[int, tuple[str, ...]]:
    """Move the counter to the number at least, holding its lock, so that later draws never meet it.

    Returns where it stood before, and what that leaves unused.
    """
    Zaehler.objects.get_or_create(art=nummer.art, jahr=nummer.jahr)
    zaehler = Zaehler.objects.select_for_update().get(art=nummer.art, jahr=nummer.jahr)
    vorher = zaehler.zuletzt
    zaehler.zuletzt = max(vorher, nummer.laufend)
    zaehler.save(update_fields=["zuletzt"])
    return vorher, describe_luecke(nummer, vorher)
