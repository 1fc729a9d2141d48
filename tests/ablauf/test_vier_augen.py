"""Nobody alone: act × what one had to do with the paper × login × role, every combination, through the real acts.

The table says who is refused; everything else follows from it. Each state is built once, each attempt is undone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from gremien.rules.befund import VorgangGesperrt
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.tagesordnung import place_top, publish_tagesordnung, revise_top
from sitzungen.actions.vorschlag import propose_tagesordnung
from sitzungen.enums import Mehrheitsart, Teil
from sitzungen.models import Sitzung
from sitzungen.permissions import may_edit_tagesordnung
from tests.bauten import (
    GRUND,
    assign_rolle,
    build_amt,
    build_gremium,
    build_konto,
    build_pdf,
    build_person,
    build_sitzung,
    forget_rechte,
    release_fassung,
)
from tests.mitzeichnen import ask
from tests.schreiben import write_entwurf
from tests.vorlagen.einlesebeispiele import NICHTOEFFENTLICHE_STATION, formular
from tests.zweite_person import confirm_fassung
from vorlagen.actions.bearbeitung import attach_datei
from vorlagen.actions.einlesen import import_text
from vorlagen.actions.einlesen_bestaetigung import confirm_einlesung
from vorlagen.actions.entwurf import begin_vorlage, supersede_vorlage
from vorlagen.actions.freigabe import release_vorlage
from vorlagen.actions.gremienweg import Stationsplan, list_offene, to_plan
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.actions.oeffnung import propose_oeffnung
from vorlagen.actions.planung import plan_gremienweg
from vorlagen.actions.veroeffentlichung import propose_veroeffentlichung, publish_vorlage
from vorlagen.enums import Mitzeichnungsergebnis, Vorlagenart
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.permissions import (
    may_confirm_einlesung,
    may_countersign_vorlage,
    may_plan_gremienweg,
    may_publish_vorlage,
    may_release_vorlage,
)

pytestmark = pytest.mark.django_db

ROLLEN = (*Rolle, "administration", "keine")
KONTEN = ("dasselbe Konto", "zweites Konto derselben Person", "anderes Konto")

ERSTE_AM_ENTWURF = frozenset({"angelegt", "Text", "Anlage", "eingereicht"})
"""What makes somebody the first pair of eyes of a draft; signing or releasing it does not."""
AM_ENTWURF = (*sorted(ERSTE_AM_ENTWURF), "mitgezeichnet", "zurückgegeben", "nichts")


def einer(person: str, gemeint: str, konto: Konto) -> Konto:
    """Return ``konto`` if it is its part, else somebody who has nothing to do with it."""
    return konto if person == gemeint else build_konto(person=build_person())


def write(fassung: Fassung, konto: Konto, *, stationen: list[Stationsplan] | None, oeffentlich: bool) -> Fassung:
    return write_entwurf(
        fassung,
        konto=konto,
        art=Vorlagenart.BV,
        stationen=stationen,
        betreff="Sanierung",
        begruendung="<p>Weil.</p>",
        beschlussentwurf="<p>Der Stadtrat stimmt zu.</p>",
        oeffentlich=oeffentlich,
        nichtoeffentlich_grund="" if oeffentlich else GRUND,
    )


def hand_in(
    fassung: Fassung,
    was: str,
    konto: Konto,
    *,
    oeffentlich: bool = True,
    station_oeffentlich: bool | None = None,
    neu: bool = False,
) -> Fassung:
    """Bring a draft through co-signature, ``konto`` doing ``was``, everything else done by others."""
    offen = oeffentlich if station_oeffentlich is None else station_oeffentlich
    plan = Stationsplan(
        build_gremium(), None, entscheidend=True, oeffentlich=offen, nichtoeffentlich_grund="" if offen else GRUND
    )
    fassung = write(fassung, einer("Text", was, konto), stationen=None if neu else [plan], oeffentlich=oeffentlich)
    upload = SimpleUploadedFile("plan.pdf", build_pdf(), content_type="application/pdf")
    attach_datei(fassung, upload, konto=einer("Anlage", was, konto))
    fassung = Fassung.objects.get(pk=fassung.pk)
    einreichend = einer("eingereicht", was, konto)
    for antwort in ("zurückgegeben", "mitgezeichnet"):
        mitzeichnend = einer(antwort, was, konto)
        fassung = submit_vorlage(fassung, konto=einreichend, wuensche=[ask(mitzeichnend)])
        ergebnis = Mitzeichnungsergebnis.ZUGESTIMMT
        if antwort == "zurückgegeben":
            ergebnis = Mitzeichnungsergebnis.ZURUECKGEGEBEN
        countersign_vorlage(fassung, konto=mitzeichnend, ergebnis=ergebnis, bemerkung="Kosten fehlen.")
        fassung = Fassung.objects.get(pk=fassung.pk)
    return fassung


def begin(was: str, konto: Konto) -> Fassung:
    return begin_vorlage(konto=einer("angelegt", was, konto), amt=build_amt())


def draft(was: str, konto: Konto) -> Fassung:
    return hand_in(begin(was, konto), was, konto)


def redraft(was: str, konto: Konto) -> Fassung:
    """Build a Neufassung in co-signature; ``konto`` had its part in the Fassung before."""
    alt = draft(was, konto)
    alt = release_vorlage(alt, konto=einer("freigegeben", was, konto))
    neu = supersede_vorlage(alt.vorlage, konto=einer("neu gefasst", was, konto))
    Fassung.objects.filter(pk=neu.pk).update(neufassung_grund="Nach der Beratung geändert")
    return hand_in(neu, "", konto, neu=True)


def asked(was: str, konto: Konto) -> Fassung:
    return redraft("Text", konto) if was == "übernommen" else draft(was, konto)


def ask_and_may_countersign(konto: Konto, fassung: Fassung) -> bool:
    """Ask past the act that leaves out whoever wrote: what counts here is the answer."""
    Mitzeichnung.objects.create(fassung=fassung, konto=konto, erbeten_am=timezone.now())
    return may_countersign_vorlage(konto, fassung)


def imported(was: str, konto: Konto) -> Fassung:
    return import_text(formular(), konto=einer("eingelesen", was, konto))


def closed(was: str, konto: Konto) -> Fassung:
    """Build a released non-public paper that was proposed to be made public."""
    fassung = hand_in(begin(was, konto), was, konto, oeffentlich=False)
    fassung = release_vorlage(fassung, konto=einer("freigegeben", was, konto))
    propose_veroeffentlichung(fassung, konto=einer("vorgeschlagen", was, konto), grund="Verkauft")
    return fassung


def closed_station(was: str, konto: Konto) -> Fassung:
    """Build a public paper whose station is closed and was proposed to be public."""
    fassung = hand_in(begin(was, konto), was, konto, station_oeffentlich=False)
    fassung = release_vorlage(fassung, konto=einer("freigegeben", was, konto))
    plaene = plan_offen(fassung)
    propose_oeffnung(fassung.vorlage, plaene, konto=einer("vorgeschlagen", was, konto), grund="Kein Personal")
    return fassung


def plan_offen(fassung: Fassung) -> list[Stationsplan]:
    plaene = map(to_plan, list_offene(fassung.vorlage))
    return [replace(plan, oeffentlich=True, nichtoeffentlich_grund="") for plan in plaene]


def open_stationen(fassung: Fassung, konto: Konto) -> object:
    return plan_gremienweg(fassung.vorlage, plan_offen(fassung), konto=konto)


def closed_import(was: str, konto: Konto) -> Fassung:
    fassung = import_text(formular(NICHTOEFFENTLICHE_STATION), konto=einer("eingelesen", was, konto))
    fassung = confirm_einlesung(fassung, konto=einer("bestätigt", was, konto))
    propose_veroeffentlichung(fassung, konto=einer("vorgeschlagen", was, konto), grund="Verkauft")
    return fassung


def opened(was: str, konto: Konto) -> Fassung:
    fassung = release_fassung(draft(was, konto), konto=einer("freigegeben", was, konto))
    return Fassung.objects.get(pk=fassung.pk)


def agenda(was: str, konto: Konto) -> Sitzung:
    """Build an agenda with one plain item, written by one and perhaps reworded by another."""
    sitzung = build_sitzung()
    top = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Berichte", konto=einer("geschrieben", was, konto))
    if was in ("umgeschrieben", "zuerst geschrieben"):
        schreibend = einer("umgeschrieben", was, konto)
        revise_top(top, konto=schreibend, betreff="Bericht", oberbegriff="", mehrheit=Mehrheitsart.EINFACH)
    if was == "vorgelegt":
        propose_tagesordnung(sitzung, konto=konto)
    return sitzung


@dataclass(frozen=True)
class Regel:
    """One act: how its object is built, who may by role, and what makes somebody the first pair of eyes."""

    build: Callable[[str, Konto], Any]
    mitwirkung: tuple[str, ...]
    erste: frozenset[str]
    rollen: frozenset[str]
    may: Callable[[Konto, Any], bool]
    act: Callable[[Any, Konto], object]


DIENST = frozenset({Rolle.SITZUNGSDIENST.value})
FREIGEBEND = frozenset({Rolle.DEZERNAT.value, Rolle.OBERBUERGERMEISTER.value})

REGELN: dict[str, Regel] = {
    "mitzeichnen": Regel(
        asked,
        (*AM_ENTWURF, "übernommen"),
        frozenset({"angelegt", "Text", "Anlage", "übernommen"}),
        frozenset(map(str, ROLLEN)),
        ask_and_may_countersign,
        lambda f, k: countersign_vorlage(f, konto=k, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT),
    ),
    "freigeben": Regel(
        draft, AM_ENTWURF, ERSTE_AM_ENTWURF, FREIGEBEND, may_release_vorlage, lambda f, k: release_vorlage(f, konto=k)
    ),
    "Neufassung freigeben": Regel(
        redraft,
        (*AM_ENTWURF, "freigegeben", "neu gefasst"),
        ERSTE_AM_ENTWURF | {"neu gefasst"},
        FREIGEBEND,
        may_release_vorlage,
        lambda f, k: release_vorlage(f, konto=k),
    ),
    "Einlesen bestätigen": Regel(
        imported,
        ("eingelesen", "nichts"),
        frozenset({"eingelesen"}),
        DIENST | {"administration"},
        may_confirm_einlesung,
        lambda f, k: confirm_einlesung(f, konto=k),
    ),
    "Nichtöffentliches veröffentlichen": Regel(
        closed,
        (*AM_ENTWURF, "freigegeben", "vorgeschlagen"),
        ERSTE_AM_ENTWURF | {"vorgeschlagen"},
        DIENST,
        may_publish_vorlage,
        lambda f, k: publish_vorlage(f, konto=k),
    ),
    "Nichtöffentliches Eingelesenes veröffentlichen": Regel(
        closed_import,
        ("eingelesen", "bestätigt", "vorgeschlagen", "nichts"),
        frozenset({"eingelesen", "vorgeschlagen"}),
        DIENST,
        may_publish_vorlage,
        lambda f, k: publish_vorlage(f, konto=k),
    ),
    "nichtöffentliche Station öffentlich machen": Regel(
        closed_station,
        (*AM_ENTWURF, "freigegeben", "vorgeschlagen"),
        ERSTE_AM_ENTWURF | {"vorgeschlagen"},
        DIENST,
        lambda k, f: may_plan_gremienweg(k, f.vorlage),
        open_stationen,
    ),
    "öffentlich Freigegebenes veröffentlichen": Regel(
        opened,
        ("Text", "freigegeben", "nichts"),
        frozenset(),
        DIENST,
        may_publish_vorlage,
        lambda f, k: publish_vorlage(f, konto=k),
    ),
    "Tagesordnung veröffentlichen": Regel(
        agenda,
        ("geschrieben", "zuerst geschrieben", "umgeschrieben", "vorgelegt", "nichts"),
        frozenset({"geschrieben", "umgeschrieben"}),
        DIENST,
        may_edit_tagesordnung,
        lambda s, k: publish_tagesordnung(s, konto=k),
    ),
}

Fall = tuple[str, str, str]
"""What somebody did, with which login they act now, in which role."""


@contextmanager
def undone() -> Iterator[None]:
    """Take back what the block does."""
    kennung = transaction.savepoint()
    yield
    transaction.savepoint_rollback(kennung)


def equip(konto: Konto, rolle: str, objekt: Any) -> Konto:
    """Give the role, for the office or department of the paper where it has one."""
    if rolle == "administration":
        Konto.objects.filter(pk=konto.pk).update(is_superuser=True)
    elif rolle != "keine":
        papier = objekt if isinstance(objekt, Fassung) else None
        bereich: dict[str, Any] = {"amt": papier.amt, "dezernat": papier.dezernat} if papier else {}
        passt = {Rolle.SACHBEARBEITUNG: "amt", Rolle.AMTSLEITUNG: "amt", Rolle.DEZERNAT: "dezernat"}
        felder: dict[str, Any] = {name: wert for name, wert in bereich.items() if passt.get(Rolle(rolle)) == name}
        assign_rolle(konto, Rolle(rolle), **felder)
    return forget_rechte(Konto.objects.get(pk=konto.pk))


def attempt(regel: Regel, objekt: Any, konto: Konto) -> bool:
    """Return whether this account gets through: it may by its role, and the act does not refuse it."""
    frisch = type(objekt).objects.get(pk=objekt.pk)
    if not regel.may(konto, frisch):
        return False
    try:
        with transaction.atomic():
            regel.act(frisch, konto)
    except VorgangGesperrt:
        return False
    return True


def try_all(regel: Regel, *, mitwirkung: tuple[str, ...], rollen: tuple[str, ...] = ROLLEN) -> dict[Fall, bool]:
    """Return for every case whether it got through."""
    ergebnis: dict[Fall, bool] = {}
    for was in mitwirkung:
        konto = build_konto(person=build_person())
        zweites = build_konto(person=konto.person)
        anderes = build_konto(person=build_person())
        with undone():
            objekt = regel.build(was, konto)
            for (wie, handelnd), rolle in product(zip(KONTEN, (konto, zweites, anderes), strict=True), rollen):
                with undone():
                    ergebnis[was, wie, rolle] = attempt(regel, objekt, equip(handelnd, rolle, objekt))
    return ergebnis


def expect(regel: Regel) -> dict[Fall, bool]:
    """Return the whole truth table of one act, from the rule."""
    return {
        (was, wie, rolle): rolle in regel.rollen and (was not in regel.erste or wie == "anderes Konto")
        for was, wie, rolle in product(regel.mitwirkung, KONTEN, ROLLEN)
    }


@pytest.mark.parametrize("name", REGELN)
def test_the_truth_table(name: str) -> None:
    assert try_all(REGELN[name], mitwirkung=REGELN[name].mitwirkung) == expect(REGELN[name])


GEPRUEFT_IN = (
    "konten.rules.vier_augen",
    "konten.actions.zweite_person",
    "sitzungen.actions.zweite_person",
    "vorlagen.actions.beteiligung",
)
DIE_DATENBANK = {
    "freigeben": "Freigegeben wird von einer Person, die nicht mitgewirkt hat",
    "Neufassung freigeben": "Freigegeben wird von einer Person, die nicht mitgewirkt hat",
    "Einlesen bestätigen": "Freigegeben wird von einer Person, die nicht mitgewirkt hat",
    "mitzeichnen": "Mitgezeichnet wird von einer Person, die an Text und Anlagen nicht mitgewirkt hat",
}
"""Where the database repeats the guard, and what it says."""


@pytest.mark.parametrize("name", [name for name, regel in REGELN.items() if regel.erste])
def test_the_table_fails_without_the_guard(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for modul in GEPRUEFT_IN:
        monkeypatch.setattr(f"{modul}.is_unter", lambda auge, erste: False)
    regel = REGELN[name]
    (was, *_), (rolle, *_) = sorted(regel.erste), sorted(regel.rollen - {"administration"})
    if name in DIE_DATENBANK:
        with pytest.raises(IntegrityError, match=DIE_DATENBANK[name]):
            try_all(regel, mitwirkung=(was,), rollen=(rolle,))
    else:
        assert set(try_all(regel, mitwirkung=(was,), rollen=(rolle,)).values()) == {True}


def test_an_import_without_a_name_takes_two() -> None:
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    fassung = confirm_einlesung(import_text(formular()), konto=konto)
    assert fassung.is_eingelesen
    with pytest.raises(VorgangGesperrt, match="Sie haben an dieser Vorlage mitgewirkt"):
        confirm_einlesung(fassung, konto=konto)
    assert confirm_fassung(fassung).is_freigegeben
