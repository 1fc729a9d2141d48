"""What somebody with the database in their hands changes past every act is found, named, and told from what it was."""

from collections.abc import Callable

import pytest
from django.db import connection

from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from tests.bauten import build_amt, build_entwurf, build_konto
from tests.journal.faelle import papers, persons, sittings
from tests.journal.haus import (
    Fall,
    Haus,
    build_haus,
    change,
    enter_rollen,
    find,
    gone,
    insert_copy,
    remove,
    tamper,
    undone,
)
from vorlagen.actions.entwurf import delete_entwurf
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.enums import Mitzeichnungsergebnis
from vorlagen.models import Vorlage
from vorlagen.models.pruefsumme import FORMAT, compute_pruefsumme

pytestmark = pytest.mark.django_db


@pytest.fixture
def haus() -> Haus:
    return build_haus()


@pytest.mark.parametrize("bereich", [papers, persons, sittings])
def test_every_tampering_is_found_and_named(haus: Haus, bereich: Callable[[Haus], dict[str, Fall]]) -> None:
    haus.sitzung.refresh_from_db()
    assert find() == []
    faelle = bereich(haus)
    gefunden = {}
    for name, (eingriff, _) in faelle.items():
        with undone():
            tamper(eingriff)
            gefunden[name] = find()
    assert gefunden == {name: saetze for name, (_, saetze) in faelle.items()}
    assert find() == []


def test_a_whole_forged_paper_is_found(haus: Haus) -> None:
    fassung = haus.geheim

    def forge() -> None:
        vorlage = Vorlage.objects.create(art="BV", jahr=2019, laufend=3, status="freigegeben")
        insert_copy(fassung, vorlage=vorlage, nummer="BV/0003/2019")()

    tamper(forge)
    assert find() == [
        "Vorlage BV/0003/2019 kommt im Journal nicht vor.",
        "Fassung BV/0003/2019 kommt im Journal nicht vor.",
    ]


def test_a_row_without_proofs_is_checked_by_its_digest(haus: Haus) -> None:
    fassung = haus.geheim
    zeilen = Eintrag.objects.filter(akt=Akt.FREIGEBEN, objekt_id=str(fassung.vorlage_id))
    daten = {"nummer": fassung.nummer, "pruefsumme": compute_pruefsumme(fassung), "format": FORMAT}
    tamper(lambda: zeilen.update(nachweise=None, daten=daten))
    [eintrag] = zeilen
    # The forged row breaks the chain; only what is said about the paper matters here.
    assert [satz for satz in find() if "Text oder Anlagen" in satz] == []
    tamper(change(fassung, begruendung="<p>Anders</p>"))
    assert f"Fassung {fassung.nummer}: Text oder Anlagen wurden verändert (Eintrag {eintrag.laufend})." in find()
    tamper(change(fassung, nummer="BV/0999/2020"))
    assert f"Fassung {fassung.nummer} fehlt, obwohl Eintrag {eintrag.laufend} des Journals davon weiß." in find()


def test_a_row_in_an_unknown_format_is_named(haus: Haus) -> None:
    eintrag = Eintrag.objects.filter(objekt_id=str(haus.geheim.vorlage_id)).latest("laufend")
    tamper(lambda: Eintrag.objects.filter(pk=eintrag.pk).update(nachweise={"format": 99, "stand": {}}))
    assert f"Eintrag {eintrag.laufend} des Journals hat ein Format, das dieses Programm nicht kennt." in find()


def test_a_lifted_lock_is_a_finding(haus: Haus) -> None:
    with connection.cursor() as cursor:
        auf = "" if connection.vendor == "sqlite" else " ON sitzungen_abstimmung"
        cursor.execute(f"DROP TRIGGER sperre_sitzungen_abstimmung_update{auf}")
    assert find() == [
        "Die Schreibsperre sperre_sitzungen_abstimmung_update auf der Tabelle sitzungen_abstimmung fehlt."
    ]


def test_a_deleted_draft_is_none() -> None:
    """Its co-signatures go with it, and the journal knows that they did."""
    amt = build_amt()
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    fassung = build_entwurf(amt=amt)
    assert fassung.verfasser is not None
    submit_vorlage(fassung, konto=fassung.verfasser)
    countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZURUECKGEGEBEN, bemerkung="Bitte kürzen")
    delete_entwurf(fassung, konto=fassung.verfasser)
    enter_rollen()
    assert find() == []


def test_a_hand_in_a_draft_that_was_handed_in_is_not_taken_back_unseen() -> None:
    """Before release only acts enter it, so a forgotten hand would pass the second look."""
    fassung = build_entwurf()
    assert fassung.verfasser is not None
    submit_vorlage(fassung, konto=fassung.verfasser)
    enter_rollen()
    assert find() == []
    beteiligt = fassung.beteiligungen.earliest("pk")
    wer = f"Beteiligung von {beteiligt.konto.username} zu im Entwurf „{fassung.betreff}“"
    fehlt = gone(wer, beteiligt)
    tamper(remove(beteiligt))
    assert find() == [fehlt]


def test_a_journal_older_than_a_kind_of_proof_does_not_miss_it(haus: Haus) -> None:
    """Rows of the first format knew nothing of roles; what they did know still counts."""

    def age() -> None:
        for eintrag in Eintrag.objects.exclude(nachweise=None):
            assert eintrag.nachweise is not None
            alt = {k: s for k, s in eintrag.nachweise["stand"].items() if not k.startswith(("rolle:", "konto:"))}
            Eintrag.objects.filter(pk=eintrag.pk).update(nachweise={"format": 1, "stand": alt})

    tamper(age)
    # The forged rows break the chain; only what is said about objects matters here.
    assert [satz for satz in find() if "kommt im Journal nicht vor" in satz] == []
    tamper(insert_copy(haus.plan, position=2))
    assert f"Anlage 02 zu {haus.geheim.nummer} kommt im Journal nicht vor." in find()
