"""Every rule the database holds, and how somebody who runs into it is told.

A new constraint must be entered here: how a form or command reaches it, or why none can. Whatever is forgotten still
answers with a page that keeps the text (``koblenz_council/auswege.py``), but not with the sentence that helps.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models
from django.utils import timezone

from gremien.models import Amt, Dezernat, Fraktion, Gremium, Mitgliedschaft, SitzungsfreieZeit, Stadt, Wahlperiode
from gremien.rules.befund import VorgangGesperrt
from journal.sperren import declared_ausloeser
from koblenz_council.ablehnung import explain
from konten.actions.vertretung import enter_abwesenheit
from konten.actions.vorschlag import propose
from konten.enums import Rolle
from konten.models import Konto, Rollenzuweisung
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.aufnahme import admit_top
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.actions.tagesordnung import place_top
from sitzungen.enums import Teil
from sitzungen.models import Oberbegriff, Standardpunkt
from tests.ablauf.schranken_beschluesse import BESCHLUSS_UNERREICHBAR, BESCHLUSS_VORGAENGE
from tests.ablauf.schranken_doppelt import DOPPELTES
from tests.ablauf.schranken_einladung import UM_DIE_EINLADUNG
from tests.ablauf.schranken_niederschrift import NIEDERSCHRIFT
from tests.ablauf.schranken_saal import IM_SAAL
from tests.bauten import (
    build_abstimmung,
    build_amt,
    build_anwesenheit,
    build_eingereichte_fassung,
    build_entwurf,
    build_freigegebene_vorlage,
    build_konto,
    build_mitglied,
    build_person,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    iter_tops,
)
from tests.pruefen import own_models
from vorlagen.actions.entwurf import supersede_vorlage
from vorlagen.actions.freigabe import release_vorlage
from vorlagen.actions.mitzeichnung import submit_vorlage
from vorlagen.actions.textbausteine import keep_textbaustein
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.enums import Ausgang, Auswirkungsform, Kaestchenbedeutung, Regelbedingung
from vorlagen.models import Auswirkungsart, Kaestchen, Mitzeichnungsregel, Textbaustein

ZAEHLER = "Die Zeile wird unter einer Sperre gelesen und angelegt; kein Formular nennt eine Zählerzeile."
NUMMERN = "Die Nummer zieht ein gesperrter Zähler; der Einlesende wird vorher gefragt, ob es sie schon gibt."
PLATZ = "Plätze vergibt der Vorgang unter einer Sperre der Eltern; ein Formular nennt nur das Ziel in der Reihe."
ZUSAMMEN = "Beide Spalten schreibt ein einziger Vorgang; kein Formular hat ein Feld dafür."
MASCHINE = "Schreibt nur der Rechner, der bindet oder druckt; Gleiches gilt ihm als schon vorhanden."
SPIEGEL = "Die Station wiederholt das Ergebnis der Abstimmung, das schon geprüft ist."
EINZELN = "Wird nur vom Programm angelegt; in der Verwaltung gibt es keinen Knopf dafür."

UNERREICHBAR: dict[str, str] = {
    "sitzungen_zaehler_einmal": ZAEHLER,
    "sitzungen_bekanntmachung_einmal": "Den nächsten Nachtrag zählt der Vorgang unter einer Sperre der Sitzung.",
    "sitzungen_zugang_nur_am_nachtrag": ZUSAMMEN,
    "sitzungen_verspaetet_mit_zugang": ZUSAMMEN,
    "sitzungen_unterlage_entfernt_mit_grund": ZUSAMMEN,
    "vorlagen_zaehler_einmal": ZAEHLER,
    "sitzungen_nummer_einmal": NUMMERN,
    "vorlagen_nummer_einmal": NUMMERN,
    "vorlagen_nummer_ganz": ZUSAMMEN,
    "vorlagen_zurueckgezogen_mit_tag": ZUSAMMEN,
    "vorlagen_fassung_einmal": "Die nächste Neufassung zählt der Vorgang unter einer Sperre der Vorlage.",
    "vorlagen_freigegeben_mit_nummer": ZUSAMMEN,
    "vorlagen_fassung_ein_verfasser": ZUSAMMEN,
    "vorlagen_eingereicht_aus_dem_rat": ZUSAMMEN,
    "vorlagen_beratung_zugestellt_ganz": ZUSAMMEN,
    "vorlagen_mitzeichnung_mit_tag": ZUSAMMEN,
    "vorlagen_mitzeichnung_wer": ZUSAMMEN,
    "vorlagen_mitzeichnung_einmal_offen": "Gefragt werden Ämter; eine Anfrage an eine Person legt niemand mehr an.",
    "vorlagen_mitzeichnung_dezernat_einmal_offen": "Wünsche zum selben Dezernat legt der Plan zu einem zusammen.",
    "sitzungen_top_nummer": "Nummern vergibt die Veröffentlichung; sie zählt nach der Reihenfolge.",
    "sitzungen_top_mit_fassung": ZUSAMMEN,
    **dict.fromkeys(("sitzungen_top_position", "vorlagen_anlage_position", "vorlagen_beratung_position"), PLATZ),
    "vorlagen_beratung_einstimmig": SPIEGEL,
    "vorlagen_beratung_geaendert": SPIEGEL,
    "vorlagen.Beratung.vorgaenger": "Eine verknüpfte Station legt nur das Ergebnis an, und davon gilt eines.",
    "sitzungen_berichtigung_mit_grund": "Der Grund ist Pflichtfeld, und der Vorgang fragt noch einmal.",
    "sitzungen.Abstimmung.berichtigt": "Wer ein berichtigtes Ergebnis berichtigt, erfährt vorher, was jetzt gilt.",
    "sitzungen.Abstimmung.einsendung": "Dieselbe Kennung gibt das Ergebnis zurück, das sie beim ersten Mal ergab.",
    "mappen_bogen_einmal": "Derselbe Bogen noch einmal gibt den schon eingelesenen zurück.",
    "mappen_mappe_eine_fertige": MASCHINE,
    "mappen_mappe_fertig_mit_datei": MASCHINE,
    **NIEDERSCHRIFT,
    "dokumente.Datei.pruefsumme": MASCHINE,
    "dokumente.Druckstueck.schluessel": MASCHINE,
    "dokumente.Fehldruck.schluessel": MASCHINE,
    "dokumente.Ausdruck.pruefsumme": MASCHINE,
    "dokumente_pruefung_einmal": MASCHINE,
    "dokumente_pruefung_kopie_oder_grund": MASCHINE,
    "journal.Eintrag.laufend": "Die laufende Nummer zieht das Journal unter der Sperre seines Kopfes.",
    "post_nachricht_ein_zustand": ZUSAMMEN,
    "post_nachricht_ein_empfaenger": "Nachrichten schreibt nur das Programm, an ein Konto oder an eine Adresse.",
    "post.Nachricht.message_id": "Dieselbe Kennung noch einmal gibt die schon geschriebene Nachricht zurück.",
    "post_abbestellung_einmal": "Wer noch einmal abbestellt, hat schon abbestellt; die Zeile bleibt.",
    "post_abbestellung_keine_pflicht": "Die Seite bietet nur an, was sich abbestellen lässt.",
    "konten.Einsendung.schluessel": "Der zweite Druck auf denselben Knopf wartet auf den ersten.",
    "vorlagen.Kaestchen.bedeutung": EINZELN,
    "konten_vorschlag_erledigt_mit_tag": ZUSAMMEN,
    "konten_vorschlag_zweite_person": "Wer den eigenen Vorschlag ausführt, beendet ihn als überholt.",
    "sitzungen.Anwesenheit.ersetzt": "Eine Berichtigung ersetzt die geltende Zeile, die sie unter einer Sperre liest.",
    "sitzungen_anwesenheit_grund_mit_namen": ZUSAMMEN,
    **dict.fromkeys(UM_DIE_EINLADUNG, "Schreibt ein Vorgang unter der Sperre der Sitzung; er liest vorher, was gilt."),
    **IM_SAAL,
    **BESCHLUSS_UNERREICHBAR,
    "vorlagen.Quelle.fassung": "Die Quelle legt nur das Einlesen an, zusammen mit ihrer Fassung.",
    "vorlagen_teilstand_einmal": "Stände zählt das Speichern unter der Sperre des Entwurfs.",
    "vorlagen_beteiligung_einmal": "Wer noch einmal speichert, ist schon beteiligt; die Zeile bleibt.",
}
"""Constraint → why no form and no command reaches it."""


# --- master data: the administration's form checks with the model, and the model has the sentence


def _zeitraum(modell: type[models.Model]) -> models.Model:
    return modell(von=timezone.localdate(), bis=timezone.localdate() - timedelta(days=1))


VERWALTUNG: dict[str, Callable[[], models.Model]] = {
    "gremien_stadt_eine": lambda: Stadt(pk=2),
    "gremien_wahlperiode_zeitraum": lambda: _zeitraum(Wahlperiode),
    "gremien_sitzungsfreiezeit_zeitraum": lambda: _zeitraum(SitzungsfreieZeit),
    "gremien_gremium_zeitraum": lambda: _zeitraum(Gremium),
    "gremien_fraktion_zeitraum": lambda: _zeitraum(Fraktion),
    "gremien_mitgliedschaft_zeitraum": lambda: _zeitraum(Mitgliedschaft),
    "gremien_dezernat_zeitraum": lambda: _zeitraum(Dezernat),
    "gremien_amt_zeitraum": lambda: _zeitraum(Amt),
    "konten_rollenzuweisung_zeitraum": lambda: _zeitraum(Rollenzuweisung),
    "vorlagen_regel_braucht_woerter": lambda: Mitzeichnungsregel(bedingung=Regelbedingung.WORT),
    "vorlagen_regel_braucht_betrag": lambda: Mitzeichnungsregel(bedingung=Regelbedingung.BETRAG),
    "konten_rolle_braucht_amt": lambda: Rollenzuweisung(rolle=Rolle.SACHBEARBEITUNG),
    "konten_rolle_braucht_dezernat": lambda: Rollenzuweisung(rolle=Rolle.DEZERNAT),
    "konten_rolle_braucht_gremium": lambda: Rollenzuweisung(rolle=Rolle.SCHRIFTFUEHRUNG),
    "konten_rolle_braucht_fraktion": lambda: Rollenzuweisung(rolle=Rolle.FRAKTION),
    "gremien_amt_einmal": lambda: _copy(build_entwurf().amt),
    "gremien_mitgliedschaft_einmal": lambda: _copy(_mitgliedschaft(von=timezone.localdate())),
    "gremien_mitgliedschaft_einmal_offen": lambda: _copy(_mitgliedschaft()),
    "vorlagen_kaestchen_platz": lambda: _copy(Kaestchen.objects.earliest("pk"), bedeutung=Kaestchenbedeutung.FREI),
    "vorlagen_kaestchen_im_raster": lambda: Kaestchen(zeile=4, spalte=1),
    "sitzungen.Oberbegriff.wort": lambda: _copy(Oberbegriff.objects.earliest("pk")),
    "sitzungen_standardpunkt_genannt": lambda: Standardpunkt(betreff="Personal", teil=Teil.NICHTOEFFENTLICH),
    "vorlagen_auswirkungsart_zeitraum": lambda: _zeitraum(Auswirkungsart),
    "vorlagen_auswirkungsart_einmal": lambda: _copy(Auswirkungsart.objects.get(titel="Klima und Umwelt")),
    "vorlagen_auswirkungsart_ein_betrag": lambda: Auswirkungsart(titel="Geld", form=Auswirkungsform.FINANZEN),
    "vorlagen_textbaustein_einmal": lambda: _copy(_baustein(build_amt())),
    "vorlagen_textbaustein_stadtweit_einmal": lambda: _copy(_baustein()),
    "gremien.Wahlperiode.name": lambda: _copy(Wahlperiode.objects.create(name="2024–2029")),
    "gremien.Gremium.name": lambda: _copy(build_sitzung().gremium),
    "gremien.Gremium.kuerzel": lambda: _copy(build_sitzung().gremium),
    "gremien.Fraktion.name": lambda: _copy(Fraktion.objects.create(name="Die Fraktion", kuerzel="DF")),
    "gremien.Fraktion.kuerzel": lambda: _copy(Fraktion.objects.create(name="Die Fraktion", kuerzel="DF")),
    "gremien.Dezernat.bezeichnung": lambda: _copy(build_entwurf().dezernat),
    "konten.Konto.username": lambda: _copy(build_konto()),
    "konten_verwaltung_braucht_person": lambda: Konto(username="anders", is_superuser=True),
}
"""Constraint → a row that breaks it, as the administration could enter it."""


def _baustein(amt: Amt | None = None) -> Textbaustein:
    return keep_textbaustein(Textbaustein(name="Formel", amt=amt, teil="begruendung", text="x"), konto=build_konto())


def _mitgliedschaft(**felder: Any) -> Mitgliedschaft:
    konto = build_mitglied(**felder)
    return Mitgliedschaft.objects.get(person=konto.person)


def _copy(vorhanden: models.Model | None, **felder: Any) -> models.Model:
    assert vorhanden is not None
    werte = {feld.attname: getattr(vorhanden, feld.attname) for feld in vorhanden._meta.local_concrete_fields}
    werte.pop(vorhanden._meta.pk.attname)
    return type(vorhanden)(**werte | felder)


@pytest.mark.django_db
@pytest.mark.parametrize("name", VERWALTUNG)
def test_the_administration_is_told_in_a_sentence(name: str) -> None:
    zeile = VERWALTUNG[name]()
    with pytest.raises(ValidationError) as fehler:
        zeile.full_clean()
    saetze = [satz for saetze in fehler.value.message_dict.values() for satz in saetze]
    if "." in name:
        feld = zeile._meta.get_field(name.rsplit(".", 1)[1])
        vergeben = ("existiert bereits.", "bereits vergeben.")
        assert any(satz.endswith(vergeben) for satz in fehler.value.message_dict[feld.name])
    else:
        [schranke] = [s for s in zeile._meta.constraints if s.name == name]
        assert schranke.violation_error_message in saetze
        assert name not in str(schranke.violation_error_message)
        assert str(schranke.violation_error_message).endswith(".")


# --- acts: the rule speaks before the database would


def _dienst() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def _record(**angaben: Any) -> None:
    top = next(iter_tops(build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)))
    record_abstimmung(top, Ergebnis(**angaben), konto=_dienst())


def record_zweimal() -> None:
    erste = build_abstimmung()
    record_abstimmung(erste.top, Ergebnis(ausgang=Ausgang.ABGELEHNT), konto=_dienst())


def invite_danach() -> None:
    sitzung = build_veroeffentlichte_sitzung()
    invite_sitzung(sitzung, zugang=sitzung.beginn + timedelta(hours=1), konto=_dienst(), dringlich_grund="eilig")


def place_zweimal() -> None:
    top = build_top(build_sitzung())
    andere = build_sitzung(gremium=top.sitzung.gremium)
    assert top.beratung is not None
    place_top(andere, teil=Teil.OEFFENTLICH, konto=_dienst(), beratung=top.beratung)


def supersede_zweimal() -> None:
    vorlage = build_freigegebene_vorlage()
    konto = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=vorlage.fassungen.get().amt)
    supersede_vorlage(vorlage, konto=konto)
    supersede_vorlage(vorlage, konto=konto)


def release_eigene() -> None:
    fassung = build_entwurf()
    assert fassung.verfasser is not None
    Rollenzuweisung.objects.create(konto=fassung.verfasser, rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    fassung = submit_vorlage(fassung, konto=fassung.verfasser)
    fassung.mitzeichnungen.all().delete()
    assert fassung.verfasser is not None
    release_vorlage(fassung, konto=fassung.verfasser)


def publish_entwurf() -> None:
    publish_vorlage(build_eingereichte_fassung(), konto=_dienst(), grund="trotzdem")


def admit_zu_viele() -> None:
    top = build_top(build_veroeffentlichte_sitzung(begonnen=True), nachtrag_grund="Eilt")
    build_anwesenheit(top.sitzung, anwesend=3)
    admit_top(top, ja=4, konto=_dienst())


def propose_zweimal() -> None:
    fassung = build_eingereichte_fassung()
    for _ in range(2):
        propose(fassung, konto=_dienst(), fingerabdruck="a" * 64)


def _leave(tage: int, *, selbst: bool = False) -> None:
    konto, heute = build_konto(person=build_person()), timezone.localdate()
    vertretung = konto if selbst else build_konto(person=build_person())
    enter_abwesenheit(konto, vertretung, von=heute, bis=heute + timedelta(days=tage), konto=konto)


VORGAENGE: dict[str, tuple[Callable[[], object], str]] = {
    **BESCHLUSS_VORGAENGE,
    "sitzungen_ein_erstes_ergebnis": (record_zweimal, "ist inzwischen „einstimmig beschlossen“ festgestellt."),
    "sitzungen_einstimmig_ohne_gegenstimmen": (
        lambda: _record(ausgang=Ausgang.EINSTIMMIG, gegenstimmen=1),
        "kann keine Gegenstimmen haben.",
    ),
    "sitzungen_geaendert_mit_wortlaut": (
        lambda: _record(ausgang=Ausgang.EINSTIMMIG, geaendert=True),
        "Bitte tragen Sie den geänderten Wortlaut ein.",
    ),
    "sitzungen_angenommen_mit_mehrheit": (
        lambda: _record(ausgang=Ausgang.MEHRHEITLICH, ja=3, gegenstimmen=5),
        "ist der Antrag nicht angenommen.",
    ),
    "sitzungen_abgesetzt_ohne_stimmen": (
        lambda: _record(ausgang=Ausgang.ABGESETZT, ja=0, gegenstimmen=0),
        "gehören keine Stimmenzahlen.",
    ),
    "sitzungen_top_aufnahme_ganz": (admit_zu_viele, "anwesend sind 3 Mitglieder."),
    "konten_abwesenheit_von_bis": (lambda: _leave(-1), "Das Ende liegt vor dem Beginn."),
    "konten_abwesenheit_andere_person": (lambda: _leave(1, selbst=True), "muss eine andere Person sein."),
    "konten_ein_offener_vorschlag": (propose_zweimal, "schon vorgelegt; es wartet auf eine andere Person."),
    "sitzungen_eingeladen_vor_beginn": (invite_danach, "Die Einladung muss vor Beginn der Sitzung zugehen."),
    "sitzungen_ende_nach_beginn": (lambda: build_sitzung(ende=timezone.now()), "Das Ende liegt nicht nach dem Beginn."),
    "sitzungen_beratung_auf_einer_to": (place_zweimal, "schon auf einer Tagesordnung."),
    "vorlagen_ein_offener_entwurf": (supersede_zweimal, "Bitte schreiben Sie im offenen Entwurf weiter."),
    "vorlagen_vier_augen": (release_eigene, "Vier-Augen-Prinzip"),
    "vorlagen_veroeffentlicht_nur_oeffentlich": (publish_entwurf, "können veröffentlicht werden."),
}
"""Constraint → an act that would break it, as a page or a command starts it, and what the refusal says."""


@pytest.mark.django_db
@pytest.mark.parametrize("name", VORGAENGE)
def test_an_act_is_refused_in_a_sentence(name: str) -> None:
    tun, worte = VORGAENGE[name]
    with pytest.raises(VorgangGesperrt) as gesperrt:
        tun()
    assert [worte in befund.satz for befund in gesperrt.value.befunde].count(True) == 1
    assert all(befund.satz.endswith(".") for befund in gesperrt.value.befunde)


# --- said once or twice, it is the same


@pytest.mark.django_db
@pytest.mark.parametrize("name", DOPPELTES)
def test_what_is_said_twice_is_done_once(name: str) -> None:
    DOPPELTES[name]()


# --- the walk


def iter_schranken() -> list[str]:
    """Return every constraint and every unique field of this project by name."""
    namen: list[str] = []
    for modell in own_models():
        namen += [schranke.name for schranke in modell._meta.constraints]
        namen += [
            f"{modell._meta.label}.{feld.name}"
            for feld in modell._meta.local_fields
            if feld.unique and not feld.primary_key
        ]
    return namen


def test_every_constraint_is_accounted_for() -> None:
    eingetragen = [*UNERREICHBAR, *VERWALTUNG, *VORGAENGE, *DOPPELTES]
    assert sorted(eingetragen) == sorted(iter_schranken())


@pytest.mark.django_db
def test_every_lock_speaks_in_its_own_words() -> None:
    """Forms do not reach a lock, because the acts ask before; whoever does reach one reads its sentence."""
    ausloeser = declared_ausloeser(connection)
    assert ausloeser
    for einer in ausloeser.values():
        text = " ".join(einer.sql)
        [satz] = {teil for teil in text.split("'") if teil.endswith(".") and teil[0].isupper()}
        ablehnung = explain(IntegrityError(f"{satz}\nCONTEXT:  PL/pgSQL function x() line 1 at RAISE"))
        assert ablehnung is not None
        assert ablehnung.satz == f"{satz} Es wurde nichts gespeichert.", einer.name
