"""Auf die Tagesordnung setzen, ordnen, ändern, absetzen, Fassung austauschen."""

import pytest
from django.utils import timezone

from journal.enums import Akt
from journal.models import Eintrag
from konten.models import Konto
from sitzungen.actions.reihenfolge import move_top
from sitzungen.actions.sitzung import close_sitzung, invite_sitzung
from sitzungen.actions.tagesordnung import place_top, replace_fassung, revise_top, strike_top
from sitzungen.enums import Mehrheitsart, Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_neufassung,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    iter_tops,
    release_fassung,
)
from tests.pruefen import journals, refused
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.enums import Ausgang, Vorlagenart, Vorlagenstatus
from vorlagen.models import Beratung, Vorlage

pytestmark = pytest.mark.django_db

BEENDET = "Die Sitzung ist beendet; ihre Tagesordnung ändert sich nicht mehr."


@pytest.fixture
def konto() -> Konto:
    return build_konto()


@pytest.fixture
def sitzung() -> Sitzung:
    return build_sitzung()


def waiting_station(sitzung: Sitzung, *, oeffentlich: bool = True) -> Beratung:
    vorlage = build_freigegebene_vorlage(
        stationen=[(sitzung.gremium, None, True, oeffentlich)], oeffentlich=oeffentlich
    )
    return vorlage.beratungen.get()


def free_item(sitzung: Sitzung, konto: Konto, betreff: str, **angaben: object) -> Tagesordnungspunkt:
    vorgaben: dict[str, object] = {"teil": Teil.OEFFENTLICH, "betreff": betreff}
    return place_top(sitzung, konto=konto, **vorgaben | angaben)  # type: ignore[arg-type]


def order_of(sitzung: Sitzung) -> list[str]:
    return [top.betreff for top in iter_tops(sitzung)]


# --- placing


def test_a_paper_is_placed_in_its_newest_fassung(sitzung: Sitzung, konto: Konto) -> None:
    vorlage = build_freigegebene_vorlage(stationen=[(sitzung.gremium, None, True, True)])
    neu = release_fassung(build_neufassung(vorlage, betreff="Zweiter Anlauf"))
    with journals(Akt.AUFSETZEN):
        top = place_top(sitzung, teil=Teil.OEFFENTLICH, konto=konto, beratung=vorlage.beratungen.get())
    assert (top.fassung, top.betreff, top.nummer, top.position) == (neu, "Zweiter Anlauf", "", 1)
    assert vorlage.beratungen.get().datum == timezone.localtime(sitzung.beginn).date()


@pytest.mark.parametrize(
    ("frage_oeffentlich", "antwort_oeffentlich", "abgesetzt", "darunter"),
    [(True, True, False, True), (False, False, False, True), (False, True, False, False), (True, True, True, False)],
)
def test_an_answer_stands_below_its_question_on_the_same_part_of_the_agenda(
    sitzung: Sitzung, konto: Konto, frage_oeffentlich: bool, antwort_oeffentlich: bool, abgesetzt: bool, darunter: bool
) -> None:
    def place(vorlage: Vorlage) -> Tagesordnungspunkt:
        return build_top(sitzung, vorlage=vorlage, konto=konto)

    def paper(oeffentlich: bool, **felder: object) -> Vorlage:
        weg = [(sitzung.gremium, None, False, oeffentlich)]
        return build_freigegebene_vorlage(stationen=weg, oeffentlich=oeffentlich, **felder)  # type: ignore[arg-type]

    frage = paper(frage_oeffentlich, art=Vorlagenart.AF)
    oben = place(frage)
    anderes = place(paper(antwort_oeffentlich, art=Vorlagenart.UV))
    if abgesetzt:
        strike_top(oben, konto=konto, grund="Zurückgestellt")
    antwort = place(paper(antwort_oeffentlich, art=Vorlagenart.AW, bezug=frage))
    assert antwort.uebergeordnet == (oben if darunter else None)
    anderes.refresh_from_db()
    assert (antwort.position < anderes.position) == darunter


def test_a_station_of_another_body_is_refused(sitzung: Sitzung, konto: Konto) -> None:
    beratung = waiting_station(build_sitzung(gremium=build_gremium(name="Forstausschuss")))
    satz = "Diese Station gehört zum Gremium Forstausschuss. Bitte wählen Sie eine Sitzung dieses Gremiums."
    with refused(satz):
        place_top(sitzung, teil=Teil.OEFFENTLICH, konto=konto, beratung=beratung)


@pytest.mark.parametrize(("oeffentlich", "wort"), [(True, "öffentlich"), (False, "nichtöffentlich")])
def test_the_wrong_part_is_refused(sitzung: Sitzung, konto: Konto, *, oeffentlich: bool, wort: str) -> None:
    beratung = waiting_station(sitzung, oeffentlich=oeffentlich)
    satz = (
        f"Die Station ist {wort} geplant. "
        "Bitte wählen Sie den passenden Teil der Tagesordnung oder ändern Sie den Gremienweg."
    )
    with refused(satz, feld="teil"):
        place_top(
            sitzung, teil=Teil.NICHTOEFFENTLICH if oeffentlich else Teil.OEFFENTLICH, konto=konto, beratung=beratung
        )


def test_a_draft_is_refused(sitzung: Sitzung, konto: Konto) -> None:
    fassung = build_entwurf(stationen=[(sitzung.gremium, None, True, True)])
    beratung = fassung.vorlage.beratungen.get()
    with refused("Die Vorlage ist noch nicht freigegeben."):
        place_top(sitzung, teil=Teil.OEFFENTLICH, konto=konto, beratung=beratung)


def test_a_withdrawn_paper_is_refused(sitzung: Sitzung, konto: Konto) -> None:
    beratung = waiting_station(sitzung)
    withdraw_vorlage(beratung.vorlage, konto=konto, grund="Überholt")
    with refused("Die Vorlage wurde zurückgezogen."):
        place_top(sitzung, teil=Teil.OEFFENTLICH, konto=konto, beratung=beratung)


def test_a_station_stands_on_one_agenda_only(sitzung: Sitzung, konto: Konto) -> None:
    top = build_top(build_sitzung(gremium=sitzung.gremium))
    with refused("Die Vorlage steht für diese Station schon auf einer Tagesordnung."):
        place_top(sitzung, teil=Teil.OEFFENTLICH, konto=konto, beratung=top.beratung)


def test_a_decided_station_is_refused(konto: Konto) -> None:
    top = build_abstimmung(ausgang=Ausgang.VERTAGT).top
    naechste = build_sitzung(gremium=top.sitzung.gremium)
    Tagesordnungspunkt.objects.filter(pk=top.pk).update(abgesetzt_am=timezone.now())
    with refused("Diese Station hat schon ein Ergebnis. Bitte wählen Sie eine offene Station."):
        place_top(naechste, teil=Teil.OEFFENTLICH, konto=konto, beratung=top.beratung)


def test_an_item_needs_a_subject(sitzung: Sitzung, konto: Konto) -> None:
    with refused("Bitte geben Sie einen Betreff an.", feld="betreff"):
        free_item(sitzung, konto, "  ")


def test_after_the_invitation_an_addition_waits_for_its_nachtrag(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    invite_sitzung(sitzung, zugang=timezone.now(), konto=konto)
    top = free_item(sitzung, konto, "Hochwasser")
    assert (top.nummer, top.bekanntmachung) == ("", None)


def test_a_sub_item_belongs_under_an_item_of_its_part_and_agenda(sitzung: Sitzung, konto: Konto) -> None:
    haupt = free_item(sitzung, konto, "Anfrage")
    unter = free_item(sitzung, konto, "Antwort", uebergeordnet=haupt)
    fremd = free_item(build_sitzung(), konto, "Anderswo")
    falsch = "Ein Unterpunkt steht im selben Teil derselben Tagesordnung wie sein Punkt. Bitte wählen Sie neu."
    with refused(falsch, feld="uebergeordnet"):
        free_item(sitzung, konto, "Antwort", uebergeordnet=fremd)
    with refused(falsch, feld="uebergeordnet"):
        free_item(sitzung, konto, "Antwort", teil=Teil.NICHTOEFFENTLICH, uebergeordnet=haupt)
    zu_tief = "„Antwort“ kann keine Unterpunkte haben. Bitte wählen Sie einen Punkt der ersten Ebene."
    with refused(zu_tief, feld="uebergeordnet"):
        free_item(sitzung, konto, "Rückfrage", uebergeordnet=unter)


def test_a_closed_sitting_takes_nothing_more(konto: Konto) -> None:
    sitzung = build_abstimmung().top.sitzung
    top = sitzung.tops.get()
    close_sitzung(sitzung, konto=konto)
    for act in (
        lambda: free_item(sitzung, konto, "Mitteilungen"),
        lambda: move_top(top, nach=1),
        lambda: strike_top(top, konto=konto, grund="Irrtum"),
        lambda: replace_fassung(top, konto=konto),
        lambda: revise_top(top, konto=konto, betreff="Neu", oberbegriff="", mehrheit=Mehrheitsart.EINFACH),
    ):
        with refused(BEENDET):
            act()


# --- moving


@pytest.mark.parametrize(
    ("wer", "nach", "reihe"),
    [
        ("A", 3, ["B", "C", "A", "D"]),
        ("D", 1, ["D", "A", "B", "C"]),
        ("B", 99, ["A", "C", "D", "B"]),
        ("C", 1, ["C", "A", "B", "D"]),
        ("B", 2, ["A", "B", "C", "D"]),
    ],
)
def test_moves_within_the_part(sitzung: Sitzung, konto: Konto, wer: str, nach: int, reihe: list[str]) -> None:
    tops = {betreff: free_item(sitzung, konto, betreff) for betreff in "ABCD"}
    free_item(sitzung, konto, "N", teil=Teil.NICHTOEFFENTLICH)
    vorher = Eintrag.objects.count()
    move_top(tops[wer], nach=nach)
    assert order_of(sitzung) == [*reihe, "N"]
    assert Eintrag.objects.count() == vorher


def test_published_numbers_never_move() -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=2, nichtoeffentliche=0)
    letzter = list(iter_tops(sitzung))[-1]
    with refused("Die Tagesordnung ist veröffentlicht; ihre Reihenfolge und Nummern bleiben."):
        move_top(letzter, nach=1)


# --- changing


def revise(top: Tagesordnungspunkt, konto: Konto, **angaben: object) -> Tagesordnungspunkt:
    vorgaben: dict[str, object] = {
        "betreff": top.betreff,
        "oberbegriff": top.oberbegriff,
        "mehrheit": Mehrheitsart(top.mehrheit),
        "uebergeordnet": top.uebergeordnet,
    }
    return revise_top(top, konto=konto, **vorgaben | angaben)  # type: ignore[arg-type]


def test_before_publication_everything_may_change(sitzung: Sitzung, konto: Konto) -> None:
    haupt, top = free_item(sitzung, konto, "Anfrage"), free_item(sitzung, konto, "Antwort")
    vorher = Eintrag.objects.count()
    revise(top, konto, betreff="Antworten", mehrheit=Mehrheitsart.GESETZLICHE_ZAHL, uebergeordnet=haupt)
    top.refresh_from_db()
    assert (top.betreff, top.mehrheit, top.uebergeordnet) == ("Antworten", Mehrheitsart.GESETZLICHE_ZAHL, haupt)
    assert Eintrag.objects.count() == vorher


def test_afterwards_only_the_majority_and_with_a_journal_row(konto: Konto) -> None:
    top = next(iter_tops(build_veroeffentlichte_sitzung()))
    with refused("Der Punkt ist veröffentlicht; ändern lässt sich nur noch die nötige Mehrheit."):
        revise(top, konto, betreff="Etwas anderes")
    with journals(Akt.AUFSETZEN):
        revise(top, konto, mehrheit=Mehrheitsart.GESETZLICHE_ZAHL)
    assert Tagesordnungspunkt.objects.get(pk=top.pk).mehrheit == Mehrheitsart.GESETZLICHE_ZAHL


def test_the_majority_is_not_changed_behind_a_result(konto: Konto) -> None:
    top = build_abstimmung().top
    with refused("Zu diesem Punkt gibt es schon ein Ergebnis."):
        revise(top, konto, mehrheit=Mehrheitsart.GESETZLICHE_ZAHL)


def test_an_item_with_sub_items_becomes_none_itself(sitzung: Sitzung, konto: Konto) -> None:
    erster, zweiter = free_item(sitzung, konto, "Anfrage"), free_item(sitzung, konto, "Anfrage 2")
    free_item(sitzung, konto, "Antwort", uebergeordnet=erster)
    satz = "Der Punkt hat selbst Unterpunkte oder ist derselbe. Bitte lassen Sie „Unterpunkt von“ leer."
    with refused(satz, feld="uebergeordnet"):
        revise(erster, konto, uebergeordnet=zweiter)
    with refused(satz, feld="uebergeordnet"):
        revise(zweiter, konto, uebergeordnet=zweiter)


def test_the_subject_is_not_emptied(sitzung: Sitzung, konto: Konto) -> None:
    top = free_item(sitzung, konto, "Mitteilungen")
    with refused("Bitte geben Sie einen Betreff an.", feld="betreff"):
        revise(top, konto, betreff=" ")


# --- striking


def test_an_unpublished_item_vanishes_and_its_station_waits(sitzung: Sitzung, konto: Konto) -> None:
    top = build_top(sitzung)
    unter = free_item(sitzung, konto, "Antwort", uebergeordnet=top)
    with journals(Akt.ABSETZEN):
        strike_top(top, konto=konto)
    assert list(sitzung.tops.values_list("pk", "uebergeordnet")) == [(unter.pk, None)]
    assert top.beratung is not None
    assert build_top(sitzung, vorlage=top.beratung.vorlage).beratung == top.beratung


def test_a_published_item_stays_listed_as_struck(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(nichtoeffentliche=0)
    top = next(iter_tops(sitzung))
    with refused("Bitte geben Sie an, warum der Punkt abgesetzt wird.", feld="grund"):
        strike_top(top, konto=konto, grund=" ")
    strike_top(top, konto=konto, grund="Gutachten fehlt")
    top.refresh_from_db()
    assert (top.nummer, top.abgesetzt_grund, top.abgesetzt_am is not None) == ("1", "Gutachten fehlt", True)
    with refused("Der Punkt ist schon abgesetzt."):
        strike_top(top, konto=konto, grund="Noch einmal")
    # The station is open again and may go onto another agenda.
    assert top.beratung is not None
    assert build_top(build_sitzung(gremium=sitzung.gremium), vorlage=top.beratung.vorlage).beratung == top.beratung


def test_an_item_with_a_result_is_not_struck(konto: Konto) -> None:
    top = build_abstimmung().top
    with refused("Zu diesem Punkt gibt es schon ein Ergebnis."):
        strike_top(top, konto=konto, grund="Irrtum")


# --- exchanging the Fassung (R16)


def superseded(sitzung: Sitzung, *, oeffentlich: bool = True) -> Tagesordnungspunkt:
    """Return the first item, whose paper has a newer released Fassung by now."""
    top = next(iter_tops(sitzung))
    assert top.fassung is not None
    grund = "" if oeffentlich else "Persönliche Daten (§ 35 Abs. 1 GemO)"
    vorlage = Vorlage.objects.get(pk=top.fassung.vorlage_id)
    release_fassung(build_neufassung(vorlage, oeffentlich=oeffentlich, nichtoeffentlich_grund=grund))
    return top


def test_the_newest_fassung_takes_the_place_and_becomes_public(konto: Konto) -> None:
    top = superseded(build_veroeffentlichte_sitzung())
    replace_fassung(top, konto=konto)
    top.refresh_from_db()
    assert top.fassung is not None
    assert (top.fassung.neufassung, top.fassung.is_veroeffentlicht) == (1, True)
    assert [e.akt for e in Eintrag.objects.order_by("-laufend")[:2]] == [Akt.AUFSETZEN, Akt.VEROEFFENTLICHEN]


def test_on_an_unpublished_agenda_nothing_becomes_public_early(sitzung: Sitzung, konto: Konto) -> None:
    build_top(sitzung)
    top = superseded(sitzung)
    with journals(Akt.AUFSETZEN):
        replace_fassung(top, konto=konto)
    top.refresh_from_db()
    assert top.fassung is not None
    assert (top.fassung.neufassung, top.fassung.is_veroeffentlicht) == (1, False)


def test_a_plain_item_has_no_fassung_to_exchange(sitzung: Sitzung, konto: Konto) -> None:
    top = free_item(sitzung, konto, "Mitteilungen")
    with refused("Zu diesem Punkt gehört keine Vorlage."):
        replace_fassung(top, konto=konto)


def test_what_was_voted_on_stays_what_was_voted_on(konto: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)
    top = superseded(sitzung)
    build_abstimmung(top)
    with refused("Der Punkt ist schon erledigt; beraten wurde die bisherige Fassung."):
        replace_fassung(top, konto=konto)


def test_the_paper_of_a_decided_item_is_done(konto: Konto) -> None:
    top = build_abstimmung().top
    assert top.fassung is not None
    assert Vorlage.objects.get(pk=top.fassung.vorlage_id).status == Vorlagenstatus.ABGESCHLOSSEN
