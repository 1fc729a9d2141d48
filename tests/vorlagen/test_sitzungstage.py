"""A station on a day without a sitting is asked about, and nobody learns of a sitting by it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gremien.models import Gremium
from gremien.rules.arbeitstage import find_feiertag, is_arbeitstag
from gremien.rules.befund import Stufe
from journal.models import Eintrag
from konten.enums import Rolle
from sitzungen.actions.sitzung import cancel_sitzung
from sitzungen.models import Sitzung
from tests.bauten import build_entwurf, build_freigegebene_vorlage, build_gremium, build_konto, build_sitzung, future
from tests.pruefen import refused
from vorlagen.actions.freigabe import check_fassung
from vorlagen.actions.gremienweg import Stationsplan
from vorlagen.actions.mitzeichnung import submit_vorlage
from vorlagen.actions.planung import plan_gremienweg
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db


@pytest.fixture
def rat() -> Gremium:
    return build_gremium(name="Stadtrat")


def find_tag(*, sonntag: bool) -> date:
    """Return a working day in some months, or a Sunday that is no holiday."""
    tag = timezone.localdate() + timedelta(days=100)
    while (tag.weekday() != 6 or find_feiertag(tag)) if sonntag else not is_arbeitstag(tag):
        tag += timedelta(days=1)
    return tag


def announce(rat: Gremium, tage: int) -> Sitzung:
    return build_sitzung(gremium=rat, beginn=future(tage), bekanntmachen=True)


def name(sitzung: Sitzung) -> str:
    return f"{timezone.localtime(sitzung.beginn):%d.%m.%Y}"


def list_saetze(fassung: Fassung) -> list[tuple[Stufe, str]]:
    return [(befund.stufe, befund.satz) for befund in check_fassung(fassung) if befund.feld == "gremienweg"]


def test_a_draft_is_reminded_of_a_day_without_a_sitting(rat: Gremium) -> None:
    davor, danach, tag = announce(rat, 60), announce(rat, 150), find_tag(sonntag=False)
    announce(rat, 30), announce(rat, 180), announce(build_gremium(), 100)
    fassung = build_entwurf(stationen=[(rat, tag, True, True)])
    [(stufe, satz)] = list_saetze(fassung)
    assert stufe is Stufe.ERINNERUNG
    assert satz.endswith(
        f"{tag:%d.%m.%Y} steht keine Sitzung im Sitzungskalender. Die nächsten Sitzungen sind am {name(davor)} und am "
        f"{name(danach)}. Bitte prüfen Sie das Datum."
    )
    assert fassung.verfasser is not None
    assert not submit_vorlage(fassung, konto=fassung.verfasser).is_entwurf


def test_a_sunday_needs_a_reason(rat: Gremium) -> None:
    tag = find_tag(sonntag=True)
    fassung = build_entwurf(stationen=[(rat, tag, True, True)])
    satz = (
        f"Station 1 (Stadtrat): Der {tag:%d.%m.%Y} ist ein Sonntag. Bitte prüfen Sie das Datum oder begründen Sie es."
    )
    assert fassung.verfasser is not None
    with refused(satz, feld="gremienweg"):
        submit_vorlage(fassung, konto=fassung.verfasser)
    submit_vorlage(fassung, konto=fassung.verfasser, grund="Tag der offenen Tür")
    assert Eintrag.objects.latest("laufend").daten["uebergangen"] == [satz]


def test_a_day_with_its_sitting_is_asked_about_by_nobody(rat: Gremium) -> None:
    sitzung = announce(rat, 100)
    tag = timezone.localtime(sitzung.beginn).date()
    assert list_saetze(build_entwurf(stationen=[(rat, tag, True, True)])) == []
    cancel_sitzung(sitzung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Wasserschaden")
    announce(rat, 150)
    assert len(list_saetze(build_entwurf(stationen=[(rat, tag, True, True)]))) == 1


def test_the_check_of_a_draft_does_not_tell_of_sittings_that_are_not_announced(rat: Gremium) -> None:
    geheim = build_sitzung(gremium=rat, beginn=future(100))
    bekannt = announce(rat, 150)
    mit = timezone.localtime(geheim.beginn).date()
    for tag in (mit, mit + timedelta(days=20)):
        [(_, satz)] = list_saetze(build_entwurf(stationen=[(rat, tag, True, True)]))
        assert f"Die nächste Sitzung ist am {name(bekannt)}." in satz


def test_planning_knows_the_whole_calendar_and_needs_a_reason(rat: Gremium) -> None:
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    vorlage = build_freigegebene_vorlage(stationen=[(rat, None, True, True)])
    sitzung, tag = build_sitzung(gremium=rat, beginn=future(60)), find_tag(sonntag=False)
    [station] = vorlage.beratungen.all()
    plan = Stationsplan(rat, tag, entscheidend=True, oeffentlich=True, pk=station.pk)
    wochentag = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")[tag.weekday()]
    satz = (
        f"Station 1 (Stadtrat): Am {wochentag}, {tag:%d.%m.%Y} steht keine Sitzung im Sitzungskalender. "
        f"Die nächste Sitzung ist am {name(sitzung)}. Bitte prüfen Sie das Datum oder begründen Sie es."
    )
    with refused(satz, feld="gremienweg"):
        plan_gremienweg(vorlage, [plan], konto=konto)
    plan_gremienweg(vorlage, [plan], konto=konto, grund="Wird noch angesetzt.")
    assert Eintrag.objects.latest("laufend").daten["uebergangen"] == [satz]
    am_tag = Stationsplan(rat, timezone.localtime(sitzung.beginn).date(), True, True, pk=station.pk)
    plan_gremienweg(vorlage, [am_tag], konto=konto)
    assert vorlage.beratungen.get().datum == am_tag.datum
