"""Closed decisions are a duty until they are announced, or an interest forbids it; nobody alone makes words public."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gremien.rules.befund import VorgangGesperrt
from journal.enums import Akt
from konten.actions.vorschlag import decline_vorschlag
from konten.models import Konto
from nachbereitung.actions.bekanntgabe import (
    place_bekanntgabe,
    release_bekanntgabe,
    suggest_text,
    withhold_bekanntgabe,
    write_bekanntgabe,
)
from nachbereitung.models import Bekanntgabe, Beschluss
from nachbereitung.pages.bekanntgaben import count_offene, list_pflichten
from nachbereitung.rules.bekanntgabe import PUNKT
from post.enums import Anlass
from post.models import Nachricht
from sitzungen.actions.sitzung import close_sitzung, open_sitzung
from sitzungen.actions.tagesordnung import strike_top
from sitzungen.enums import Teil
from sitzungen.models import Sitzung
from tests.bauten import (
    NACHGETRAGEN,
    build_abstimmung,
    build_freigegebene_vorlage,
    build_gremium,
    build_mitglied,
    build_sitzung,
    build_top,
    future,
)
from tests.nachbereitung.haus import Haus, build_haus
from tests.pdf_text import extract_text
from tests.pruefen import journals, refused
from tests.zweite_person import publish_agenda
from vorlagen.enums import Ausgang

pytestmark = pytest.mark.django_db

WORTE = "Der Stadtrat hat den Verkauf eines Grundstücks beschlossen."


def undecided(konto: Konto) -> list[Beschluss]:
    return [pflicht.beschluss for pflicht in list_pflichten(konto).offene]


def released(haus: Haus, beschluss: Beschluss) -> Bekanntgabe:
    return release_bekanntgabe(write_bekanntgabe(beschluss, text=WORTE, konto=haus.dienst), konto=haus.zweiter)


def announce(haus: Haus, *, tage_her: int = 0) -> Sitzung:
    """Hold a sitting with the announcement on its agenda."""
    sitzung = haus.plan_naechste(timezone.now() - timedelta(days=tage_her, minutes=1))
    place_bekanntgabe(sitzung, konto=haus.dienst)
    sitzung = open_sitzung(publish_agenda(sitzung), konto=haus.dienst, grund=NACHGETRAGEN)
    return close_sitzung(sitzung, konto=haus.dienst)


def ask(konto: Konto | None, adresse: str) -> tuple[int, str]:
    """Return status and text of a PDF."""
    client = Client()
    if konto is not None:
        client.force_login(konto)
    antwort = client.get(adresse)
    return antwort.status_code, extract_text(antwort.content) if antwort.status_code == 200 else ""


def test_every_closed_decision_becomes_a_duty_and_no_public_one() -> None:
    haus = build_haus()
    sitzung = haus.build_sitzung(True, False, False, frei=True)
    oeffentlich, angenommen, abgelehnt, frei = sitzung.tops.order_by("pk")
    for top, ausgang in ((oeffentlich, None), (angenommen, None), (abgelehnt, Ausgang.ABGELEHNT), (frei, None)):
        build_abstimmung(top, ausgang=ausgang or Ausgang.EINSTIMMIG, konto=haus.dienst)
    assert undecided(haus.dienst) == []
    close_sitzung(sitzung, konto=haus.dienst)
    assert [b.pk for b in undecided(haus.dienst)] == [angenommen.pk, abgelehnt.pk, frei.pk]
    assert count_offene(haus.dienst) == 3
    assert count_offene(haus.leitung) == 0


def test_a_recommendation_is_no_decision() -> None:
    haus = build_haus()
    sitzung = build_sitzung(gremium=haus.gremium, beginn=timezone.now() - timedelta(hours=1), konto=haus.dienst)
    weg = [(haus.gremium, None, False, False), (build_gremium(), None, True, False)]
    build_top(sitzung, vorlage=build_freigegebene_vorlage(stationen=weg, oeffentlich=False), konto=haus.dienst)
    sitzung = open_sitzung(publish_agenda(sitzung), konto=haus.dienst, grund=NACHGETRAGEN)
    build_abstimmung(sitzung.tops.get(), konto=haus.dienst)
    close_sitzung(sitzung, konto=haus.dienst)
    assert undecided(haus.dienst) == []
    assert not Beschluss.objects.carried().exists()


def test_the_text_it_begins_with_says_nothing_but_what_the_agenda_said() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(False)
    tag = timezone.localtime(beschluss.sitzung.beginn)
    assert suggest_text(beschluss) == (
        f"{haus.gremium}, Sitzung vom {tag:%d.%m.%Y}: Im nichtöffentlichen Teil wurde unter TOP N 1 über "
        "„Grundstückssachen“ beschlossen: "
    )
    satz = "Bitte schreiben Sie, was öffentlich bekannt gegeben wird. Nennen Sie nichts, was schutzwürdig ist."
    with refused(satz, feld="text"):
        write_bekanntgabe(beschluss, text=suggest_text(beschluss), konto=haus.dienst)


def test_written_by_one_released_by_another() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(False)
    with journals(Akt.VORSCHLAGEN):
        zeile = write_bekanntgabe(beschluss, text=WORTE, konto=haus.dienst)
    [brief] = Nachricht.objects.filter(anlass=Anlass.VORSCHLAG, konto=haus.zweiter)
    assert brief.ziel == reverse("bekanntgabe_freigeben", args=[beschluss.pk])
    assert WORTE not in brief.satz
    assert (undecided(haus.dienst), count_offene(haus.dienst), count_offene(haus.zweiter)) == ([], 0, 1)
    with pytest.raises(VorgangGesperrt, match="Vier-Augen-Prinzip"):
        release_bekanntgabe(zeile, konto=haus.dienst)
    with journals(Akt.BEKANNTGABE_FREIGEBEN):
        zeile = release_bekanntgabe(zeile, konto=haus.zweiter)
    assert (zeile.freigegeben_von, zeile.freigegeben_person) == (haus.zweiter, haus.zweiter.person)
    assert count_offene(haus.zweiter) == 0


def test_what_was_declined_is_a_duty_again() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(False)
    zeile = write_bekanntgabe(beschluss, text=WORTE, konto=haus.dienst)
    decline_vorschlag(zeile, konto=haus.zweiter, grund="Nennt zu viel")
    assert undecided(haus.dienst) == [beschluss]
    satz = "Hierzu liegt kein Vorschlag mehr vor. Er ist inzwischen bestätigt, abgelehnt oder zurückgenommen."
    with refused(satz):
        release_bekanntgabe(zeile, konto=haus.zweiter)


def test_a_protected_interest_needs_a_reason_and_stays_listed_until_words_are_written() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(False)
    with refused(
        "Bitte begründen Sie, welche Belange des Gemeinwohls oder Einzelner der Bekanntgabe entgegenstehen.",
        feld="grund",
    ):
        withhold_bekanntgabe(beschluss, grund=" ", konto=haus.dienst)
    with journals(Akt.BEKANNTGABE_UNTERLASSEN):
        withhold_bekanntgabe(beschluss, grund="Personalie", konto=haus.dienst)
    liste = list_pflichten(haus.dienst)
    assert [p.beschluss for p in liste.geschuetzte] == [beschluss]
    assert liste.offene == []
    released(haus, beschluss)
    liste = list_pflichten(haus.dienst)
    assert (liste.geschuetzte, [a.bereite[0].beschluss for a in liste.angebote]) == ([], [beschluss])


def test_it_is_offered_to_the_next_public_part_with_one_click() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(False, tage_her=1)
    released(haus, beschluss)
    naechste = haus.plan_naechste(future())
    [angebot] = list_pflichten(haus.dienst).angebote
    assert (angebot.sitzung, angebot.steht) == (naechste, False)
    client = Client()
    client.force_login(haus.dienst)
    assert PUNKT in client.get(reverse("bekanntgaben")).content.decode()
    antwort = client.post(reverse("bekanntgabe_aufsetzen", args=[naechste.pk]))
    assert antwort.status_code == 302
    [top] = naechste.tops.all()
    assert (top.betreff, top.teil, top.beratung) == (PUNKT, Teil.OEFFENTLICH, None)
    assert list_pflichten(haus.dienst).angebote[0].steht
    with refused(f"„{PUNKT}“ steht schon auf dieser Tagesordnung."):
        place_bekanntgabe(naechste, konto=haus.dienst)


def test_after_the_sitting_it_counts_as_announced_and_everybody_reads_it() -> None:
    haus = build_haus()
    beschluss, geschuetzt = haus.hold(False, False, tage_her=1)
    released(haus, beschluss)
    withhold_bekanntgabe(geschuetzt, grund="Personalie", konto=haus.dienst)
    assert not Bekanntgabe.objects.visible_to(AnonymousUser()).exists()
    sitzung = announce(haus)
    zeile = Bekanntgabe.objects.visible_to(AnonymousUser()).get()
    assert (zeile.top_id, zeile.bekanntgegeben_in) == (beschluss.pk, sitzung)
    status, text = ask(None, reverse("bekanntgabe_pdf", args=[sitzung.pk]))
    assert status == 200
    assert WORTE in " ".join(text.split()).replace("\xad ", "")
    assert beschluss.betreff not in text
    assert [p.beschluss for p in list_pflichten(haus.dienst).bekannte] == [beschluss]
    with refused("Der Beschluss ist schon bekannt gegeben."):
        write_bekanntgabe(beschluss, text="Anders", konto=haus.dienst)


def test_what_was_released_after_the_day_of_the_sitting_was_not_announced_in_it() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(False, tage_her=3)
    released(haus, beschluss)
    announce(haus, tage_her=1)
    assert not Bekanntgabe.objects.filter(bekanntgegeben_in__isnull=False).exists()


def test_without_the_item_nothing_counts_as_announced() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(False, tage_her=1)
    released(haus, beschluss)
    haus.hold(True)
    assert not Bekanntgabe.objects.filter(bekanntgegeben_in__isnull=False).exists()


def test_if_the_item_turns_out_to_be_struck_it_waits_again() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(False, tage_her=1)
    released(haus, beschluss)
    sitzung = announce(haus)
    sitzung = open_sitzung(sitzung, konto=haus.dienst, grund="Nicht vorgelesen")
    strike_top(sitzung.tops.get(betreff=PUNKT), konto=haus.dienst, grund="Nicht vorgelesen")
    close_sitzung(sitzung, konto=haus.dienst)
    assert [a.bereite[0].beschluss for a in list_pflichten(haus.dienst).angebote] == [beschluss]


def test_before_the_sitting_only_who_keeps_it_gets_the_document() -> None:
    haus = build_haus()
    [beschluss] = haus.hold(False, tage_her=1)
    released(haus, beschluss)
    naechste = haus.plan_naechste(future())
    place_bekanntgabe(naechste, konto=haus.dienst)
    publish_agenda(naechste)
    adresse = reverse("bekanntgabe_pdf", args=[naechste.pk])
    mitglied = build_mitglied(gremium=haus.gremium)
    antworten = [ask(konto, adresse)[0] for konto in (None, mitglied, haus.schreibend, haus.dienst)]
    assert antworten == [404, 404, 404, 200]
