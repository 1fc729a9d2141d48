"""Ebenso feststellen: several items like one, each with its own row and checks, or none."""

import pytest

from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.block import record_block
from sitzungen.enums import Mehrheitsart
from sitzungen.models import Abstimmung, Tagesordnungspunkt
from tests.bauten import build_anwesenheit, build_gremium, build_konto, build_veroeffentlichte_sitzung, iter_tops
from tests.pruefen import refused
from vorlagen.enums import Ausgang
from vorlagen.models import Beratung

pytestmark = pytest.mark.django_db


@pytest.fixture
def konto() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def items() -> list[Tagesordnungspunkt]:
    sitzung = build_veroeffentlichte_sitzung(
        gremium=build_gremium(gesetzliche_zahl=10), begonnen=True, oeffentliche=4, nichtoeffentliche=0
    )
    build_anwesenheit(sitzung, anwesend=8)
    return list(iter_tops(sitzung))


def test_each_item_gets_a_row_and_an_entry_of_its_own(konto: Konto) -> None:
    erster, *weitere = items()
    ergebnis = Ergebnis(ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=2, enthaltungen=1)
    quelle = record_abstimmung(erster, ergebnis, konto=konto)
    neue = record_block(quelle, weitere, konto=konto)
    assert [(a.top, a.ausgang, a.gegenstimmen, a.enthaltungen, a.anwesend) for a in neue] == [
        (top, Ausgang.MEHRHEITLICH, 2, 1, 8) for top in weitere
    ]
    assert set(Beratung.objects.filter(tops__in=weitere).values_list("ausgang", flat=True)) == {Ausgang.MEHRHEITLICH}
    assert Eintrag.objects.filter(akt=Akt.FESTSTELLEN).count() == 4


def test_what_is_refused_is_named_and_nothing_is_half_written(konto: Konto) -> None:
    erster, zweiter, dritter, vierter = items()
    quelle = record_abstimmung(erster, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)
    record_abstimmung(vierter, Ergebnis(ausgang=Ausgang.ABGELEHNT), konto=konto)
    Tagesordnungspunkt.objects.filter(pk=dritter.pk).update(mehrheit=Mehrheitsart.GESETZLICHE_ZAHL)
    with refused(
        "TOP Ö 3: Der Beschluss braucht 6 Ja-Stimmen. Bitte zählen Sie die Ja-Stimmen und tragen Sie sie ein. "
        "Bitte stellen Sie diesen Punkt einzeln fest."
    ):
        record_block(quelle, [zweiter, dritter, vierter], konto=konto)
    assert Abstimmung.objects.count() == 2


def test_a_changed_wording_belongs_to_its_item(konto: Konto) -> None:
    erster, zweiter, *_ = items()
    geaendert = Ergebnis(ausgang=Ausgang.EINSTIMMIG, geaendert=True, wortlaut="Anders als im Entwurf.")
    quelle = record_abstimmung(erster, geaendert, konto=konto)
    satz = "Ein geänderter Wortlaut und eine Verweisung gelten nur für ihren Punkt. Bitte stellen Sie einzeln fest."
    with refused(satz):
        record_block(quelle, [zweiter], konto=konto)
    with refused("Bitte wählen Sie, bis zu welchem Punkt das Ergebnis ebenso gilt."):
        record_block(quelle, [], konto=konto)
