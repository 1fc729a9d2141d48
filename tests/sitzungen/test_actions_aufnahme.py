"""Über die Aufnahme eines dringlichen Punktes abstimmen: won, lost, corrected (§ 34 Abs. 7 GemO)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from journal.enums import Akt
from journal.models import Eintrag
from koblenz_council.demo.uhr import set_uhr
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.anwesenheit import record_anwesenheit
from sitzungen.actions.aufnahme import admit_top, reject_top
from sitzungen.actions.sitzung import close_sitzung, invite_sitzung, open_sitzung
from sitzungen.actions.tagesordnung import place_top, strike_top
from sitzungen.enums import Sitzungsstatus, Teil
from sitzungen.models import Tagesordnungspunkt
from sitzungen.querysets import waiting_beratungen
from tests.bauten import (
    build_abstimmung,
    build_anwesenheit,
    build_konto,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    future,
    iter_tops,
)
from tests.pruefen import journals, refused
from tests.zweite_person import publish_agenda
from vorlagen.enums import Ausgang

pytestmark = pytest.mark.django_db


@pytest.fixture
def konto() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def urgent_item(konto: Konto) -> Tagesordnungspunkt:
    """Return an item with a paper that was added after the invitation of a sitting that was opened."""
    with set_uhr(timezone.now() - timedelta(days=8)):
        sitzung = build_veroeffentlichte_sitzung(nichtoeffentliche=0, beginn=future(8))
        invite_sitzung(sitzung, zugang=timezone.now(), konto=konto)
        top = build_top(sitzung, nachtrag_grund="Pegel steigt")
    open_sitzung(sitzung, konto=konto)
    return Tagesordnungspunkt.objects.select_related("sitzung").get(pk=top.pk)


NICHT_AUF_DER_TO = (
    "Der Punkt stand nicht auf der bekanntgemachten Tagesordnung. Bitte erfassen Sie zuerst den Beschluss, "
    "ihn wegen Dringlichkeit aufzunehmen (zwei Drittel der Anwesenden)."
)


def test_r8_an_urgent_item_needs_its_admission_even_if_published(konto: Konto) -> None:
    top = urgent_item(konto)
    ergebnis = Ergebnis(ausgang=Ausgang.EINSTIMMIG)
    with refused(NICHT_AUF_DER_TO):
        record_abstimmung(top, ergebnis, konto=konto, grund="Doch")
    publish_agenda(top.sitzung)
    with refused(NICHT_AUF_DER_TO):
        record_abstimmung(top, ergebnis, konto=konto, grund="Doch")
    build_anwesenheit(top.sitzung, anwesend=10)
    with journals(Akt.AUFSETZEN):
        admit_top(top, ja=7, konto=konto)
    assert record_abstimmung(top, ergebnis, konto=konto).ausgang == Ausgang.EINSTIMMIG


def test_r8_an_unpublished_item_gets_no_result(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True)
    top = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Noch etwas", nachtrag_grund="Eilt", konto=konto)
    with refused(NICHT_AUF_DER_TO):
        record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)


def test_admission_needs_attendance_and_two_thirds(konto: Konto) -> None:
    top = urgent_item(konto)
    with refused("Bitte erfassen Sie zuerst die Anwesenheit.", feld="ja"):
        admit_top(top, ja=7, konto=konto)
    build_anwesenheit(top.sitzung, anwesend=10)
    satz = (
        "6 Stimmen sind weniger als zwei Drittel der 10 Anwesenden. "
        "Bitte berichtigen Sie die Zahl oder wählen Sie „nicht aufgenommen“."
    )
    with refused(satz, feld="ja"):
        admit_top(top, ja=6, konto=konto)


def test_no_more_votes_for_admission_than_members(konto: Konto) -> None:
    top = urgent_item(konto)
    build_anwesenheit(top.sitzung, anwesend=10)
    satz = "Eingetragen sind 11 Stimmen, anwesend sind 10 Mitglieder. Bitte berichtigen Sie eine der Zahlen."
    with refused(satz, feld="ja"):
        admit_top(top, ja=11, konto=konto)


def fresh(top: Tagesordnungspunkt) -> Tagesordnungspunkt:
    return Tagesordnungspunkt.objects.select_related("sitzung").get(pk=top.pk)


def test_a_lost_vote_is_recorded_and_closes_the_item(konto: Konto) -> None:
    top = urgent_item(konto)
    build_anwesenheit(top.sitzung, anwesend=10)
    with journals(Akt.AUFNAHME_ABLEHNEN):
        reject_top(top, ja=6, konto=konto)
    top = fresh(top)
    assert (top.aufnahme_ja, top.aufnahme_anwesend, top.is_abgelehnt, top.is_aufgenommen) == (6, 10, True, False)
    assert top.abgesetzt_am is not None
    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["aufnahme_ja"], daten["anwesend"], daten["bisher"]) == (6, 10, None)
    # Nothing is left to do: the paper waits for another sitting, and this one can be closed.
    assert list(waiting_beratungen(konto)) == [top.beratung]
    for anderer in iter_tops(top.sitzung):
        if anderer != top:
            build_abstimmung(anderer)
    assert close_sitzung(top.sitzung, konto=konto).status == Sitzungsstatus.BEENDET
    build_top(build_sitzung(gremium=top.sitzung.gremium), vorlage=top.beratung.vorlage)  # type: ignore[union-attr]


def test_a_won_vote_is_not_recorded_as_lost(konto: Konto) -> None:
    top = urgent_item(konto)
    build_anwesenheit(top.sitzung, anwesend=10)
    satz = (
        "7 Stimmen sind mindestens zwei Drittel der 10 Anwesenden. "
        "Bitte berichtigen Sie die Zahl oder wählen Sie „aufgenommen“."
    )
    with refused(satz, feld="ja"):
        reject_top(top, ja=7, konto=konto)


def test_who_comes_later_does_not_undo_the_admission(konto: Konto) -> None:
    top = urgent_item(konto)
    sitzung = build_anwesenheit(top.sitzung, anwesend=10, abwesend=10)
    admit_top(top, ja=7, konto=konto)
    alle = list(sitzung.anwesenheiten.values_list("person", flat=True))
    record_anwesenheit(sitzung, anwesende=alle, konto=konto)
    assert record_abstimmung(fresh(top), Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto).anwesend == 20


def test_a_vote_noted_wrongly_is_corrected_with_a_reason(konto: Konto) -> None:
    top = urgent_item(konto)
    build_anwesenheit(top.sitzung, anwesend=10)
    reject_top(top, ja=6, konto=konto)
    with refused("Bitte begründen Sie die Berichtigung.", feld="berichtigungsgrund"):
        admit_top(top, ja=9, konto=konto)
    with journals(Akt.AUFSETZEN):
        admit_top(top, ja=9, konto=konto, berichtigungsgrund="6 und 9 verwechselt")
    daten = Eintrag.objects.latest("laufend").daten
    assert (daten["aufnahme_ja"], daten["bisher"], daten["berichtigungsgrund"]) == (9, 6, "6 und 9 verwechselt")
    assert fresh(top).abgesetzt_am is None
    assert not waiting_beratungen(konto).exists()
    assert record_abstimmung(fresh(top), Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto).top == top
    with refused("Zu diesem Punkt gibt es schon ein Ergebnis."):
        reject_top(top, ja=6, konto=konto, berichtigungsgrund="Doch")


def test_the_same_vote_twice_is_one(konto: Konto) -> None:
    top = urgent_item(konto)
    build_anwesenheit(top.sitzung, anwesend=10)
    with journals(Akt.AUFNAHME_ABLEHNEN):
        reject_top(top, ja=6, konto=konto)
        reject_top(top, ja=6, konto=konto)


def test_a_paper_placed_elsewhere_does_not_come_back(konto: Konto) -> None:
    top = urgent_item(konto)
    build_anwesenheit(top.sitzung, anwesend=10)
    reject_top(top, ja=6, konto=konto)
    build_top(build_sitzung(gremium=top.sitzung.gremium), vorlage=top.beratung.vorlage)  # type: ignore[union-attr]
    satz = "Die Vorlage steht inzwischen auf einer anderen Tagesordnung. Bitte nehmen Sie sie dort zuerst herunter."
    with refused(satz):
        admit_top(top, ja=9, konto=konto, berichtigungsgrund="Verwechselt")


def test_only_what_was_not_announced_is_voted_on(konto: Konto) -> None:
    sitzung = build_anwesenheit(build_veroeffentlichte_sitzung(begonnen=True), anwesend=3)
    satz = "Der Punkt stand auf der bekannt gemachten Tagesordnung; über seine Aufnahme wird nicht abgestimmt."
    for act in (admit_top, reject_top):
        with refused(satz):
            act(next(iter_tops(sitzung)), ja=2 if act is admit_top else 1, konto=konto)


def test_a_struck_item_and_an_unopened_sitting(konto: Konto) -> None:
    top = urgent_item(konto)
    build_anwesenheit(top.sitzung, anwesend=10)
    publish_agenda(top.sitzung)
    strike_top(fresh(top), konto=konto, grund="Erledigt")
    with refused("Der Punkt ist abgesetzt."):
        reject_top(top, ja=1, konto=konto)
    geplant = build_sitzung()
    neu = place_top(geplant, teil=Teil.OEFFENTLICH, betreff="Neu", konto=konto)
    with refused("Die Sitzung ist noch nicht eröffnet. Bitte eröffnen Sie sie zuerst."):
        reject_top(neu, ja=1, konto=konto)


def test_after_closing_an_admission_is_not_turned_round(konto: Konto) -> None:
    top = urgent_item(konto)
    build_anwesenheit(top.sitzung, anwesend=10)
    reject_top(top, ja=6, konto=konto)
    for anderer in iter_tops(top.sitzung):
        if anderer != top:
            build_abstimmung(anderer)
    close_sitzung(top.sitzung, konto=konto)
    satz = "Die Sitzung ist beendet. Bitte eröffnen Sie sie wieder, um die Aufnahme anders festzustellen."
    with refused(satz):
        admit_top(top, ja=9, konto=konto, berichtigungsgrund="Verwechselt")
    reject_top(top, ja=5, konto=konto, berichtigungsgrund="Verzählt")
    assert fresh(top).aufnahme_ja == 5
