"""How often each list and page asks the database: a budget per address and reader, which may only get lower."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dokumente.models import Ausdruck
from gremien.models import Gremium
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.documents.vorlage import render_vorlage
from tests.ablauf.abfragen import BUDGET, ROLLEN, UEBER, WAECHST
from tests.bauten import (
    build_abstimmung,
    build_amt,
    build_anwesenheit,
    build_dezernat,
    build_eingereichte_fassung,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    build_veroeffentlichte_vorlage,
    iter_tops,
)
from tests.vorlagen.einlesebeispiele import formular
from vorlagen.actions.einlesen import import_text
from vorlagen.actions.textbausteine import keep_textbaustein
from vorlagen.enums import Entwurfsteil
from vorlagen.models import Textbaustein

GRENZE = 12
"""What no page should need for any reader."""


@dataclass
class Rat:
    konten: dict[str, Konto | None]
    adressen: dict[str, str]


def build_rat(anzahl: int) -> Rat:
    """Build a council in which every list and every page has as many rows of each kind."""
    gremium, dezernat = build_gremium(), build_dezernat()
    amt = build_amt(dezernat=dezernat)
    schreibend = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    konten: dict[str, Konto | None] = {
        "anonym": None,
        "mitglied": build_mitglied(gremium=gremium),
        "sachbearbeitung": schreibend,
        "dezernat": build_konto(rolle=Rolle.DEZERNAT, dezernat=dezernat),
        "sitzungsdienst": dienst,
        "administration": build_konto(superuser=True),
    }
    station = (gremium, None, True, True)
    weg = [(gremium, None, anzahl == 1, True)]
    weg += [(build_gremium(), None, zahl == anzahl, True) for zahl in range(2, anzahl + 1)]
    anlagen = [(f"Plan {zahl}", zahl % 2 == 0) for zahl in range(anzahl)]
    vorlagen = [
        build_veroeffentlichte_vorlage(schreibend, amt=amt, stationen=weg, anlagen=anlagen) for _ in range(anzahl)
    ]
    sitzung = build_veroeffentlichte_sitzung(
        gremium=gremium, begonnen=True, vorlagen=vorlagen, oeffentliche=0, nichtoeffentliche=anzahl
    )
    build_anwesenheit(sitzung, anwesend=anzahl + 2)
    for top in iter_tops(sitzung):
        build_abstimmung(top)
    kommende = [
        build_veroeffentlichte_sitzung(gremium=gremium, oeffentliche=anzahl, nichtoeffentliche=anzahl)
        for _ in range(anzahl)
    ]
    eingeladen = invite_sitzung(build_veroeffentlichte_sitzung(gremium=gremium), zugang=timezone.now(), konto=dienst)
    geplant = build_sitzung(gremium=gremium)
    for oeffentlich in [True, False] * anzahl:
        build_top(geplant, oeffentlich=oeffentlich)
    for zahl in range(anzahl):
        for teil, besitz in (("begruendung", amt), ("begruendung", None)):
            baustein = Textbaustein(name=f"Baustein {zahl}", amt=besitz, teil=teil, text="<p>Text.</p>")
            keep_textbaustein(baustein, konto=dienst)
        offene = build_freigegebene_vorlage(schreibend, amt=amt, stationen=[station])
        entwurf = build_entwurf(schreibend, amt=amt, stationen=weg)
        build_eingereichte_fassung(schreibend, amt=amt, stationen=[station], weitere=[build_konto(), build_konto()])
        import_text(formular().replace("BV/0546/2018", f"BV/{600 + zahl:04}/2018"), konto=dienst)
    render_vorlage(vorlagen[0].fassungen.get(), leser=AnonymousUser())
    adressen = dict(_iter_adressen(vorlagen[0].pk, entwurf.vorlage_id, sitzung.pk, geplant.pk, kommende[0].pk))
    adressen["vorlage_wegplan"] = reverse("vorlage_wegplan", args=[offene.pk])
    adressen |= _list_einladungen(eingeladen.pk, gremium)
    adressen["gremium"] = reverse("gremium", args=[gremium.pk])
    adressen["ausdruck"] = reverse("ausdruck", args=[Ausdruck.objects.latest("pk").code])
    return Rat(konten, adressen)


def _list_einladungen(eingeladen: int, gremium: Gremium) -> dict[str, str]:
    """Return the addresses around invitations, calendars and plans."""
    von, bis = timezone.localdate(), timezone.localdate() + timedelta(days=60)
    reihe = {"gremium": gremium.pk, "von": von, "bis": bis, "rhythmus": "wochen", "abstand": 1, "stelle": 1}
    return {
        "einladung": reverse("einladung", args=[eingeladen]),
        "einladungen": reverse("einladungen", args=[eingeladen]),
        "jahresplan, Tage": reverse("jahresplan", query=reihe | {"wochentag": 3, "zeit": "16:00"}),
        "sitzungen_monat": reverse("sitzungen_monat"),
        "nummern": reverse("nummern"),
        "konto_kalender": reverse("konto_kalender"),
        "kalender_ics": reverse("kalender_ics"),
        "gremium_ics": reverse("gremium_ics", args=[gremium.pk]),
    }


def _iter_adressen(vorlage: int, entwurf: int, begonnen: int, geplant: int, kommend: int) -> Iterator[tuple[str, str]]:
    yield "vorlage_neu_word", reverse("vorlage_neu_word")
    for name in ("start", "vorlagen", "sitzungen", "gremien", "schreibtisch", "sitzungsdienst", "vorlagen_eingelesen"):
        yield name, reverse(name)
    for name in ("konto_post", "passwort_vergessen"):
        yield name, reverse(name)
    for name in ("vorlage_neu", "textbausteine", "textbaustein_neu"):
        yield name, reverse(name)
    yield "textbausteine_auswahl", reverse("textbausteine_auswahl", args=["begruendung"])
    yield "vorlagen_aehnliche", reverse("vorlagen_aehnliche", query={"betreff": "Betreff"})
    yield "vorlage_neu, nach Vorbild", reverse("vorlage_neu", query={"nach": vorlage})
    yield "vorlagen, gesucht", reverse("vorlagen") + "?q=Betreff"
    yield "vorlage", reverse("vorlage", args=[vorlage])
    yield "vorlage_word", reverse("vorlage_word", args=[vorlage])
    yield "vorlage, Entwurf", reverse("vorlage", args=[entwurf])
    yield "vorlage_fassung", reverse("vorlage_fassung", args=[vorlage, 0])
    for name in ("vorlage_bearbeiten", "vorlage_einreichen"):
        yield name, reverse(name, args=[entwurf])
    for teil in Entwurfsteil:
        yield f"entwurf_teil, {teil.label}", reverse("entwurf_teil", args=[entwurf, teil.value])
    yield "vorlage_vorschau", reverse("vorlage_vorschau", args=[entwurf])
    yield "entwurf_staende", reverse("entwurf_staende", args=[entwurf, "begruendung"])
    yield "vorlage_gremienweg", reverse("vorlage_gremienweg", args=[vorlage])
    yield "vorlage_wegplan, Entwurf", reverse("vorlage_wegplan", args=[entwurf])
    yield "sitzung", reverse("sitzung", args=[begonnen])
    yield "niederschrift", reverse("niederschrift", args=[begonnen])
    yield "sitzung, kommende", reverse("sitzung", args=[kommend])
    for name in ("anwesenheit", "bogen", "mappe"):
        yield name, reverse(name, args=[begonnen])
    for name in ("tagesordnung", "tagesordnung_veroeffentlichen", "sitzung_bearbeiten"):
        yield name, reverse(name, args=[geplant])


def count_abfragen(rat: Rat) -> dict[str, tuple[int | None, ...]]:
    """Return for every page how often it asks for each reader; None where it is closed to them."""
    gezaehlt: dict[str, list[int | None]] = {name: [] for name in rat.adressen}
    for rolle in ROLLEN:
        client = Client()
        if konto := rat.konten[rolle]:
            client.force_login(konto)
        for name, adresse in rat.adressen.items():
            # Once before: what is asked once per process and session does not count.
            if client.get(adresse).status_code != 200:
                gezaehlt[name].append(None)
                continue
            with CaptureQueriesContext(connection) as abfragen:
                client.get(adresse)
            gezaehlt[name].append(len(abfragen))
    return {name: tuple(zahlen) for name, zahlen in gezaehlt.items()}


def describe(
    gezaehlt: dict[str, tuple[int | None, ...]], budget: dict[str, tuple[int | None, ...]], *, genau: bool = True
) -> list[str]:
    """Return a sentence for every page and reader that needs more than the table says; with ``genau`` also less."""
    return [
        f"{name}, {rolle}: {ist} statt {soll}. "
        + ("Bitte in tests/ablauf/abfragen.py senken." if (ist or 0) < (soll or 0) else "Mehr darf es nicht werden.")
        for name, zahlen in gezaehlt.items()
        for rolle, ist, soll in zip(ROLLEN, zahlen, budget[name], strict=True)
        if (ist or 0) > (soll or 0) or (ist is None) != (soll is None) or (genau and ist != soll)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("anzahl", [1, 3])
def test_every_page_keeps_to_its_budget(anzahl: int) -> None:
    budget = BUDGET if anzahl == 1 else BUDGET | WAECHST
    gezaehlt = count_abfragen(build_rat(anzahl))
    assert gezaehlt.keys() == budget.keys()
    # A paper that is settled at its one station has others to go at three, and its page asks less.
    assert describe(gezaehlt, budget, genau=anzahl == 1) == []


def test_a_page_over_its_budget_is_told_from_one_below() -> None:
    budget: dict[str, tuple[int | None, ...]] = {"a": (2, 2, 2, 2, 2, None)}
    assert describe({"a": (2, 3, 2, 1, 2, None)}, budget) == [
        "a, mitglied: 3 statt 2. Mehr darf es nicht werden.",
        "a, dezernat: 1 statt 2. Bitte in tests/ablauf/abfragen.py senken.",
    ]


def test_no_further_page_needs_more_than_the_limit() -> None:
    assert {name for name, zahlen in BUDGET.items() if max(zahl or 0 for zahl in zahlen) > GRENZE} == UEBER
    assert set(WAECHST) == {"vorlagen_eingelesen"}
