"""Who may do what with a paper of the council at each point of its life: one table, every cell of it asked."""

from collections.abc import Callable
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from konten.rechte import Besucher
from tests.bauten import build_amt, build_fraktion, build_gremium, build_konto
from tests.fraktionen import (
    build_antrag,
    build_geschaeftsstelle,
    build_rat,
    build_ratsmitglied,
)
from vorlagen.actions.einreichung import accept_antrag, hand_in_antrag, return_antrag, take_back_antrag
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.models import Fassung
from vorlagen.permissions import (
    may_accept_antrag,
    may_edit_vorlage,
    may_hand_in_antrag,
    may_read_quittung,
    may_take_back_antrag,
)

pytestmark = pytest.mark.django_db

ROLLEN = {
    "a": "Geschäftsstelle A",
    "b": "Geschäftsstelle B",
    "m": "Ratsmitglied der Fraktion A",
    "n": "Ratsmitglied der Fraktion B",
    "f": "früheres Ratsmitglied der Fraktion A",
    "u": "Mitglied eines Ausschusses für Fraktion A, nicht im Rat",
    "w": "Sachbearbeitung eines Amtes",
    "d": "Dezernat",
    "o": "Oberbürgermeister",
    "s": "Sitzungsdienst",
    "p": "Öffentlichkeit",
    "v": "Administration",
}
STAENDE = ("entwurf", "eingereicht", "zurueckgenommen", "zurueckgegeben", "angenommen", "veroeffentlicht")
AKTE: dict[str, Callable[[Besucher, Fassung], bool]] = {
    "bearbeiten": may_edit_vorlage,
    "einreichen": may_hand_in_antrag,
    "zuruecknehmen": may_take_back_antrag,
    "annehmen": may_accept_antrag,
    "quittung": may_read_quittung,
}
TABELLE = {
    #                   sehen           bearbeiten  einreichen  zuruecknehmen  annehmen  quittung
    "entwurf": ("amv", "am", "am", "", "", ""),
    "eingereicht": ("amosv", "", "", "am", "s", "ams"),
    "zurueckgenommen": ("amv", "am", "am", "", "", ""),
    "zurueckgegeben": ("amv", "am", "am", "", "", ""),
    "angenommen": ("amosv", "", "", "", "", "ams"),
    "veroeffentlicht": ("abmnfuwdospv", "", "", "", "", "ams"),
}
"""Letters of :data:`ROLLEN` that may, for a paper of group A handed in by its office."""
IM_EIGENEN_NAMEN = {
    "entwurf": ("mv", "m", "m", "", "", ""),
    "eingereicht": ("mosv", "", "", "m", "s", "ms"),
    "zurueckgenommen": ("mv", "m", "m", "", "", ""),
    "zurueckgegeben": ("mv", "m", "m", "", "", ""),
    "angenommen": ("mosv", "", "", "", "", "ms"),
    "veroeffentlicht": ("abmnfuwdospv", "", "", "", "", "ms"),
}
"""The same for a paper that the member writes in their own name."""


class Haus:
    def __init__(self) -> None:
        self.a, b, rat = build_fraktion(name="Fraktion A"), build_fraktion(name="Fraktion B"), build_rat()
        amt = build_amt()
        frueher = build_ratsmitglied(self.a, rat=rat, bis="2020-01-01")
        ausschuss = build_ratsmitglied(self.a, rat=build_gremium())
        self.konten: dict[str, Konto | None] = {
            "a": build_geschaeftsstelle(self.a),
            "b": build_geschaeftsstelle(b),
            "m": build_ratsmitglied(self.a, rat=rat),
            "n": build_ratsmitglied(b, rat=rat),
            "f": frueher,
            "u": ausschuss,
            "w": build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt),
            "d": build_konto(rolle=Rolle.DEZERNAT, dezernat=amt.dezernat),
            "o": build_konto(rolle=Rolle.OBERBUERGERMEISTER),
            "s": build_konto(rolle=Rolle.SITZUNGSDIENST),
            "p": None,
            "v": build_konto(superuser=True),
        }

    def build(self, stand: str, wer: str) -> Fassung:
        schreibt = self.konten[wer]
        assert schreibt is not None
        dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
        person = schreibt.person
        fassung = build_antrag(schreibt, urheber=self.a if wer == "a" else person)
        if stand == "entwurf":
            return fassung
        fassung = hand_in_antrag(fassung, konto=schreibt)
        if stand == "zurueckgenommen":
            return take_back_antrag(fassung, konto=schreibt)
        if stand == "zurueckgegeben":
            return return_antrag(fassung, konto=dienst, grund="Es fehlt der Deckungsvorschlag.")
        if stand in ("angenommen", "veroeffentlicht"):
            fassung = accept_antrag(fassung, konto=dienst, gremium=build_gremium())
        if stand == "veroeffentlicht":
            publish_vorlage(fassung, konto=dienst)
        return fassung

    def client(self, rolle: str) -> Client:
        client = Client()
        if konto := self.konten[rolle]:
            client.force_login(konto)
        return client


def read(haus: Haus, fassung: Fassung) -> tuple[str, ...]:
    """Return the letters of those who see the paper, and of those who may do each act."""
    seite = fassung.vorlage.get_absolute_url()
    sehen = "".join(rolle for rolle in ROLLEN if haus.client(rolle).get(seite).status_code == 200)
    frisch = Fassung.objects.select_related("vorlage").get(pk=fassung.pk)
    duerfen = [
        "".join(r for r in ROLLEN if (konto := haus.konten[r]) is not None and darf(konto, frisch))
        for darf in AKTE.values()
    ]
    return (sehen, *duerfen)


@pytest.mark.parametrize(("stand", "wer"), list(product(STAENDE, "am")))
def test_the_table_holds_in_every_cell(stand: str, wer: str) -> None:
    haus = Haus()
    tabelle = TABELLE if wer == "a" else IM_EIGENEN_NAMEN
    assert read(haus, haus.build(stand, wer)) == tuple(
        "".join(r for r in ROLLEN if r in feld) for feld in tabelle[stand]
    )


ADRESSEN = {
    "bearbeiten": "vorlage_bearbeiten",
    "einreichen": "vorlage_einreichen",
    "zuruecknehmen": "antrag_zuruecknehmen",
    "annehmen": "antrag_annehmen",
    "zurueckgeben": "antrag_zurueckgeben",
    "quittung": "antrag_quittung",
}


@pytest.mark.parametrize("stand", STAENDE)
def test_every_page_answers_as_the_table_says(stand: str) -> None:
    haus = Haus()
    fassung = haus.build(stand, "a")
    sehen, *duerfen = TABELLE[stand]
    erlaubt = dict(zip(AKTE, duerfen, strict=True)) | {"zurueckgeben": duerfen[3]}
    antworten = {
        (akt, rolle): haus.client(rolle).get(reverse(name, args=[fassung.vorlage_id])).status_code
        for akt, name in ADRESSEN.items()
        for rolle in ROLLEN
    }

    def expected(akt: str, rolle: str) -> int:
        if rolle == "p":
            return 302
        if rolle in erlaubt[akt]:
            return 200
        return 403 if rolle in sehen else 404

    assert antworten == {(akt, rolle): expected(akt, rolle) for akt in ADRESSEN for rolle in ROLLEN}


@pytest.mark.parametrize("rolle", "abmnow")
def test_offices_and_groups_do_not_see_each_others_drafts(rolle: str) -> None:
    haus = Haus()
    entwurf = haus.build("entwurf", "a")
    konto = haus.konten[rolle]
    assert konto is not None
    assert Fassung.objects.visible_to(konto).filter(pk=entwurf.pk).exists() == (rolle in "am")
