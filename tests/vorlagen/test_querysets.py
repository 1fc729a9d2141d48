"""Truth table of visibility: who sees what of papers of every class. There is always something that could leak."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from gremien.models import Amt, Gremium
from konten.enums import Rolle
from konten.models import Konto
from konten.rechte import Besucher
from tests.bauten import (
    assign_rolle,
    build_amt,
    build_anlage,
    build_entwurf,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_person,
    build_veroeffentlichte_sitzung,
    forget_rechte,
    release_fassung,
)
from tests.mitzeichnen import ask
from tests.schreiben import write_entwurf
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.models import Anlage, Beratung, Fassung, Mitzeichnung, Vorlage

pytestmark = pytest.mark.django_db

# The Fassungen of the world below, all of one office:
#   entwurf          a draft that was handed back
#   mitzeichnung     in co-signature
#   intern           released, non-public, on no agenda
#   freigegeben      released as public, not yet published
#   veroeffentlicht  public
#   zugestellt       non-public, delivered to the members of the body
#   fremd            non-public, delivered to the members of another body
#   zurueckgezogen   had been public
#   alt, neu         the public Fassung of a paper and the newer, not yet published one
OEFFENTLICH = {"veroeffentlicht", "alt"}
FREIGEGEBEN = OEFFENTLICH | {"intern", "freigegeben", "zugestellt", "fremd", "zurueckgezogen", "neu"}
EINGEREICHT = FREIGEGEBEN | {"mitzeichnung"}
ALLE = EINGEREICHT | {"entwurf"}

INTERN: dict[str, set[str]] = {
    "anonym": set(),
    "mitglied": {"zugestellt"},
    "mitglied des anderen Gremiums": {"fremd"},
    "ehemaliges Mitglied": set(),
    "Sachbearbeitung": ALLE,
    "Sachbearbeitung eines anderen Amtes": set(),
    "frühere Sachbearbeitung": set(),
    "Amtsleitung": ALLE,
    "Dezernat": EINGEREICHT,
    "anderes Dezernat": set(),
    "Oberbürgermeister": EINGEREICHT,
    "Sitzungsdienst": FREIGEGEBEN,
    "Schriftführung": {"zugestellt"},
    "Schriftführung des anderen Gremiums": {"fremd"},
    "mitzeichnende Person": {"mitzeichnung"},
    "Administration": ALLE,
    "gesperrte Sachbearbeitung": set(),
    "gesperrte Administration": set(),
    "Konto ohne Rolle": set(),
}
"""What each reader may read in full by office or seat; the public Fassungen come on top for everybody."""

GESCHLOSSEN = {"intern", "zugestellt", "fremd", "veroeffentlicht"}
"""Papers with a station in a closed part; that of "veroeffentlicht" belongs to the body."""

GESCHLOSSENE_STATIONEN: dict[str, set[str]] = {name: set() for name in INTERN} | {
    "mitglied": {"zugestellt", "veroeffentlicht"},
    "mitglied des anderen Gremiums": {"fremd"},
    "Sachbearbeitung": GESCHLOSSEN,
    "Amtsleitung": GESCHLOSSEN,
    "Dezernat": GESCHLOSSEN,
    "Oberbürgermeister": GESCHLOSSEN,
    "Sitzungsdienst": GESCHLOSSEN,
    "Schriftführung": {"zugestellt", "veroeffentlicht"},
    "Schriftführung des anderen Gremiums": {"fremd"},
    "Administration": GESCHLOSSEN,
}

VOM_DEZERNAT = {"freigegeben", "veroeffentlicht", "zugestellt", "fremd", "zurueckgezogen", "alt", "neu"}
"""Released after the Dezernat had a head: its release is a co-signature, too."""
MITZEICHNUNGEN: dict[str, set[str]] = {name: set() for name in INTERN} | {
    "Sachbearbeitung": {"entwurf", "mitzeichnung"} | VOM_DEZERNAT,
    "Amtsleitung": {"entwurf", "mitzeichnung"} | VOM_DEZERNAT,
    "Dezernat": {"mitzeichnung"} | VOM_DEZERNAT,
    "Oberbürgermeister": {"mitzeichnung"} | VOM_DEZERNAT,
    "mitzeichnende Person": {"entwurf", "mitzeichnung"},
    "Administration": {"entwurf", "mitzeichnung"} | VOM_DEZERNAT,
}


@dataclass
class Welt:
    """Every class of paper and every kind of reader."""

    fassungen: dict[str, Fassung] = field(default_factory=dict)
    leser: dict[str, Besucher] = field(default_factory=dict)

    def name_of(self, pk: int) -> str:
        return next(name for name, fassung in self.fassungen.items() if fassung.pk == pk)

    def look(self, lesen: Callable[[Besucher], set[str]]) -> dict[str, set[str]]:
        return {name: lesen(leser) for name, leser in self.leser.items()}


@pytest.fixture
def welt() -> Welt:
    welt = Welt()
    amt, gremium, anderes = build_amt(), build_gremium(), build_gremium()
    mitzeichner = build_konto(person=build_person())
    _build_papiere(welt, _Vorgaben(amt=amt, gremium=gremium, anderes=anderes, mitzeichner=mitzeichner))
    gestern = timezone.localdate() - timedelta(days=1)
    frueher = build_konto()
    assign_rolle(frueher, Rolle.SACHBEARBEITUNG, amt=amt, bis=gestern)
    welt.leser = {
        "anonym": AnonymousUser(),
        "mitglied": build_mitglied(gremium=gremium),
        "mitglied des anderen Gremiums": build_mitglied(gremium=anderes),
        "ehemaliges Mitglied": build_mitglied(gremium=gremium, bis=gestern),
        "Sachbearbeitung": build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt),
        "Sachbearbeitung eines anderen Amtes": build_konto(rolle=Rolle.SACHBEARBEITUNG),
        "frühere Sachbearbeitung": frueher,
        "Amtsleitung": build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt),
        "Dezernat": build_konto(rolle=Rolle.DEZERNAT, dezernat=amt.dezernat),
        "anderes Dezernat": build_konto(rolle=Rolle.DEZERNAT),
        "Oberbürgermeister": build_konto(rolle=Rolle.OBERBUERGERMEISTER),
        "Sitzungsdienst": build_konto(rolle=Rolle.SITZUNGSDIENST),
        "Schriftführung": build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=gremium),
        "Schriftführung des anderen Gremiums": build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=anderes),
        "mitzeichnende Person": forget_rechte(mitzeichner),
        "Administration": build_konto(superuser=True),
        "gesperrte Sachbearbeitung": build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt, is_active=False),
        "gesperrte Administration": build_konto(superuser=True, is_active=False),
        "Konto ohne Rolle": build_konto(),
    }
    return welt


@dataclass
class _Vorgaben:
    amt: Amt
    gremium: Gremium
    anderes: Gremium
    mitzeichner: Konto


def _build_papiere(welt: Welt, vorgaben: _Vorgaben) -> None:
    sonst, gremium = build_gremium(), vorgaben.gremium
    offen, zu = [(sonst, None, True, True)], [(sonst, None, True, False)]
    wege = {
        "entwurf": offen,
        "mitzeichnung": offen,
        "intern": zu,
        "freigegeben": offen,
        "veroeffentlicht": [*offen, (gremium, None, False, False)],
        "zugestellt": [(gremium, None, True, False)],
        "fremd": [(vorgaben.anderes, None, True, False)],
        "zurueckgezogen": offen,
        "alt": offen,
    }
    for name, weg in wege.items():
        fassung = build_entwurf(amt=vorgaben.amt, stationen=weg, oeffentlich=weg[0][3])
        build_anlage(fassung, titel="offen", oeffentlich=True)
        build_anlage(fassung, titel="vertraulich", oeffentlich=False)
        assert fassung.verfasser is not None
        weitere = [vorgaben.mitzeichner] if name in ("entwurf", "mitzeichnung") else []
        fassung = submit_vorlage(
            fassung,
            konto=fassung.verfasser,
            wuensche=[ask(einer) for einer in weitere],
            grund="Beteiligung des Gremiums.",
        )
        if name not in ("entwurf", "mitzeichnung"):
            fassung = release_fassung(fassung, grund="Beteiligung des Gremiums.")
        welt.fassungen[name] = fassung
    _bring_weiter(welt, vorgaben)


def _bring_weiter(welt: Welt, vorgaben: _Vorgaben) -> None:
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    countersign_vorlage(
        welt.fassungen["entwurf"],
        konto=vorgaben.mitzeichner,
        ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN,
        bemerkung="Kosten fehlen.",
    )
    for name in ("veroeffentlicht", "zurueckgezogen", "alt"):
        publish_vorlage(welt.fassungen[name], konto=konto)
    for name, gremium in (("zugestellt", vorgaben.gremium), ("fremd", vorgaben.anderes)):
        vorlage = Vorlage.objects.get(pk=welt.fassungen[name].vorlage_id)
        build_veroeffentlichte_sitzung(gremium=gremium, vorlagen=[vorlage], oeffentliche=0, nichtoeffentliche=0)
    withdraw_vorlage(welt.fassungen["zurueckgezogen"].vorlage, konto=konto, grund="Überholt.")
    neu = build_neufassung(welt.fassungen["alt"].vorlage)
    neu.anlagen.filter(titel="offen").update(oeffentlich=True)
    welt.fassungen["neu"] = release_fassung(neu)


def papier_of(fassung: str) -> str:
    """Return the paper a Fassung of the world belongs to; only "neu" shares one."""
    return "alt" if fassung == "neu" else fassung


def test_fassung(welt: Welt) -> None:
    def lesen(leser: Besucher) -> set[str]:
        return {welt.name_of(fassung.pk) for fassung in Fassung.objects.visible_to(leser)}

    assert welt.look(lesen) == {name: OEFFENTLICH | intern for name, intern in INTERN.items()}


def test_fassung_internal(welt: Welt) -> None:
    def lesen(leser: Besucher) -> set[str]:
        return {welt.name_of(fassung.pk) for fassung in Fassung.objects.internal_to(leser)}

    assert welt.look(lesen) == INTERN


def test_vorlage(welt: Welt) -> None:
    def lesen(leser: Besucher) -> set[str]:
        sichtbar = set(Vorlage.objects.visible_to(leser).values_list("pk", flat=True))
        return {name for name, fassung in welt.fassungen.items() if fassung.vorlage_id in sichtbar}

    # A paper is seen as a whole or not at all, so its older and newer Fassung come together here.
    assert welt.look(lesen) == {name: OEFFENTLICH | {"neu"} | intern for name, intern in INTERN.items()}


def test_which_fassung_a_page_shows(welt: Welt) -> None:
    vorlage = welt.fassungen["alt"].vorlage_id

    def lesen(leser: Besucher) -> set[str]:
        gelesen = Vorlage.objects.with_fassung_for(leser).get(pk=vorlage)
        return {welt.name_of(gelesen.sichtbare_fassungen[0].pk)}  # type: ignore[attr-defined]

    assert welt.look(lesen) == {name: {"neu"} if "neu" in intern else {"alt"} for name, intern in INTERN.items()}


def test_withdrawn_papers_that_had_been_public_may_be_named(welt: Welt) -> None:
    assert [v.pk for v in Vorlage.objects.withdrawn_from_public()] == [welt.fassungen["zurueckgezogen"].vorlage_id]


def test_search_finds_nothing_that_is_not_readable(welt: Welt) -> None:
    fassung = welt.fassungen["neu"]
    vorlage = fassung.vorlage

    def lesen(leser: Besucher) -> set[str]:
        return {str(v.pk) for v in Vorlage.objects.search(f"{vorlage.nummer}/1", leser)}

    erwartet = {name: {str(vorlage.pk)} if "neu" in intern else set() for name, intern in INTERN.items()}
    assert welt.look(lesen) == erwartet


def test_anlage(welt: Welt) -> None:
    def lesen(leser: Besucher) -> set[str]:
        return {f"{welt.name_of(a.fassung_id)}: {a.titel}" for a in Anlage.objects.visible_to(leser)}

    assert welt.look(lesen) == {
        name: {f"{fassung}: offen" for fassung in OEFFENTLICH | intern}
        | {f"{fassung}: vertraulich" for fassung in intern}
        for name, intern in INTERN.items()
    }


def test_beratung(welt: Welt) -> None:
    papiere = {fassung.vorlage_id: papier_of(name) for name, fassung in welt.fassungen.items()}

    def lesen(leser: Besucher) -> set[str]:
        return {
            f"{papiere[b.vorlage_id]}: {'öffentlich' if b.oeffentlich else 'nichtöffentlich'}"
            for b in Beratung.objects.visible_to(leser)
        }

    nur_geschlossen = GESCHLOSSEN - {"veroeffentlicht"}
    assert welt.look(lesen) == {
        name: {f"{papier_of(fassung)}: öffentlich" for fassung in (OEFFENTLICH | intern) - nur_geschlossen}
        | {f"{papier}: nichtöffentlich" for papier in GESCHLOSSENE_STATIONEN[name]}
        for name, intern in INTERN.items()
    }


def test_mitzeichnung(welt: Welt) -> None:
    def lesen(leser: Besucher) -> set[str]:
        return {welt.name_of(m.fassung_id) for m in Mitzeichnung.objects.visible_to(leser)}

    assert welt.look(lesen) == MITZEICHNUNGEN


def test_only_the_person_asked_has_a_cosignature_waiting(welt: Welt) -> None:
    def lesen(leser: Besucher) -> set[str]:
        return {welt.name_of(m.fassung_id) for m in Mitzeichnung.objects.waiting_for(leser)}

    erwartet = {name: set[str]() for name in INTERN} | {"mitzeichnende Person": {"mitzeichnung"}}
    assert welt.look(lesen) == erwartet


def test_who_co_signs_sees_what_they_are_asked_about_and_never_later_drafts() -> None:
    """Two are asked, one returns; the second round asks only one of them; then the paper is released."""
    gefragt, weitere = (build_konto(person=build_person()) for _ in range(2))
    fassung = build_entwurf()
    assert fassung.verfasser is not None

    def sehen() -> tuple[bool, bool]:
        gleiche = Fassung.objects.filter(pk=fassung.pk)
        return tuple(  # type: ignore[return-value]
            gleiche.internal_to(Konto.objects.get(pk=konto.pk)).exists() for konto in (gefragt, weitere)
        )

    assert sehen() == (False, False)
    submit_vorlage(fassung, konto=fassung.verfasser, wuensche=[ask(gefragt), ask(weitere)])
    assert sehen() == (True, True)
    countersign_vorlage(fassung, konto=gefragt, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)
    assert sehen() == (True, True)
    countersign_vorlage(
        fassung, konto=weitere, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung="Kosten fehlen."
    )
    assert sehen() == (False, False)
    verfasser = fassung.verfasser
    fassung = write_entwurf(fassung, konto=verfasser, betreff="Mit Kosten")
    submit_vorlage(fassung, konto=verfasser, wuensche=[ask(gefragt)])
    assert sehen() == (True, False)
    countersign_vorlage(fassung, konto=gefragt, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)
    assert sehen() == (True, False)
    release_fassung(Fassung.objects.get(pk=fassung.pk))
    assert sehen() == (True, True)


def test_a_seat_that_ended_counts_no_longer_from_the_next_request_on(welt: Welt) -> None:
    mitglied = welt.leser["mitglied"]
    assert isinstance(mitglied, Konto)
    assert mitglied.person is not None
    mitglied.person.mitgliedschaften.update(bis=timezone.localdate() - timedelta(days=1))

    naechste_anfrage = Konto.objects.get(pk=mitglied.pk)

    assert not Fassung.objects.internal_to(naechste_anfrage).exists()
