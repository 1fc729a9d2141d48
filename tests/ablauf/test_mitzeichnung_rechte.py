"""Who may what with a paper in co-signature: every person in every state with every kind of deputy, against six rules.

The expected answer is stated here anew, in the words of the office; it shares nothing with the product's filters.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from gremien.rules.befund import VorgangGesperrt
from konten.actions.rollen import end_rolle
from konten.enums import Rolle
from konten.models import Abwesenheit, Konto
from konten.rechte import Besucher
from tests.bauten import build_amt, build_dezernat, build_entwurf, build_konto, build_mitglied, build_person
from tests.mitzeichnen import ask
from tests.schreiben import write_entwurf
from vorlagen.actions.bearbeitung import EntwurfUeberholt
from vorlagen.actions.freigabe import release_vorlage, return_vorlage
from vorlagen.actions.mitzeichnung import countersign_vorlage, retract_vorlage, submit_vorlage
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.models import Fassung
from vorlagen.permissions import (
    may_countersign_vorlage,
    may_edit_vorlage,
    may_release_vorlage,
    may_retract_vorlage,
)

pytestmark = pytest.mark.django_db
JA, ZURUECK = Mitzeichnungsergebnis.ZUGESTIMMT, Mitzeichnungsergebnis.ZURUECKGEGEBEN

STAENDE = ("Entwurf", "Schritt 1", "Schritt 2", "Schritt 3", "zurückgegeben", "freigegeben")
VERTRETUNGEN = ("keine", "heute", "vorbei", "durch den Verfasser")
LEITUNGEN = {"Amtsleitung": "Schritt 1", "andere Amtsleitung": "Schritt 2", "Dezernat": "Schritt 3"}
"""Who heads what is asked in which step."""
PERSONEN = (
    *LEITUNGEN,
    *(f"Vertretung: {leitung}" for leitung in LEITUNGEN),
    "ehemalige Amtsleitung",
    "Verfasser",
    "Mitverfasser",
    "unbeteiligte Amtsleitung",
    "unbeteiligtes Dezernat",
    "Oberbürgermeister",
    "Sitzungsdienst",
    "Mitglied",
    "niemand",
    "ohne Anmeldung",
)
AKTE = ("sehen", "bearbeiten", "mitzeichnen", "zurückgeben", "zurückholen", "freigeben")

IM_AMT = {"Amtsleitung", "Verfasser", "Mitverfasser"}
SCHREIBEND = {"Verfasser", "Mitverfasser"}
FREIGEBEND = {"Dezernat", "Oberbürgermeister"}
OFFEN = {"Schritt 1", "Schritt 2", "Schritt 3"}


# --- the six rules


def is_gefragt(wer: str, stand: str, vertretung: str) -> bool:
    """Whoever heads the office whose step it is, or stands in for them today."""
    if wer.startswith("Vertretung: "):
        return vertretung == "heute" and LEITUNGEN[wer.removeprefix("Vertretung: ")] == stand
    if wer == "Verfasser":
        return vertretung == "durch den Verfasser" and stand in OFFEN
    return LEITUNGEN.get(wer) == stand


def may_see(wer: str, stand: str, vertretung: str) -> bool:
    """The Amt always; Dezernat and OB once handed in; an office from its step on; a deputy while it is open."""
    if wer in IM_AMT or is_gefragt(wer, stand, vertretung):
        return True
    if wer in FREIGEBEND:
        return stand in OFFEN | {"freigegeben"}
    if wer == "andere Amtsleitung":
        return stand in {"Schritt 2", "Schritt 3", "freigegeben"}
    return wer == "Sitzungsdienst" and stand == "freigegeben"


REGELN: dict[str, Callable[[str, str, str], bool]] = {
    "sehen": may_see,
    "bearbeiten": lambda wer, stand, vertretung: wer in IM_AMT and stand in {"Entwurf", "zurückgegeben"},
    "mitzeichnen": lambda wer, stand, vertretung: is_gefragt(wer, stand, vertretung) and wer not in SCHREIBEND,
    "zurückgeben": lambda wer, stand, vertretung: (
        is_gefragt(wer, stand, vertretung) or (wer in FREIGEBEND and stand in OFFEN)
    ),
    "zurückholen": lambda wer, stand, vertretung: wer in IM_AMT and stand in OFFEN,
    "freigeben": lambda wer, stand, vertretung: wer in FREIGEBEND and stand == "Schritt 3",
}


# --- the house in which they are tried


def build_haus(stand: str, vertretung: str) -> tuple[Fassung, dict[str, Besucher]]:
    """Build a paper in this state, with everybody who could have to do with it."""
    dezernat = build_dezernat()
    amt = build_amt(dezernat=dezernat)
    ehemalige = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    end_rolle(ehemalige.rollenzuweisungen.get(), konto=None)
    konten: dict[str, Konto] = {
        "Amtsleitung": build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt),
        "andere Amtsleitung": build_konto(rolle=Rolle.AMTSLEITUNG),
        "Dezernat": build_konto(rolle=Rolle.DEZERNAT, dezernat=dezernat),
        "ehemalige Amtsleitung": ehemalige,
        "Verfasser": build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt),
        "Mitverfasser": build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt),
        "unbeteiligte Amtsleitung": build_konto(rolle=Rolle.AMTSLEITUNG),
        "unbeteiligtes Dezernat": build_konto(rolle=Rolle.DEZERNAT),
        "Oberbürgermeister": build_konto(rolle=Rolle.OBERBUERGERMEISTER),
        "Sitzungsdienst": build_konto(rolle=Rolle.SITZUNGSDIENST),
        "Mitglied": build_mitglied(),
        "niemand": build_konto(person=build_person()),
    }
    for leitung in LEITUNGEN:
        konten[f"Vertretung: {leitung}"] = build_konto(rolle=Rolle.SACHBEARBEITUNG)
    fassung = bring_to(stand, konten, build_entwurf(konten["Verfasser"], amt=amt, oeffentlich=False))
    enter_vertretungen(vertretung, konten)
    return fassung, {**konten, "ohne Anmeldung": AnonymousUser()}


def bring_to(stand: str, konten: dict[str, Konto], fassung: Fassung) -> Fassung:
    """Bring the draft there through the acts."""
    for name in SCHREIBEND:
        fassung = write_entwurf(fassung, konto=konten[name], begruendung=f"<p>Von {name}.</p>")
    if stand == "Entwurf":
        return fassung
    wuensche = [ask(konten["andere Amtsleitung"], schritt=2)]
    fassung = submit_vorlage(fassung, konto=konten["Verfasser"], wuensche=wuensche)
    schritte = list(LEITUNGEN.values())
    bis = schritte.index(stand) if stand in schritte else 2
    for name in list(LEITUNGEN)[:bis]:
        ergebnis = ZURUECK if stand == "zurückgegeben" and name == "andere Amtsleitung" else JA
        countersign_vorlage(fassung, konto=konten[name], ergebnis=ergebnis, bemerkung="Bemerkung")
    if stand == "freigegeben":
        release_vorlage(fassung, konto=konten["Dezernat"])
    return Fassung.objects.get(pk=fassung.pk)


def enter_vertretungen(vertretung: str, konten: dict[str, Konto]) -> None:
    """Let all three heads be away; not by the act, which refuses what is over."""
    if vertretung == "keine":
        return
    heute = timezone.localdate()
    ende = heute - timedelta(days=1) if vertretung == "vorbei" else heute
    for leitung in LEITUNGEN:
        wer = "Verfasser" if vertretung == "durch den Verfasser" else f"Vertretung: {leitung}"
        Abwesenheit.objects.create(
            konto=konten[leitung], vertretung=konten[wer], von=ende - timedelta(days=2), bis=ende
        )


# --- what really happens


def sees(fassung: Fassung, besucher: Besucher) -> bool:
    return Fassung.objects.visible_to(besucher).filter(pk=fassung.pk).exists()


def edits(fassung: Fassung, konto: Konto) -> bool:
    return may_edit_vorlage(konto, fassung) and passes(
        lambda: write_entwurf(fassung, konto=konto, begruendung="<p>Anders.</p>")
    )


def signs(fassung: Fassung, konto: Konto) -> bool:
    gefragt = may_countersign_vorlage(konto, fassung)
    gelungen = passes(lambda: countersign_vorlage(fassung, konto=konto, ergebnis=JA))
    assert not (gelungen and not gefragt)
    return gelungen


def hands_back(fassung: Fassung, konto: Konto) -> bool:
    if passes(lambda: countersign_vorlage(fassung, konto=konto, ergebnis=ZURUECK, bemerkung="So nicht.")):
        return True
    return may_release_vorlage(konto, fassung) and passes(
        lambda: return_vorlage(fassung, konto=konto, bemerkung="So nicht.")
    )


def takes_back(fassung: Fassung, konto: Konto) -> bool:
    return may_retract_vorlage(konto, fassung) and passes(lambda: retract_vorlage(fassung, konto=konto, grund="Neu"))


def releases(fassung: Fassung, konto: Konto) -> bool:
    return may_release_vorlage(konto, fassung) and passes(lambda: release_vorlage(fassung, konto=konto))


VERSUCHE: dict[str, Callable[[Fassung, Konto], bool]] = {
    "bearbeiten": edits,
    "mitzeichnen": signs,
    "zurückgeben": hands_back,
    "zurückholen": takes_back,
    "freigeben": releases,
}


class Zuruecknehmen(Exception):
    """Ends a trial; nothing of it stays."""


def passes(act: Callable[[], object]) -> bool:
    """Return whether the act passes; what it wrote is taken back."""
    gelungen = False
    with suppress(Zuruecknehmen, VorgangGesperrt, EntwurfUeberholt), transaction.atomic():
        act()
        gelungen = True
        raise Zuruecknehmen
    return gelungen


def tries(akt: str, fassung: Fassung, besucher: Besucher) -> bool:
    """Return whether this person can do it; for whoever is not logged in the house has only the door."""
    if akt == "sehen":
        return sees(fassung, besucher)
    if not isinstance(besucher, Konto):
        return False
    return VERSUCHE[akt](Fassung.objects.get(pk=fassung.pk), Konto.objects.get(pk=besucher.pk))


@pytest.mark.parametrize("vertretung", VERTRETUNGEN)
@pytest.mark.parametrize("stand", STAENDE)
def test_everybody_may_what_the_rules_say_and_nothing_else(stand: str, vertretung: str) -> None:
    fassung, wer = build_haus(stand, vertretung)
    assert set(wer) == set(PERSONEN)
    wirklich = {(name, akt): tries(akt, fassung, wer[name]) for name in PERSONEN for akt in AKTE}
    erwartet = {(name, akt): REGELN[akt](name, stand, vertretung) for name in PERSONEN for akt in AKTE}
    falsch = {was: ist for was, ist in wirklich.items() if ist != erwartet[was]}
    assert falsch == {}


def test_the_rules_allow_and_refuse_each_act_to_somebody() -> None:
    """A table that says no everywhere would agree with a house in which nothing works."""
    faelle = [(name, stand, v) for name in PERSONEN for stand in STAENDE for v in VERTRETUNGEN]
    erlaubt = {akt: sum(REGELN[akt](*fall) for fall in faelle) for akt in AKTE}
    assert (len(faelle), erlaubt) == (
        384,
        {
            "sehen": 123,
            "bearbeiten": 24,
            "mitzeichnen": 15,
            "zurückgeben": 38,
            "zurückholen": 36,
            "freigeben": 8,
        },
    )
