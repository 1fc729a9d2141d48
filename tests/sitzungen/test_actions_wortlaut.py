"""geändert: it begins with the wording at hand, and what a committee changed is not lost at the next station."""

import pytest

from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.models import Tagesordnungspunkt
from sitzungen.pages.stimmpult import read_wortlautlage
from tests.bauten import (
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_sitzung,
    build_top,
    future,
    iter_tops,
)
from tests.bauten_saal import eroeffne
from tests.pruefen import refused
from tests.zweite_person import publish_agenda
from vorlagen.enums import Ausgang
from vorlagen.models import Beratung, Vorlage

pytestmark = pytest.mark.django_db

ENTWURF = "Der Rat kauft zehn Bäume."
GEAENDERT = "Der Rat kauft zwölf Bäume."


@pytest.fixture
def konto() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def call(vorlage: Vorlage, station: Beratung) -> Tagesordnungspunkt:
    """Return the item of this station in a sitting that was opened."""
    sitzung = build_sitzung(gremium=station.gremium, beginn=future(-1))
    build_top(sitzung, vorlage=vorlage)
    publish_agenda(sitzung)
    return next(iter_tops(eroeffne(sitzung)))


def two_stations() -> tuple[Vorlage, Beratung, Beratung]:
    ausschuss, rat = build_gremium(name="Ausschuss für Grün"), build_gremium()
    vorlage = build_freigegebene_vorlage(
        stationen=[(ausschuss, None, False, True), (rat, None, True, True)], beschlussentwurf=f"<p>{ENTWURF}</p>"
    )
    erste, zweite = vorlage.beratungen.order_by("position")
    return vorlage, erste, zweite


def test_a_change_begins_with_the_draft_and_must_change_something(konto: Konto) -> None:
    vorlage, erste, _ = two_stations()
    top = call(vorlage, erste)
    assert read_wortlautlage(top, konto).vorlage == ENTWURF
    satz = (
        "Der geänderte Wortlaut ist derselbe wie der Beschlussentwurf. "
        "Bitte ändern Sie ihn oder entfernen Sie das Kreuz bei „mit geändertem Wortlaut“."
    )
    gleich = Ergebnis(ausgang=Ausgang.EINSTIMMIG, geaendert=True, wortlaut=f"{ENTWURF}\n")
    with refused(satz, feld="geaenderter_wortlaut"):
        record_abstimmung(top, gleich, konto=konto, grund="Doch")


def test_what_the_committee_changed_is_offered_and_asked_about(konto: Konto) -> None:
    vorlage, erste, zweite = two_stations()
    top = call(vorlage, erste)
    record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG, geaendert=True, wortlaut=GEAENDERT), konto=konto)
    top = call(vorlage, zweite)
    lage = read_wortlautlage(top, konto)
    assert (lage.vorlage, lage.gremium, lage.unterschied is not None and lage.unterschied.stellen) == (
        GEAENDERT,
        "Ausschuss für Grün",
        1,
    )
    satz = (
        "Das Gremium „Ausschuss für Grün“ hat einen geänderten Wortlaut beschlossen; festgestellt würde der "
        "ursprüngliche. Bitte wählen Sie „mit geändertem Wortlaut“ oder begründen Sie, dass über den ursprünglichen "
        "abgestimmt wurde."
    )
    with refused(satz, feld="geaendert"):
        record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)
    # Rejecting or postponing decides no wording; the committee's own may be taken as it is.
    wie_dort = Ergebnis(ausgang=Ausgang.MEHRHEITLICH, geaendert=True, wortlaut=GEAENDERT)
    assert record_abstimmung(top, wie_dort, konto=konto).grund == ""


def test_the_original_passes_with_a_reason(konto: Konto) -> None:
    vorlage, erste, zweite = two_stations()
    top = call(vorlage, erste)
    record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG, geaendert=True, wortlaut=GEAENDERT), konto=konto)
    top = call(vorlage, zweite)
    grund = "Der Rat folgt dem Ausschuss nicht."
    assert record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto, grund=grund).grund == grund
