"""The overview of the day: once, on working days, to everybody for whom something waits, saying what the desk says."""

import io
from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gremien.rules.arbeitstage import is_arbeitstag
from koblenz_council.demo.uhr import set_uhr
from koblenz_council.tagesuebersicht import (
    compute_naechste,
    count_wartendes,
    plan_tagesuebersicht,
    send_tagesuebersicht,
    start_post,
    write_tagesuebersicht,
)
from konten.enums import Rolle
from konten.models import Konto
from post.actions.abbestellung import choose_anlaesse
from post.enums import WAEHLBAR, Anlass
from post.models import Nachricht
from tests.bauten import (
    build_amt,
    build_eingereichte_fassung,
    build_freigegebene_vorlage,
    build_konto,
    build_person,
    forget_rechte,
)
from tests.vorlagen.einlesebeispiele import formular
from vorlagen.actions.einlesen import import_text
from vorlagen.actions.mitzeichnung import countersign_vorlage
from vorlagen.actions.veroeffentlichung import propose_veroeffentlichung
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.models import Mitzeichnung

pytestmark = pytest.mark.django_db

MITTWOCH = date(2026, 12, 2)


def uebersichten() -> dict[Konto | None, str]:
    return {n.konto: n.satz for n in Nachricht.objects.filter(anlass=Anlass.TAGESUEBERSICHT)}


def build_wartende() -> dict[str, Konto]:
    """Build somebody for whom each kind of thing waits, and somebody for whom nothing does."""
    konten = {
        "leitung": build_konto(email="a@example.org", person=build_person()),
        "dienst": build_konto(rolle=Rolle.SITZUNGSDIENST, email="b@example.org"),
        "niemand": build_konto(email="c@example.org"),
    }
    for _ in range(2):
        fassung = build_eingereichte_fassung(weitere=[konten["leitung"]])
    konten["dezernat"] = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat, email="d@example.org")
    countersign_vorlage(fassung, konto=konten["leitung"], ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)
    geheim = build_freigegebene_vorlage(oeffentlich=False).fassungen.get()
    propose_veroeffentlichung(geheim, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Verkauft")
    import_text(formular(), konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    return konten | build_saeumige()


def build_saeumige() -> dict[str, Konto]:
    """Build the author of a paper that came back, and the head of an office that has let two of three wait too long."""
    amt = build_amt()
    verfasser = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt, email="e@example.org")
    saeumig = build_konto(rolle=Rolle.AMTSLEITUNG, email="f@example.org")
    papiere = [build_eingereichte_fassung(weitere=[saeumig]) for _ in range(3)]
    gestern = timezone.localdate() - timedelta(days=1)
    Mitzeichnung.objects.filter(fassung__in=papiere[:2]).update(frist=gestern)
    zurueck = build_eingereichte_fassung(verfasser, amt=amt, weitere=[andere := build_konto()])
    countersign_vorlage(zurueck, konto=andere, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung="Kürzen.")
    return {"verfasser": verfasser, "saeumig": saeumig}


def test_says_how_much_of_what_waits_and_writes_to_nobody_else() -> None:
    konten = build_wartende()
    assert write_tagesuebersicht(MITTWOCH) == 5
    assert uebersichten() == {
        konten["verfasser"]: "Auf Ihrem Schreibtisch wartet: 1 zurückgegebene Vorlage.",
        konten["saeumig"]: "Auf Ihrem Schreibtisch wartet: 2 überfällige Mitzeichnungen, 1 Mitzeichnung.",
        konten["leitung"]: "Auf Ihrem Schreibtisch wartet: 1 Mitzeichnung.",
        konten["dezernat"]: "Auf Ihrem Schreibtisch wartet: 1 Freigabe.",
        konten["dienst"]: ("Auf Ihrem Schreibtisch wartet: 1 vorgeschlagene Veröffentlichung, 1 eingelesene Vorlage."),
    }


@pytest.mark.parametrize("wer", ["leitung", "dienst", "niemand", "dezernat", "verfasser", "saeumig"])
def test_counts_what_the_desk_shows(client: Client, wer: str) -> None:
    konto = build_wartende()[wer]
    client.force_login(konto)
    seite = BeautifulSoup(client.get(reverse("schreibtisch")).content, "html.parser")
    titel = seite.select_one("#warten-titel")
    zeilen = titel.find_parent("section").select("ul.rows > li") if titel else []  # type: ignore[union-attr]
    assert count_wartendes(forget_rechte(konto))[0] == len(zeilen)


def test_comes_once_a_day() -> None:
    build_wartende()
    for _ in range(3):
        write_tagesuebersicht(MITTWOCH)
    assert len(uebersichten()) == Nachricht.objects.filter(anlass=Anlass.TAGESUEBERSICHT).count() == 5
    write_tagesuebersicht(MITTWOCH + timedelta(days=1))
    assert Nachricht.objects.filter(anlass=Anlass.TAGESUEBERSICHT).count() == 10


def test_comes_once_to_a_person_with_two_accounts() -> None:
    person = build_person()
    eines = build_konto(email="a@example.org", person=person)
    anderes = build_konto(email="a@example.org", person=person)
    build_eingereichte_fassung(weitere=[eines])
    for _ in range(2):
        build_eingereichte_fassung(weitere=[anderes])
    assert write_tagesuebersicht(MITTWOCH) == 1
    assert uebersichten() == {anderes: "Auf Ihrem Schreibtisch wartet: 2 Mitzeichnungen."}


@pytest.mark.parametrize("wie", ["abbestellt", "ohne_adresse", "geschlossen"])
def test_comes_to_nobody_who_cannot_or_does_not_want_to_get_it(wie: str) -> None:
    konto = build_konto(email="a@example.org", person=build_person())
    build_eingereichte_fassung(weitere=[konto])
    if wie == "abbestellt":
        choose_anlaesse(konto, [anlass for anlass in WAEHLBAR if anlass != Anlass.TAGESUEBERSICHT])
    else:
        Konto.objects.filter(pk=konto.pk).update(**{"email": ""} if wie == "ohne_adresse" else {"is_active": False})
    assert write_tagesuebersicht(MITTWOCH) == 0
    assert uebersichten() == {}


@pytest.mark.parametrize(
    ("tag", "arbeit"),
    [
        (date(2026, 11, 27), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 11, 30), True),
        (date(2026, 6, 4), False),  # Fronleichnam
        (date(2027, 11, 1), False),  # Allerheiligen, kein Feiertag in Berlin
        (date(2027, 1, 6), True),  # Heilige Drei Könige, kein Feiertag in Rheinland-Pfalz
        (date(2026, 12, 25), False),
    ],
)
def test_works_as_the_offices_in_rheinland_pfalz(tag: date, arbeit: bool) -> None:
    assert is_arbeitstag(tag) is arbeit
    build_eingereichte_fassung(weitere=[build_konto(email="a@example.org", person=build_person())])
    assert write_tagesuebersicht(tag) == int(arbeit)


def moment(tag: date, stunde: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(tag.year, tag.month, tag.day, stunde, minute))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("jetzt", "naechste"),
    [
        (moment(MITTWOCH, 6, 59), moment(MITTWOCH, 7)),
        (moment(MITTWOCH, 7), moment(date(2026, 12, 3), 7)),
        (moment(date(2026, 12, 4), 8), moment(date(2026, 12, 7), 7)),
        (moment(date(2026, 12, 24), 8), moment(date(2026, 12, 28), 7)),
    ],
)
def test_the_next_one_is_planned_for_the_morning_of_the_next_working_day(jetzt: datetime, naechste: datetime) -> None:
    assert compute_naechste(jetzt) == naechste
    with set_uhr(jetzt):
        plan_tagesuebersicht()
        plan_tagesuebersicht()
    [auftrag] = DBTaskResult.objects.filter(task_path=send_tagesuebersicht.module_path)
    assert auftrag.run_after == naechste


def test_each_one_plans_the_next() -> None:
    build_wartende()
    with set_uhr(moment(MITTWOCH, 7)):
        send_tagesuebersicht.call()
    assert len(uebersichten()) == 5
    [auftrag] = DBTaskResult.objects.filter(task_path=send_tagesuebersicht.module_path)
    assert auftrag.run_after == moment(date(2026, 12, 3), 7)


def test_every_worker_begins_with_it() -> None:
    start_post()
    start_post()
    assert DBTaskResult.objects.count() == 2


# --- the command


def run(*angaben: str) -> str:
    ausgabe = io.StringIO()
    call_command("post", *angaben, stdout=ausgabe)
    return ausgabe.getvalue()


def test_the_command_shows_numbers_and_delivers() -> None:
    build_eingereichte_fassung(weitere=[build_konto(email="a@example.org"), build_konto()])
    assert run().startswith("wartet: 1\nzugestellt: 0\ngescheitert: 1\n")
    assert run("--zustellen").startswith("Jetzt zugestellt: 1\nwartet: 0\nzugestellt: 1\ngescheitert: 1\n")


def test_the_command_writes_the_overview_once() -> None:
    build_wartende()
    with set_uhr(moment(MITTWOCH, 9)):
        assert run("tagesuebersicht").startswith("Tagesübersicht an 5 Personen.\n")
        run("tagesuebersicht")
    assert Nachricht.objects.filter(anlass=Anlass.TAGESUEBERSICHT).count() == 5
    with set_uhr(moment(date(2026, 12, 5), 9)), pytest.raises(CommandError, match="ist kein Arbeitstag"):
        run("tagesuebersicht")


def test_the_command_has_the_worker_look() -> None:
    run("anstossen")
    assert DBTaskResult.objects.count() == 2
