"""What goes into a packet that is not the whole one: the closed part, or what is new."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from mappen.documents.auswahl import select_posten
from mappen.documents.empfaenger import MappeVerweigert
from mappen.documents.wahl import Mappenwahl
from mappen.models import Mappenblatt
from mappen.querysets import build_leser
from sitzungen.actions.tagesordnung import replace_fassung
from sitzungen.models import Sitzung
from tests.bauten import (
    build_anlage,
    build_entwurf,
    build_neufassung,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    iter_tops,
    release_fassung,
)
from tests.mappen.mappenbau import Empfaenger, Umfang, bind
from tests.sitzungen.gedruckt import clerk
from tests.zweite_person import publish_agenda
from vorlagen.models import Vorlage

MITGLIEDER = Empfaenger.MITGLIEDER


def select(
    sitzung: Sitzung, umfang: Umfang, fuer: Empfaenger = MITGLIEDER, seit: datetime | None = None
) -> list[tuple[str, bool, int]]:
    """Return item, whether its paper is in, and how many annexes."""
    wahl = Mappenwahl(fuer=fuer, umfang=umfang, seit=seit)
    auswahl = select_posten(sitzung, wahl, build_leser(fuer, sitzung.gremium_id))
    return [(p.zeile.bezeichnung, p.mit_vorlage, len(p.anlagen)) for p in auswahl.posten]


def build_mit_anlage() -> Sitzung:
    sitzung = build_sitzung()
    fassung = build_entwurf(stationen=[(sitzung.gremium, None, True, True)])
    build_anlage(fassung)
    build_top(sitzung, vorlage=Vorlage.objects.get(pk=release_fassung(fassung).vorlage_id))
    build_top(sitzung, oeffentlich=False)
    return publish_agenda(sitzung)


@pytest.mark.django_db
def test_closed_part_alone() -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=2, nichtoeffentliche=1)
    assert select(sitzung, Umfang.NICHTOEFFENTLICH) == [("N 1", True, 0)]
    offen = build_veroeffentlichte_sitzung(nichtoeffentliche=0)
    with pytest.raises(MappeVerweigert, match=r"Im nichtöffentlichen Teil dieser Tagesordnung steht keine Vorlage."):
        select(offen, Umfang.NICHTOEFFENTLICH)


def add_item(sitzung: Sitzung) -> None:
    build_top(sitzung, nachtrag_grund="Eilig")
    publish_agenda(Sitzung.objects.get(pk=sitzung.pk))


def renew_paper(sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    assert top.fassung is not None
    release_fassung(build_neufassung(top.fassung.vorlage))
    replace_fassung(top, konto=clerk())


def forget_anlage(sitzung: Sitzung) -> None:
    # As if the packet had been bound while this audience could not read the annex.
    Mappenblatt.objects.filter(mappe__sitzung=sitzung, anlage__isnull=False).delete()


@pytest.mark.django_db
@pytest.mark.parametrize("fuer", [Empfaenger.OEFFENTLICH, MITGLIEDER])
@pytest.mark.parametrize(
    ("happens", "neu"),
    [
        (add_item, [("Ö 2", True, 0)]),
        (renew_paper, [("Ö 1", True, 1)]),
        (forget_anlage, [("Ö 1", False, 1)]),
    ],
)
def test_only_what_came_after_the_newest_packet(
    happens: Callable[[Sitzung], None], neu: list[tuple[str, bool, int]], fuer: Empfaenger
) -> None:
    sitzung = build_mit_anlage()
    assert bind(sitzung, fuer).fehler == ""
    with pytest.raises(MappeVerweigert, match=r"ist für diesen Empfängerkreis nichts Neues dazugekommen."):
        select(sitzung, Umfang.NEUES, fuer)
    happens(sitzung)
    if fuer is Empfaenger.OEFFENTLICH and happens is renew_paper:
        # In a new Fassung every annex is non-public until somebody decides anew.
        neu = [("Ö 1", True, 0)]
    assert select(Sitzung.objects.get(pk=sitzung.pk), Umfang.NEUES, fuer) == neu
    assert bind(Sitzung.objects.get(pk=sitzung.pk), fuer, umfang=Umfang.NEUES).fehler == ""


@pytest.mark.django_db
def test_moment_given_by_hand_needs_no_packet() -> None:
    vorher = timezone.now()
    sitzung = build_veroeffentlichte_sitzung()
    assert len(select(sitzung, Umfang.NEUES, seit=vorher)) == 2
    with pytest.raises(MappeVerweigert, match="nichts Neues"):
        select(sitzung, Umfang.NEUES, seit=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize("angabe", ["gestern", "2026-13-45T10:00"])
def test_command_refuses_what_is_no_moment(angabe: str, tmp_path: Path) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    satz = f"„{angabe}“ ist kein Zeitpunkt. Bitte geben Sie ihn in der Form 2026-11-20T14:00 an."
    with pytest.raises(CommandError) as fehler:
        call_command("build_mappe", sitzung.nummer, str(tmp_path / "m.pdf"), "--fuer", "gesamt", "--seit", angabe)
    assert str(fehler.value) == satz
