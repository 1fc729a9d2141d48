"""The extract goes to the office that carries a decision out: once the sitting is over, once per result."""

import pytest
from django.test import Client
from django.urls import reverse

from nachbereitung.models import Beschluss
from post.enums import Anlass
from post.models import Nachricht
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.sitzung import close_sitzung, open_sitzung
from sitzungen.models import Abstimmung
from tests.bauten import build_abstimmung
from tests.nachbereitung.haus import Haus, build_haus
from tests.pdf_text import extract_text
from vorlagen.enums import Ausgang
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db


def auszuege() -> list[tuple[str, str]]:
    """Return (login, page) of every extract that was sent, in order."""
    nachrichten = Nachricht.objects.filter(anlass=Anlass.BESCHLUSSAUSZUG).order_by("pk")
    return [(n.konto.username, n.ziel) for n in nachrichten if n.konto is not None]


def erwartet(haus: Haus, *beschluesse: Beschluss) -> set[tuple[str, str]]:
    """Return that both people of the office, and the author of each paper, are written to about these."""
    namen = {haus.schreibend.username, haus.leitung.username}
    namen |= {f.verfasser.username for f in _fassungen(haus) if f.verfasser}
    return {(name, reverse("beschluss", args=[b.pk])) for b in beschluesse for name in namen}


def _fassungen(haus: Haus) -> list[Fassung]:
    return list(Fassung.objects.filter(amt=haus.amt, verfasser__isnull=False).select_related("verfasser"))


def test_when_the_sitting_is_over_the_office_gets_each_carried_decision_once() -> None:
    haus = build_haus()
    beschluesse = haus.hold(True, False)
    assert set(auszuege()) == erwartet(haus, *beschluesse)
    assert len(auszuege()) == len(erwartet(haus, *beschluesse))
    geheim = beschluesse[1]
    for nachricht in Nachricht.objects.filter(anlass=Anlass.BESCHLUSSAUSZUG):
        assert geheim.betreff not in nachricht.satz + nachricht.gegenstand


@pytest.mark.parametrize("ausgang", [Ausgang.ABGELEHNT, Ausgang.VERTAGT])
def test_what_was_not_carried_is_sent_to_nobody(ausgang: Ausgang) -> None:
    haus = build_haus()
    sitzung = haus.build_sitzung(True)
    build_abstimmung(sitzung.tops.get(), ausgang=ausgang, konto=haus.dienst)
    close_sitzung(sitzung, konto=haus.dienst)
    assert auszuege() == []
    assert list(Beschluss.objects.carried()) == []


def test_before_the_sitting_is_over_nothing_is_sent() -> None:
    haus = build_haus()
    build_abstimmung(haus.build_sitzung(True).tops.get(), konto=haus.dienst)
    assert auszuege() == []


def test_closed_again_only_what_changed_is_sent() -> None:
    haus = build_haus()
    erster, zweiter = haus.hold(True, True)
    bisher = len(auszuege())
    sitzung = open_sitzung(erster.sitzung, konto=haus.dienst, grund="Versehen")
    stehend = Abstimmung.objects.valid().get(top=zweiter.pk)
    record_abstimmung(
        zweiter,
        Ergebnis(ausgang=Ausgang.MEHRHEITLICH),
        konto=haus.dienst,
        berichtigt=stehend,
        berichtigungsgrund="Verzählt",
        grund="Nicht gezählt",
    )
    assert len(auszuege()) == bisher
    close_sitzung(sitzung, konto=haus.dienst)
    assert set(auszuege()[bisher:]) == erwartet(haus, zweiter)


def test_a_result_corrected_after_the_sitting_is_sent_at_once() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True, ausgang=Ausgang.ABGELEHNT)
    stehend = Abstimmung.objects.valid().get(top=beschluss.pk)
    record_abstimmung(
        beschluss,
        Ergebnis(ausgang=Ausgang.EINSTIMMIG),
        konto=haus.dienst,
        berichtigt=stehend,
        berichtigungsgrund="Vertauscht",
    )
    assert set(auszuege()) == erwartet(haus, beschluss)


def test_the_office_reads_its_closed_decision_and_nobody_else_of_the_administration_does() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(False)
    pdf = reverse("beschluss_pdf", args=[beschluss.pk])
    leser = {"amt": haus.schreibend, "dienst": haus.dienst, "fremd": haus.fremd}
    antworten = {}
    for name, konto in leser.items():
        client = Client()
        client.force_login(konto)
        antworten[name] = client.get(beschluss.get_absolute_url()).status_code, client.get(pdf)
    assert {name: (seite, datei.status_code) for name, (seite, datei) in antworten.items()} == {
        "amt": (200, 200),
        "dienst": (200, 200),
        "fremd": (404, 404),
    }
    text = " ".join(extract_text(antworten["amt"][1].content).split())
    assert beschluss.betreff in text
    assert "Der Stadtrat stimmt zu." in text
    assert "einstimmig" in text


def test_a_head_of_another_office_with_a_public_decision_sees_it_but_gets_no_mail() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(True)
    assert haus.fremd.username not in {name for name, _ in auszuege()}
    assert list(Beschluss.objects.carried().visible_to(haus.fremd)) == [beschluss]
