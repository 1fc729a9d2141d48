"""Freigeben: the number, the freeze, four eyes."""

import pytest
from django.utils import timezone

from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from tests.bauten import (
    build_abstimmung,
    build_amt,
    build_anlage,
    build_eingereichte_fassung,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_neufassung,
    build_veroeffentlichte_sitzung,
    iter_tops,
    release_fassung,
)
from tests.pruefen import journals, refused
from vorlagen.actions.freigabe import release_vorlage, withdraw_vorlage
from vorlagen.actions.mitzeichnung import submit_vorlage
from vorlagen.enums import Fassungsstatus, Vorlagenart, Vorlagenstatus
from vorlagen.models import Beratung, Fassung, Zaehler
from vorlagen.models.pruefsumme import FORMAT, compute_pruefsumme

pytestmark = pytest.mark.django_db


def test_draws_the_number_and_freezes_the_fassung() -> None:
    fassung = build_eingereichte_fassung()
    dezernent = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    heute = timezone.localdate()

    with journals(Akt.FREIGEBEN):
        release_vorlage(fassung, konto=dezernent)

    fassung = Fassung.objects.select_related("vorlage").get(pk=fassung.pk)
    assert fassung.nummer == f"BV/0001/{heute.year}"
    assert fassung.vorlage.nummer == fassung.nummer
    assert (fassung.status, fassung.freigegeben_von, fassung.datum) == (Fassungsstatus.FREIGEGEBEN, dezernent, heute)
    assert fassung.freigegeben_am is not None
    assert fassung.veroeffentlicht_am is None
    assert fassung.vorlage.status == Vorlagenstatus.FREIGEGEBEN
    daten = Eintrag.objects.latest("laufend").daten
    assert daten["nummer"] == fassung.nummer
    assert (daten["pruefsumme"], daten["format"]) == (compute_pruefsumme(fassung), FORMAT)


def test_numbers_count_per_kind_and_a_set_date_stays() -> None:
    jahr = timezone.localdate().year
    tag = timezone.localdate().replace(month=1, day=2)
    gremium = build_gremium()
    for art, erwartet in ((Vorlagenart.BV, 1), (Vorlagenart.AF, 1), (Vorlagenart.BV, 2)):
        vorlage = build_freigegebene_vorlage(art=art, stationen=[(gremium, None, True, True)], datum=tag)
        assert vorlage.nummer == f"{art}/{erwartet:04}/{jahr}"
        assert vorlage.fassungen.get().datum == tag
    assert list(Zaehler.objects.order_by("art").values_list("art", "jahr", "zuletzt")) == [
        ("AF", jahr, 1),
        ("BV", jahr, 2),
    ]


def test_a_neufassung_keeps_the_number_and_gets_a_suffix() -> None:
    vorlage = build_freigegebene_vorlage()
    erste = release_fassung(build_neufassung(vorlage))
    zweite = release_fassung(build_neufassung(vorlage))

    assert [erste.nummer, zweite.nummer] == [f"{vorlage.nummer}/1", f"{vorlage.nummer}/2"]
    assert Zaehler.objects.get().zuletzt == 1


def test_the_checksum_notices_text_and_attachments() -> None:
    fassung = build_entwurf()
    summen = {compute_pruefsumme(fassung)}
    fassung.begruendung += "<p>Noch ein Satz.</p>"
    summen.add(compute_pruefsumme(fassung))
    build_anlage(fassung)
    summen.add(compute_pruefsumme(fassung))
    assert len(summen) == 3


def test_refuses_the_author() -> None:
    fassung = build_eingereichte_fassung()
    dezernent = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
    assert fassung.verfasser is not None
    with refused(
        "Sie haben an dieser Vorlage mitgewirkt (angelegt, eingereicht) und können sie nicht selbst freigeben "
        f"(Vier-Augen-Prinzip). Bitte lassen Sie eine andere Person freigeben: {dezernent}."
    ):
        release_vorlage(fassung, konto=fassung.verfasser)


def test_refuses_while_a_cosignature_is_open() -> None:
    amt = build_amt(nummer="31", name="Ordnungsamt")
    build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    fassung, konto = build_eingereichte_fassung(amt=amt), build_konto()
    with refused(
        "Es fehlen noch Mitzeichnungen: 31-Ordnungsamt. "
        "Bitte warten Sie diese ab oder bitten Sie die Vertretung um Mitzeichnung."
    ):
        release_vorlage(fassung, konto=konto)


def test_refuses_a_draft() -> None:
    fassung, konto = build_entwurf(), build_konto()
    with refused("Die Vorlage ist im Stand „Entwurf“ und kann nicht freigegeben werden."):
        release_vorlage(fassung, konto=konto)


def test_refuses_a_second_release() -> None:
    fassung = build_freigegebene_vorlage().fassungen.get()
    konto = build_konto()
    with refused("Die Vorlage ist im Stand „Freigegeben“ und kann nicht freigegeben werden."):
        release_vorlage(fassung, konto=konto)


def test_checks_the_way_again() -> None:
    fassung = build_eingereichte_fassung()
    konto = build_konto()
    Beratung.objects.filter(vorlage=fassung.vorlage).delete()
    with refused("Bitte tragen Sie mindestens eine Station des Gremienwegs ein.", feld="gremienweg"):
        release_vorlage(fassung, konto=konto)


def test_refuses_a_neufassung_of_a_withdrawn_paper() -> None:
    vorlage = build_freigegebene_vorlage()
    neu = build_neufassung(vorlage)
    assert neu.verfasser is not None
    neu = submit_vorlage(neu, konto=neu.verfasser)
    konto = build_konto()
    withdraw_vorlage(vorlage, konto=konto, grund="Überholt.")
    with refused(
        "Die Vorlage ist inzwischen zurückgezogen; eine Neufassung ist nicht mehr möglich. "
        "Bitte legen Sie für einen neuen Beschluss eine neue Vorlage an."
    ):
        release_vorlage(neu, konto=konto)


def test_refuses_a_neufassung_of_a_decided_paper() -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)
    [top] = iter_tops(sitzung)
    assert top.beratung is not None
    neu = build_neufassung(top.beratung.vorlage)
    assert neu.verfasser is not None
    neu = submit_vorlage(neu, konto=neu.verfasser)
    build_abstimmung(top)
    konto = build_konto()
    with refused(
        "Die Vorlage ist inzwischen abgeschlossen; eine Neufassung ist nicht mehr möglich. "
        "Bitte legen Sie für einen neuen Beschluss eine neue Vorlage an."
    ):
        release_vorlage(neu, konto=konto)
