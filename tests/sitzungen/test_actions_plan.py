"""Ansetzen, verlegen, bekannt machen, einladen, eröffnen, beenden, absagen."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from journal.enums import Akt
from journal.models import Eintrag
from koblenz_council.demo.uhr import set_uhr
from konten.models import Konto
from sitzungen.actions.einladung import list_empfaenger
from sitzungen.actions.sitzung import (
    announce_sitzung,
    cancel_sitzung,
    close_sitzung,
    invite_sitzung,
    open_sitzung,
    plan_sitzung,
    reschedule_sitzung,
)
from sitzungen.actions.tagesordnung import place_top, strike_top
from sitzungen.enums import Sitzungsstatus, Teil
from sitzungen.models import Sitzung
from tests.bauten import (
    build_abstimmung,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    future,
    iter_tops,
)
from tests.pruefen import journals, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def konto() -> Konto:
    return build_konto()


def fresh(sitzung: Sitzung) -> Sitzung:
    return Sitzung.objects.get(pk=sitzung.pk)


def test_a_planned_sitting_is_internal_and_gets_its_number(konto: Konto) -> None:
    gremium = build_gremium(kuerzel="SR", raum="Saal 101")
    beginn = datetime(2026, 9, 3, 13, tzinfo=UTC)
    with journals(Akt.ANSETZEN):
        sitzung = plan_sitzung(gremium, beginn=beginn, konto=konto, grund="Nachgetragen")
    assert (sitzung.nummer, sitzung.ort, sitzung.status) == ("2026/001/SR", "Saal 101", Sitzungsstatus.GEPLANT)
    assert sitzung.bekanntgemacht_am is None


def test_numbers_count_per_body_and_year_of_the_local_day(konto: Konto) -> None:
    gremium = build_gremium(kuerzel="SR")
    # 23:30 UTC on New Year's Eve is New Year in Koblenz.
    neujahr = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    nummern = [
        plan_sitzung(koerper, beginn=beginn, konto=konto, grund="Nachgetragen").nummer
        for koerper, beginn in [
            (gremium, datetime(2026, 9, 3, 13, tzinfo=UTC)),
            (build_gremium(kuerzel="JHA"), datetime(2026, 9, 3, 13, tzinfo=UTC)),
            (gremium, datetime(2026, 10, 1, 13, tzinfo=UTC)),
            (gremium, neujahr),
        ]
    ]
    assert nummern == ["2026/001/SR", "2026/001/JHA", "2026/002/SR", "2027/001/SR"]


def test_moving_a_sitting_moves_its_stations(konto: Konto) -> None:
    sitzung = build_sitzung(beginn=datetime(2026, 9, 3, 13, tzinfo=UTC))
    top = build_top(sitzung)
    with journals(Akt.ANSETZEN):
        reschedule_sitzung(
            sitzung,
            konto=konto,
            beginn=datetime(2026, 9, 10, 14, tzinfo=UTC),
            ort="Saal 220",
            hinweis="Ortstermin",
            grund="Nachgetragen",
        )
    sitzung = fresh(sitzung)
    assert (sitzung.beginn, sitzung.ort, sitzung.hinweis) == (
        datetime(2026, 9, 10, 14, tzinfo=UTC),
        "Saal 220",
        "Ortstermin",
    )
    assert top.beratung is not None
    top.beratung.refresh_from_db()
    assert top.beratung.datum == date(2026, 9, 10)


def test_a_sitting_with_invitation_is_not_moved(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    invite_sitzung(sitzung, zugang=timezone.now(), konto=konto)
    satz = "Zu dieser Sitzung wurde schon eingeladen. Bitte sagen Sie sie ab und setzen Sie eine neue an."
    with refused(satz):
        reschedule_sitzung(sitzung, konto=konto, beginn=future(20), ort="Saal", hinweis="")


def test_a_sitting_is_not_moved_into_another_year(konto: Konto) -> None:
    sitzung = build_sitzung(beginn=datetime(2026, 12, 17, 14, tzinfo=UTC))
    satz = "Die Sitzung würde in ein anderes Jahr fallen. Bitte sagen Sie sie ab und setzen Sie eine neue an."
    with refused(satz, feld="beginn"):
        reschedule_sitzung(sitzung, konto=konto, beginn=datetime(2027, 1, 7, 14, tzinfo=UTC), ort="Saal", hinweis="")


def test_announcing_twice_is_announcing_once(konto: Konto) -> None:
    sitzung = build_sitzung()
    with journals(Akt.VEROEFFENTLICHEN):
        announce_sitzung(sitzung, konto=konto)
        announce_sitzung(sitzung, konto=konto)
    assert fresh(sitzung).bekanntgemacht_am is not None


# --- inviting (R1, § 34 Abs. 3 GemO)


def invite_before(sitzung: Sitzung, tage: int, konto: Konto, **angaben: Any) -> Sitzung:
    zugang = timezone.localtime(sitzung.beginn) - timedelta(days=tage)
    return invite_sitzung(sitzung, zugang=zugang, konto=konto, **angaben)


def test_four_full_days_are_enough(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(14))
    with journals(Akt.EINLADEN):
        invite_before(sitzung, 5, konto)
    assert fresh(sitzung).status == Sitzungsstatus.EINGELADEN


def test_three_full_days_are_not(konto: Konto) -> None:
    with set_uhr(datetime(2026, 8, 1, tzinfo=UTC)):
        sitzung = build_veroeffentlichte_sitzung(beginn=datetime(2026, 9, 3, 13, tzinfo=UTC))
    satz = (
        "Zwischen Zugang der Einladung und Sitzung müssen 4 volle Kalendertage liegen; für die Sitzung am "
        "Donnerstag, 03.09.2026 muss sie spätestens am Samstag, 29.08.2026 zugehen. Bitte verlegen Sie die Sitzung "
        "oder geben Sie Dringlichkeit mit Grund an."
        f" Zu spät käme sie bei: {', '.join(str(einer.person) for einer in list_empfaenger(sitzung))}."
    )
    with refused(satz, feld="zugang"):
        invite_before(sitzung, 4, konto)
    with refused(satz, feld="zugang"):
        invite_before(sitzung, 4, konto, dringlich_grund="  ")


def test_urgency_shortens_the_period_and_is_journalled(konto: Konto) -> None:
    sitzung = invite_before(build_veroeffentlichte_sitzung(), 1, konto, dringlich_grund="Hochwasser")
    assert fresh(sitzung).dringlich_grund == "Hochwasser"
    assert Eintrag.objects.latest("laufend").daten["dringlich"] == "Hochwasser"


def test_an_invitation_needs_the_published_agenda(konto: Konto) -> None:
    sitzung = build_sitzung()
    with refused("Die Einladung braucht die Tagesordnung. Bitte veröffentlichen Sie diese zuerst."):
        invite_before(sitzung, 7, konto)


def test_nobody_is_invited_twice(konto: Konto) -> None:
    sitzung = invite_before(build_veroeffentlichte_sitzung(), 7, konto)
    with refused("Zu dieser Sitzung wurde schon eingeladen."):
        invite_before(sitzung, 6, konto)


def test_an_invitation_after_the_beginning_is_none(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    with refused("Die Einladung muss vor Beginn der Sitzung zugehen.", feld="zugang"):
        invite_sitzung(sitzung, zugang=sitzung.beginn, konto=konto, dringlich_grund="Hochwasser")


@pytest.mark.parametrize("status", [Sitzungsstatus.LAUFEND, Sitzungsstatus.BEENDET, Sitzungsstatus.ABGESAGT])
def test_once_opened_or_cancelled_nobody_is_invited_and_nothing_is_moved(konto: Konto, status: Sitzungsstatus) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=status != Sitzungsstatus.ABGESAGT)
    if status == Sitzungsstatus.ABGESAGT:
        cancel_sitzung(sitzung, konto=konto, grund="Krank")
    if status == Sitzungsstatus.BEENDET:
        for top in iter_tops(sitzung):
            strike_top(top, konto=konto, grund="Keine Zeit")
        close_sitzung(sitzung, konto=konto)
    satz = f"Die Sitzung ist im Stand „{status.label}“; dieser Schritt ist jetzt nicht möglich."
    with refused(satz):
        invite_sitzung(sitzung, zugang=timezone.now(), konto=konto, grund="Doch")
    with refused(satz):
        reschedule_sitzung(sitzung, konto=konto, beginn=future(20), ort="Saal", hinweis="", grund="Doch")
    if status != Sitzungsstatus.LAUFEND:
        with refused(satz):
            announce_sitzung(sitzung, konto=konto)


def test_receipt_on_a_past_day_takes_a_reason(konto: Konto) -> None:
    with set_uhr(future(-3)):
        sitzung = build_veroeffentlichte_sitzung(beginn=future(17))
    zugang = future(-2)
    satz = (
        f"Der Zugang am {timezone.localtime(zugang):%d.%m.%Y, %H:%M} Uhr liegt zurück. "
        "Bitte prüfen Sie den Tag oder begründen Sie, warum der Zugang erst jetzt eingetragen wird."
    )
    with refused(satz, feld="zugang"):
        invite_sitzung(sitzung, zugang=zugang, konto=konto)
    with journals(Akt.EINLADEN):
        invite_sitzung(sitzung, zugang=zugang, konto=konto, grund="Mit der Post versandt")
    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["uebergangen"], daten["grund"]) == ([satz], "Mit der Post versandt")


def test_receipt_before_the_agenda_was_published_is_refused(konto: Konto) -> None:
    with set_uhr(future(-3)):
        sitzung = build_veroeffentlichte_sitzung(beginn=future(17))
    satz = (
        f"Die Tagesordnung wurde zuletzt am {timezone.localtime(future(-3)):%d.%m.%Y, %H:%M} Uhr veröffentlicht; "
        "die Einladung mit ihr kann nicht vorher zugegangen sein. Bitte berichtigen Sie den Zugang."
    )
    with refused(satz, feld="zugang"):
        invite_sitzung(sitzung, zugang=future(-3) - timedelta(minutes=1), konto=konto, grund="Doch")


# --- planning in the past


def test_a_sitting_in_the_past_is_asked_about(konto: Konto) -> None:
    gremium, beginn = build_gremium(), future(-1)
    satz = (
        f"Der Beginn am {timezone.localtime(beginn):%d.%m.%Y, %H:%M} Uhr liegt in der Vergangenheit. "
        "Bitte prüfen Sie Tag und Uhrzeit oder begründen Sie, warum die Sitzung nachträglich angesetzt wird."
    )
    with refused(satz, feld="beginn"):
        plan_sitzung(gremium, beginn=beginn, konto=konto)
    sitzung = plan_sitzung(gremium, beginn=beginn, konto=konto, grund="Auf Papier geführt")
    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["uebergangen"], daten["grund"]) == ([satz], "Auf Papier geführt")
    # Place and remark change without asking about the day again.
    reschedule_sitzung(sitzung, konto=konto, beginn=beginn, ort="Saal", hinweis="")
    spaeter = build_sitzung()
    if timezone.localtime(beginn).year == spaeter.jahr:
        with refused(satz, feld="beginn"):
            reschedule_sitzung(spaeter, konto=konto, beginn=beginn, ort="Saal", hinweis="")


# --- opening and closing


NICHT_EINGELADEN = (
    "Zu dieser Sitzung wurde nicht eingeladen. "
    "Bitte laden Sie zuerst ein oder begründen Sie, warum die Sitzung ohne Einladung eröffnet wird."
)
NICHT_BEKANNT = (
    "Zeit, Ort und Tagesordnung dieser Sitzung sind nicht öffentlich bekannt gemacht. "
    "Bitte veröffentlichen Sie zuerst die Tagesordnung oder begründen Sie die Eröffnung."
)


def test_never_announced_and_invited_is_not_opened_without_a_reason(konto: Konto) -> None:
    sitzung = build_sitzung(beginn=timezone.now() - timedelta(minutes=1))
    for satz in (NICHT_EINGELADEN, NICHT_BEKANNT):
        with refused(satz):
            open_sitzung(sitzung, konto=konto)
    open_sitzung(sitzung, konto=konto, grund="Eilsitzung")
    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["uebergangen"], daten["grund"]) == ([NICHT_EINGELADEN, NICHT_BEKANNT], "Eilsitzung")


def test_invited_in_time_is_opened_without_a_reason(konto: Konto) -> None:
    with set_uhr(timezone.now() - timedelta(days=8)):
        sitzung = build_veroeffentlichte_sitzung(beginn=future(8))
        invite_sitzung(sitzung, zugang=timezone.now(), konto=konto)
    open_sitzung(sitzung, konto=konto, grund="Unnötig")
    daten = Eintrag.objects.latest("laufend").daten
    assert daten == {"nummer": sitzung.nummer}


def test_is_not_opened_before_its_day(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(1))
    satz = (
        f"Die Sitzung beginnt erst am {timezone.localtime(sitzung.beginn):%d.%m.%Y, %H:%M} Uhr. "
        "Bitte eröffnen Sie sie an diesem Tag."
    )
    with refused(satz):
        open_sitzung(sitzung, konto=konto, grund="Doch")


def test_opens_closes_and_opens_again(konto: Konto) -> None:
    sitzung = build_abstimmung().top.sitzung
    with journals(Akt.BEENDEN):
        close_sitzung(sitzung, konto=konto)
    assert fresh(sitzung).status == Sitzungsstatus.BEENDET
    satz = (
        "Die Sitzung ist schon beendet. Ergebnisse und Anwesenheit lassen sich auch so berichtigen; "
        "bitte begründen Sie, warum die Sitzung wieder eröffnet wird."
    )
    with refused(satz):
        open_sitzung(sitzung, konto=konto)
    with journals(Akt.EROEFFNEN):
        open_sitzung(sitzung, konto=konto, grund="Ein Punkt wurde übergangen")
    assert fresh(sitzung).status == Sitzungsstatus.LAUFEND
    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["uebergangen"], daten["grund"]) == ([satz], "Ein Punkt wurde übergangen")


def test_a_running_sitting_is_not_opened(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True)
    with refused("Die Sitzung ist im Stand „Läuft“; dieser Schritt ist jetzt nicht möglich."):
        open_sitzung(sitzung, konto=konto)


def test_only_a_running_sitting_is_closed(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    for top in iter_tops(sitzung):
        strike_top(top, konto=konto, grund="Keine Zeit")
    with refused("Die Sitzung ist im Stand „Geplant“; dieser Schritt ist jetzt nicht möglich."):
        close_sitzung(sitzung, konto=konto)


@pytest.mark.parametrize(("anzahl", "worte"), [(1, "1 Tagesordnungspunkt hat"), (2, "2 Tagesordnungspunkte haben")])
def test_is_not_closed_before_every_paper_has_a_result(konto: Konto, anzahl: int, worte: str) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=anzahl, nichtoeffentliche=0)
    with refused(f"{worte} noch kein Ergebnis. Bitte stellen Sie die Ergebnisse zuerst fest."):
        close_sitzung(sitzung, konto=konto)
    for top in iter_tops(sitzung):
        strike_top(top, konto=konto, grund="Keine Zeit")
    assert close_sitzung(sitzung, konto=konto).status == Sitzungsstatus.BEENDET


def test_is_not_closed_over_an_unpublished_addition(konto: Konto) -> None:
    sitzung = build_abstimmung().top.sitzung
    top = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Hochwasser", nachtrag_grund="Pegel steigt", konto=konto)
    with refused("Ein Punkt ist noch nicht veröffentlicht. Bitte veröffentlichen Sie ihn oder setzen Sie ihn ab."):
        close_sitzung(sitzung, konto=konto)
    strike_top(top, konto=konto)
    assert close_sitzung(sitzung, konto=konto).status == Sitzungsstatus.BEENDET


# --- calling off


def test_a_cancelled_sitting_lets_its_papers_go(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(nichtoeffentliche=0)
    vorlage = build_freigegebene_vorlage(stationen=[(sitzung.gremium, None, True, True)])
    build_top(sitzung, vorlage=vorlage)
    with journals(Akt.ABSAGEN):
        cancel_sitzung(sitzung, konto=konto, grund="Nicht beschlussfähig")
    assert fresh(sitzung).status == Sitzungsstatus.ABGESAGT
    assert Eintrag.objects.latest("laufend").daten == {"nummer": sitzung.nummer, "grund": "Nicht beschlussfähig"}
    # Placing them on the next agenda works, which the unique station would refuse otherwise.
    naechste = build_sitzung(gremium=sitzung.gremium)
    assert build_top(naechste, vorlage=vorlage).beratung == vorlage.beratungen.get()


def test_calling_off_needs_a_reason(konto: Konto) -> None:
    sitzung = build_sitzung()
    with refused("Bitte geben Sie an, warum die Sitzung ausfällt.", feld="grund"):
        cancel_sitzung(sitzung, konto=konto, grund=" ")


def test_a_sitting_with_results_is_not_called_off(konto: Konto) -> None:
    sitzung = build_abstimmung().top.sitzung
    with refused("Zu dieser Sitzung gibt es schon Ergebnisse."):
        cancel_sitzung(sitzung, konto=konto, grund="Irrtum")


def test_a_running_sitting_is_not_called_off(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True)
    with refused("Die Sitzung ist im Stand „Läuft“; dieser Schritt ist jetzt nicht möglich."):
        cancel_sitzung(sitzung, konto=konto, grund="Irrtum")
