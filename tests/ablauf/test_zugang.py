"""Who gets which answer where: every address, asked for something confidential, by strangers and one clerk.

An address that is missing in the table fails the test, so nothing new goes unasked.
"""

import pytest
from django.test import Client
from django.urls import reverse

from dokumente.models import Ausdruck, Datei
from mappen.documents.bogenwerte import load_punkte
from mappen.enums import Empfaenger
from mappen.models import Bogen, Mappe
from nachbereitung.models import Einwendung
from sitzungen.enums import Teil
from sitzungen.models import Unterlage
from tests.ablauf.kanarien import Rat, build_rat
from tests.ablauf.test_kanarien import iter_namen
from vorlagen.models import Anlage, Mitzeichnung, Textbaustein

ROLLEN = ("anonym", "anderes_mitglied", "anderes_amt", "sitzungsdienst")

ZUGANG: dict[str, tuple[int, ...]] = {
    "abstimmungsblatt_pdf": (404, 404, 404, 200),
    "abstimmungsbogen_pdf": (404, 404, 404, 200),
    "account_change_password": (302, 302, 302, 302),
    "account_login": (200, 302, 302, 302),
    "account_logout": (302, 302, 302, 302),
    "account_reauthenticate": (302, 403, 403, 403),
    "anlage": (404, 404, 404, 200),
    "antrag_annehmen": (302, 404, 404, 200),
    "antrag_neu": (302, 403, 403, 403),
    "antrag_quittung": (302, 404, 404, 200),
    "antrag_zurueckgeben": (302, 404, 404, 200),
    "antrag_zuruecknehmen": (302, 404, 404, 403),
    "anwesenheit": (302, 404, 404, 200),
    "anwesenheit_bewegung": (302, 404, 404, 200),
    "anwesenheitsliste_pdf": (404, 404, 404, 200),
    "ausdruck": (404, 404, 404, 200),
    # The closed part of signed minutes.
    "ausfertigung_pdf": (404, 404, 404, 200),
    "aufnahme": (302, 403, 403, 200),
    "befangenheit": (302, 302, 302, 302),
    "zwischenabstimmung": (302, 403, 403, 200),
    "beschlussauszug_pdf": (404, 404, 404, 404),
    # The closed decision.
    "bekanntgabe": (302, 404, 404, 200),
    "bekanntgabe_ablehnen": (302, 404, 404, 200),
    "bekanntgabe_absehen": (302, 404, 404, 200),
    "bekanntgabe_aufsetzen": (302, 302, 302, 302),
    "bekanntgabe_freigeben": (302, 404, 404, 200),
    "bekanntgabe_pdf": (404, 404, 404, 404),
    "bekanntgaben": (302, 403, 403, 200),
    "beschluesse": (302, 403, 200, 200),
    "beschluss": (302, 404, 404, 200),
    "beschluss_pdf": (302, 404, 404, 200),
    "beschluss_vermerken": (302, 404, 404, 200),
    "beschluss_zuweisen": (302, 404, 404, 200),
    "beschlussbericht": (302, 403, 200, 200),
    "beschlussbericht_csv": (302, 403, 200, 200),
    "beschlussbericht_pdf": (302, 403, 200, 200),
    "umsetzung": (302, 404, 404, 200),
    # Nothing is told of a closed decision.
    "umsetzung_ablehnen": (302, 404, 404, 404),
    "umsetzung_freigeben": (302, 404, 404, 404),
    # The picture of the closed paper.
    "bild": (404, 404, 404, 200),
    "bild_einfuegen": (302, 404, 404, 403),
    "bogen": (302, 404, 404, 200),
    "bogen_datei": (302, 403, 403, 200),
    "bogen_ergebnis": (302, 403, 403, 200),
    "demo_anmelden": (404, 404, 404, 404),
    "bekanntmachung_pdf": (200, 200, 200, 200),
    "einladung": (302, 404, 404, 200),
    "einladung_antwort": (302, 403, 403, 200),
    "einladung_zugang": (302, 403, 403, 200),
    "einladungen": (302, 404, 404, 200),
    "einladungen_nachladen": (302, 302, 302, 302),
    "einwendung_aufsetzen": (302, 403, 403, 200),
    "einladung_pdf": (404, 404, 404, 200),
    "ergebnis": (302, 403, 403, 200),
    "ergebnisse": (302, 404, 404, 302),
    "ergebnis_ebenso": (302, 302, 302, 302),
    "ergebnis_zuruecknehmen": (302, 302, 302, 302),
    "entwurf_staende": (302, 404, 404, 403),
    "entwurf_teil": (302, 404, 404, 403),
    "gremien": (200, 200, 200, 200),
    "gremium": (200, 200, 200, 200),
    "gremium_ics": (200, 200, 200, 200),
    "jahresplan": (302, 403, 403, 200),
    "kalender_ics": (200, 200, 200, 200),
    "leitfaden_pdf": (404, 404, 404, 200),
    # A secret nobody has.
    "persoenlich_ics": (404, 404, 404, 404),
    "pruefen": (200, 200, 200, 200),
    "anlagen_nachreichen": (302, 404, 404, 403),
    "einlesen_bestaetigen": (302, 404, 404, 200),
    "einlesen_verwerfen": (302, 404, 404, 200),
    "konto_abwesenheit": (302, 403, 200, 200),
    "konto_abwesenheit_beenden": (302, 302, 302, 302),
    "konto_kalender": (302, 200, 200, 200),
    "konto_kalender_beenden": (302, 302, 302, 302),
    "konto_kalender_erneuern": (302, 302, 302, 302),
    "konto_post": (302, 200, 200, 200),
    "mitzeichnung_gesehen": (302, 404, 404, 404),
    "mappe": (302, 404, 404, 200),
    "mappe_abbrechen": (302, 302, 302, 302),
    "mappe_datei": (404, 404, 404, 200),
    "mappe_stand": (302, 404, 404, 200),
    "nummern": (302, 403, 403, 200),
    "niederschrift": (200, 200, 200, 200),
    "niederschrift_akt": (302, 403, 403, 200),
    "niederschrift_angaben": (302, 403, 403, 200),
    "niederschrift_einwendung": (302, 403, 403, 200),
    "niederschrift_mitschrift": (302, 403, 403, 200),
    "niederschrift_pdf": (404, 404, 404, 200),
    "niederschrift_punkt": (302, 403, 403, 302),
    "passwort_neu": (200, 200, 200, 200),
    "passwort_vergessen": (200, 200, 200, 200),
    "schreibtisch": (302, 200, 200, 200),
    "sitzung": (404, 404, 404, 200),
    "sitzung_absagen": (302, 404, 404, 200),
    "sitzung_bearbeiten": (302, 404, 404, 200),
    "sitzung_beenden": (302, 302, 302, 302),
    "sitzung_bekanntmachen": (302, 302, 302, 302),
    "sitzung_einladen": (302, 404, 404, 200),
    "sitzung_eroeffnen": (302, 404, 404, 200),
    "sitzung_neu": (302, 403, 403, 200),
    "sitzungen": (200, 200, 200, 200),
    "sitzungen_monat": (200, 200, 200, 200),
    "sitzungsdienst": (302, 403, 403, 200),
    "start": (200, 200, 200, 200),
    "tagesordnung": (302, 404, 404, 200),
    "tagesordnung_pdf": (404, 404, 404, 200),
    "tagesordnung_zeigen": (302, 404, 404, 200),
    "tagesordnung_veroeffentlichen": (302, 404, 404, 200),
    "top_aufsetzen": (302, 302, 302, 302),
    "tagesordnung_ablehnen": (302, 404, 404, 200),
    "unterlage": (404, 404, 404, 200),
    "unterlage_ablehnen": (302, 404, 404, 200),
    "unterlage_entfernen": (302, 404, 404, 200),
    "unterlage_neu": (302, 404, 404, 200),
    "unterlage_veroeffentlichen": (302, 404, 404, 200),
    "top_bearbeiten": (302, 403, 403, 200),
    "top_fassung": (302, 302, 302, 302),
    "tops_standard": (302, 302, 302, 302),
    "top_neu": (302, 302, 302, 302),
    "top_griff": (302, 302, 302, 302),
    "vorlage": (404, 404, 404, 200),
    "vorlage_bogen_pdf": (404, 404, 404, 200),
    "vorlage_antworten": (302, 302, 302, 302),
    "vorlage_ablehnen": (302, 404, 404, 200),
    "vorlage_bearbeiten": (302, 404, 404, 403),
    "vorlage_einlesen": (302, 403, 403, 200),
    "vorlage_einlesen_pruefen": (302, 403, 403, 302),
    "vorlage_einreichen": (302, 404, 404, 403),
    "vorlage_fassung": (404, 404, 404, 200),
    "vorlage_freigeben": (302, 404, 404, 403),
    "vorlage_fristen": (302, 404, 404, 403),
    "vorlage_gremienweg": (302, 404, 404, 200),
    "vorlage_loeschen": (302, 404, 404, 403),
    "vorlage_mitzeichnen": (302, 404, 404, 403),
    "vorlage_neu": (302, 403, 200, 403),
    "vorlage_neu_word": (302, 403, 200, 403),
    "vorlage_neu_word_pruefen": (302, 403, 302, 403),
    "vorlage_neufassen": (302, 302, 302, 302),
    "vorlage_pdf": (404, 404, 404, 200),
    "anlage_ablehnen": (302, 404, 404, 403),
    "anlage_nachreichen": (302, 404, 404, 200),
    "anlage_veroeffentlichen": (302, 404, 404, 403),
    # Of the closed paper there is one Fassung, and nothing to compare it with.
    "vorlage_unterschied": (404, 404, 404, 404),
    "vorlage_unterschied_pdf": (404, 404, 404, 404),
    "vorlage_unterschiede": (404, 404, 404, 200),
    "vorlage_veroeffentlichen": (302, 404, 404, 200),
    "vorlage_vorschau": (302, 404, 404, 403),
    "vorlage_vorschau_seite": (302, 404, 404, 403),
    "vorlage_zurueckgeben": (302, 404, 404, 403),
    "vorlage_zurueckholen": (302, 404, 404, 403),
    "vorlage_wegplan": (302, 404, 404, 200),
    "vorlage_word": (404, 404, 404, 200),
    "vorlage_zurueckziehen": (302, 404, 404, 200),
    "textbaustein": (302, 404, 404, 200),
    "textbaustein_loeschen": (302, 302, 302, 302),
    "textbaustein_neu": (302, 403, 200, 200),
    "textbausteine": (302, 403, 200, 200),
    "textbausteine_auswahl": (302, 403, 200, 200),
    "vorlagen_aehnliche": (302, 403, 200, 403),
    "vorlagen_eingelesen": (302, 403, 403, 200),
    "vorlagen": (200, 200, 200, 200),
}
"""Address → answers to GET for the roles above, asked for a closed paper, an unannounced sitting, a closed item."""


def arguments_for(namen: set[str], weg: str, rat: Rat) -> dict[str, object]:
    """Return the most confidential object the address can be asked for."""
    vorlage, sitzung = rat.vorlagen["nichtoeffentlich"], rat.sitzungen["geplant"]
    veroeffentlicht = rat.sitzungen["veroeffentlicht"]
    werte: dict[str, object] = {
        "rolle": "sachbearbeitung",
        "code": Ausdruck.objects.filter(gegenstand=f"fassung:{vorlage.fassungen.get().pk}").latest("pk").code,
        "pruefsumme": Datei.objects.earliest("pk").pruefsumme,
        "neufassung": 0,
        "von": 0,
        "bis": 1,
        "teil": "begruendung",
        "seite": 1,
        "nummer": 1,
        "unterlage_pk": Unterlage.objects.filter(top__teil=Teil.NICHTOEFFENTLICH).earliest("pk").pk,
        "akt": "vorlegen",
        "fuer": "intern",
        "einwendung_pk": Einwendung.objects.get().pk,
        "anlage_pk": Anlage.objects.filter(fassung__vorlage=vorlage).earliest("pk").pk,
        "top_pk": veroeffentlicht.tops.filter(teil=Teil.NICHTOEFFENTLICH).earliest("pk").pk,
        "mitzeichnung_pk": Mitzeichnung.objects.filter(fassung__vorlage=vorlage).exclude(gesehen="").earliest("pk").pk,
        "einladung_pk": veroeffentlicht.einladungen.earliest("pk").pk,
        "pk": vorlage.pk,
        # A link that was used, and one to nobody, look alike.
        "geheimnis": "abc-1234",
        "uid": "MQ",
        "token": "abc-1234",
    }
    if "bogen_pk" in namen:
        bogen = Bogen.objects.get()
        punkt = next(punkt for punkt in load_punkte(bogen) if not punkt.is_leer)
        werte |= {"bogen_pk": bogen.pk, "pk": bogen.sitzung_id, "top_pk": punkt.stelle.top}
    elif "mappe_pk" in namen:
        mappe = Mappe.objects.finished().get(fuer=Empfaenger.MITGLIEDER)
        werte |= {"mappe_pk": mappe.pk, "pk": mappe.sitzung_id}
    elif namen & {"top_pk", "unterlage_pk", "einladung_pk"} or namen == {"pk", "nummer"}:
        werte["pk"] = veroeffentlicht.pk
    elif weg.endswith(("/bestaetigen/", "/verwerfen/")):
        werte["pk"] = rat.vorlagen["eingelesen"].pk
    elif weg.endswith(("/annehmen/", "/nicht-annehmen/", "/zuruecknehmen/", "/quittung/")):
        werte["pk"] = rat.vorlagen["eingereicht"].pk
    elif weg.startswith("/sitzungen/"):
        werte["pk"] = (rat.sitzungen["unterzeichnet"] if "/niederschrift/" in weg else sitzung).pk
    elif weg.startswith("/bilder/"):
        werte["pruefsumme"] = vorlage.bilder.get().datei.pruefsumme
    else:
        werte["pk"] = {
            "textbausteine": Textbaustein.objects.filter(amt__isnull=True).earliest("pk").pk,
            "gremien": sitzung.gremium_id,
            **dict.fromkeys(("beschluesse", "bekanntgaben"), _find_geheimen(rat)),
        }.get(weg.split("/")[1], vorlage.pk)
    return {name: werte[name] for name in namen}


def _find_geheimen(rat: Rat) -> int:
    """Return the closed decision of the sitting that is over."""
    return rat.sitzungen["begonnen"].tops.get(teil=Teil.NICHTOEFFENTLICH).pk


def answers(rat: Rat) -> dict[str, tuple[int, ...]]:
    """Return what every address answers to every role."""
    muster = dict(sorted(iter_namen(), key=lambda paar: (paar[0], len(paar[1]))))
    ergebnis: dict[str, tuple[int, ...]] = {}
    for name, argumente in muster.items():
        weg = reverse(name, kwargs=dict.fromkeys(argumente, 1))
        adresse = reverse(name, kwargs=arguments_for(argumente, weg, rat))
        ergebnis[name] = tuple(_ask(rat, rolle, adresse) for rolle in ROLLEN)
    return ergebnis


def _ask(rat: Rat, rolle: str, adresse: str) -> int:
    client = Client()
    if konto := rat.konten[rolle]:
        client.force_login(konto)
    antwort = client.get(adresse)
    b"".join(antwort)  # An answer that nobody reads leaves its file open.
    return antwort.status_code


@pytest.mark.django_db
def test_every_address_answers_as_the_table_says() -> None:
    assert answers(build_rat()) == ZUGANG
