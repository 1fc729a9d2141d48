"""Nobody alone decides what the public reads of an agenda."""

from collections.abc import Callable

import pytest

from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle, Vorschlagsausgang
from konten.models import Konto, Vorschlag
from konten.rules.vier_augen import NIEMAND_SONST
from post.enums import Anlass
from post.models import Nachricht
from sitzungen.actions.reihenfolge import move_top
from sitzungen.actions.sitzung import reschedule_sitzung
from sitzungen.actions.tagesordnung import (
    place_top,
    publish_tagesordnung,
    replace_fassung,
    revise_top,
    strike_top,
)
from sitzungen.actions.vorschlag import propose_tagesordnung
from sitzungen.enums import Mehrheitsart, Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_freigegebene_vorlage,
    build_konto,
    build_neufassung,
    build_sitzung,
    build_top,
    release_fassung,
)
from tests.pruefen import journals, refused
from tests.zweite_person import publish_agenda

pytestmark = pytest.mark.django_db


def clerk() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def place(sitzung: Sitzung, konto: Konto, betreff: str = "Mitteilungen") -> Tagesordnungspunkt:
    return place_top(sitzung, teil=Teil.OEFFENTLICH, betreff=betreff, konto=konto)


def revise(top: Tagesordnungspunkt, konto: Konto, betreff: str) -> Tagesordnungspunkt:
    return revise_top(top, konto=konto, betreff=betreff, oberbegriff="", mehrheit=Mehrheitsart.EINFACH)


def satz_for(punkte: str, andere: Konto | None) -> str:
    rat = f"Bitte legen Sie die Tagesordnung zur Veröffentlichung vor; bestätigen kann sie {andere}."
    return (
        f"Die öffentlichen Worte von {punkte} hat niemand außer Ihnen geschrieben oder geprüft (Vier-Augen-Prinzip). "
        f"{rat if andere else NIEMAND_SONST}"
    )


def build_agenda() -> Sitzung:
    """Build a sitting that brings no clerk of its own along."""
    return build_sitzung(konto=build_konto())


def test_one_writes_and_the_other_publishes_without_ceremony() -> None:
    sitzung, erste, zweite = build_agenda(), clerk(), clerk()
    place(sitzung, erste)
    assert publish_tagesordnung(sitzung, konto=zweite).is_veroeffentlicht
    assert not Vorschlag.objects.exists()


def test_words_that_two_people_released_need_nobody_else() -> None:
    sitzung, konto = build_agenda(), clerk()
    build_top(sitzung, konto=konto)
    assert publish_tagesordnung(sitzung, konto=konto).is_veroeffentlicht


def test_whoever_wrote_plain_and_generic_words_does_not_publish_them_alone() -> None:
    sitzung, konto, zweite = build_agenda(), clerk(), clerk()
    place(sitzung, konto)
    build_top(sitzung, oeffentlich=False, konto=konto)
    for selbst in (konto, build_konto(rolle=Rolle.SITZUNGSDIENST, person=konto.person)):
        with refused(satz_for("Ö 1, N 1", zweite)):
            publish_tagesordnung(sitzung, konto=selbst)


def test_says_so_if_nobody_else_can() -> None:
    sitzung, konto = build_agenda(), clerk()
    place(sitzung, konto)
    with refused(satz_for("Ö 1", None)):
        publish_tagesordnung(sitzung, konto=konto)


def test_a_reworded_subject_of_a_paper_is_ones_own() -> None:
    sitzung, konto, zweite = build_agenda(), clerk(), clerk()
    revise(build_top(sitzung, konto=zweite), konto, "Kauf des Grundstücks von Frau Müller")
    with refused(satz_for("Ö 1", zweite)):
        publish_tagesordnung(sitzung, konto=konto)
    assert publish_tagesordnung(sitzung, konto=zweite).is_veroeffentlicht


def test_who_changed_the_words_last_has_written_them() -> None:
    sitzung, erste, zweite = build_agenda(), clerk(), clerk()
    top = place(sitzung, erste)
    revise(top, zweite, top.betreff)
    assert Tagesordnungspunkt.objects.get().worte_von == erste
    revise(top, zweite, "Mitteilungen der Verwaltung")
    assert Tagesordnungspunkt.objects.get().worte_von == zweite
    assert publish_tagesordnung(sitzung, konto=erste).is_veroeffentlicht


def test_a_newer_fassung_brings_its_released_subject_along() -> None:
    sitzung, konto = build_agenda(), clerk()
    vorlage = build_freigegebene_vorlage(stationen=[(sitzung.gremium, None, True, True)])
    top = build_top(sitzung, vorlage=vorlage, konto=konto)
    release_fassung(build_neufassung(vorlage, betreff="Neuer Titel"))
    replace_fassung(top, konto=konto)
    assert Tagesordnungspunkt.objects.get().betreff == "Neuer Titel"
    assert publish_tagesordnung(sitzung, konto=konto).is_veroeffentlicht


def test_what_one_proposes_the_other_confirms() -> None:
    sitzung, erste, zweite = build_agenda(), clerk(), clerk()
    place(sitzung, erste)
    place(sitzung, zweite, "Einwohnerfragestunde")
    with journals(Akt.VORSCHLAGEN):
        propose_tagesordnung(sitzung, konto=erste)
    with journals(Akt.TO_VEROEFFENTLICHEN):
        publish_tagesordnung(sitzung, konto=zweite)
    assert Eintrag.objects.latest("laufend").daten["vorgeschlagen_von"] == erste.username
    vorschlag = Vorschlag.objects.get()
    assert (vorschlag.ausgang, vorschlag.erledigt_von) == (Vorschlagsausgang.BESTAETIGT, zweite)


def test_proposing_does_not_make_a_second_person_of_oneself() -> None:
    sitzung, konto, zweite = build_agenda(), clerk(), clerk()
    place(sitzung, konto)
    propose_tagesordnung(sitzung, konto=konto)
    with refused(satz_for("Ö 1", zweite)):
        publish_tagesordnung(sitzung, konto=konto)


AENDERUNGEN: dict[str, Callable[[Sitzung, list[Tagesordnungspunkt], Konto], object]] = {
    "andere Worte": lambda sitzung, tops, konto: revise(tops[0], konto, "Andere Worte"),
    "anderer Ort": lambda sitzung, tops, konto: reschedule_sitzung(
        sitzung, konto=konto, beginn=sitzung.beginn, ort="Anderswo", hinweis=""
    ),
    "ein Punkt mehr": lambda sitzung, tops, konto: place(sitzung, konto, "Noch einer"),
    "ein Punkt weniger": lambda sitzung, tops, konto: strike_top(tops[0], konto=konto),
    "andere Reihenfolge": lambda sitzung, tops, konto: move_top(tops[1], nach=1),
    "eine Vorlage mehr": lambda sitzung, tops, konto: build_top(sitzung, konto=konto),
}


@pytest.mark.parametrize("was", [*AENDERUNGEN, "nichts"])
def test_a_proposal_holds_for_exactly_what_was_proposed(was: str) -> None:
    sitzung, erste, zweite = build_agenda(), clerk(), clerk()
    tops = [place(sitzung, zweite, betreff) for betreff in ("Eins", "Zwei", "Drei")]
    propose_tagesordnung(sitzung, konto=erste)
    if was == "nichts":
        assert publish_tagesordnung(sitzung, konto=zweite).is_veroeffentlicht
        return
    AENDERUNGEN[was](sitzung, tops, zweite)
    punkte = ", ".join(f"Ö {n}" for n, top in enumerate(sitzung.tops.filter(fassung=None), start=1))
    with refused(satz_for(punkte, erste)):
        publish_tagesordnung(Sitzung.objects.get(pk=sitzung.pk), konto=zweite)


def test_what_cannot_be_published_is_not_proposed() -> None:
    sitzung, konto = build_agenda(), clerk()
    with refused("Die Tagesordnung ist leer. Bitte setzen Sie mindestens einen Punkt."):
        propose_tagesordnung(sitzung, konto=konto)


def test_publishing_by_others_ends_a_proposal_that_does_not_fit() -> None:
    sitzung, erste = build_agenda(), clerk()
    place(sitzung, erste)
    propose_tagesordnung(sitzung, konto=erste)
    place(sitzung, erste, "Noch einer")
    publish_agenda(sitzung)
    assert Vorschlag.objects.get().ausgang == Vorschlagsausgang.UEBERHOLT


def test_whoever_can_confirm_is_written_to_and_reads_no_word_of_it() -> None:
    sitzung, erste, zweite = build_agenda(), clerk(), clerk()
    place(sitzung, erste, "Verkauf der Burg")
    propose_tagesordnung(sitzung, konto=erste)
    [nachricht] = Nachricht.objects.filter(anlass=Anlass.VORSCHLAG)
    assert nachricht.konto == zweite
    assert sitzung.nummer in nachricht.satz
    assert "Burg" not in str(vars(nachricht))
