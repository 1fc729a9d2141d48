"""Minutes for tests, through the real acts."""

from dataclasses import dataclass

from django.utils import timezone

from gremien.enums import Funktion
from konten.enums import Rolle
from konten.models import Konto
from nachbereitung.actions.entwurf import Angaben, save_angaben, save_text
from nachbereitung.actions.unterzeichnung import approve_niederschrift, sign_niederschrift, submit_niederschrift
from nachbereitung.actions.veroeffentlichung import record_einwendung
from nachbereitung.documents.lage import read_niederschrift
from nachbereitung.models import Ausfertigung, Einwendung, Niederschrift
from sitzungen.actions.anwesenheit import record_anwesenheit
from sitzungen.actions.sitzung import announce_sitzung, close_sitzung
from sitzungen.enums import Teil
from sitzungen.models import Sitzung
from tests.bauten import (
    build_abstimmung,
    build_gremium,
    build_konto,
    build_mitglied,
    build_veroeffentlichte_sitzung,
    iter_tops,
)


@dataclass
class Saal:
    """A sitting with everybody who has to do with its minutes."""

    sitzung: Sitzung
    vorsitz: Konto
    schrift: Konto
    mitglied: Konto

    @property
    def niederschrift(self) -> Niederschrift:
        """Return the minutes as they stand."""
        return read_niederschrift(self.sitzung)


def build_saal(*, oeffentliche: int = 1, nichtoeffentliche: int = 1, beendet: bool = True, mitglieder: int = 2) -> Saal:
    """Build a sitting with a result on every item, ``mitglieder`` there beside the chair, over unless told."""
    gremium = build_gremium()
    vorsitz = build_mitglied(gremium=gremium, funktion=Funktion.VORSITZ)
    mitglied = build_mitglied(gremium=gremium)
    weitere = [build_mitglied(gremium=gremium) for _ in range(mitglieder - 1)]
    schrift = build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=gremium)
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    sitzung = build_veroeffentlichte_sitzung(
        gremium=gremium, begonnen=True, oeffentliche=oeffentliche, nichtoeffentliche=nichtoeffentliche
    )
    announce_sitzung(sitzung, konto=dienst)
    personen = [konto.person_id for konto in (vorsitz, mitglied, *weitere)]
    record_anwesenheit(sitzung, anwesende=[pk for pk in personen if pk], konto=schrift)
    for top in iter_tops(sitzung):
        build_abstimmung(top, konto=schrift)
    sitzung.refresh_from_db()
    return Saal(close_sitzung(sitzung, konto=schrift) if beendet else sitzung, vorsitz, schrift, mitglied)


def write(saal: Saal, *texte: str) -> Niederschrift:
    """Write these texts about the items in agenda order, and say who signs."""
    for top, text in zip(iter_tops(saal.sitzung), texte, strict=False):
        save_text(top, f"<p>{text}</p>", gesehen=0, konto=saal.schrift)
    angaben = Angaben(vorsitz=saal.vorsitz.person, schriftfuehrung=saal.schrift.person)
    return save_angaben(saal.sitzung, angaben, konto=saal.schrift)


def present(saal: Saal) -> Niederschrift:
    """Put the minutes before the chair."""
    write(saal)
    return submit_niederschrift(saal.sitzung, konto=saal.schrift)


def sign(saal: Saal) -> Ausfertigung:
    """Have presented minutes checked, and signed by both."""
    niederschrift = approve_niederschrift(saal.niederschrift, konto=saal.vorsitz)
    sign_niederschrift(niederschrift, konto=saal.vorsitz)
    sign_niederschrift(saal.niederschrift, konto=saal.schrift)
    return niederschrift.ausfertigungen.latest("nummer")


def finish(saal: Saal) -> Ausfertigung:
    """Present and sign."""
    present(saal)
    return sign(saal)


def object_to(saal: Saal) -> Einwendung:
    """Finish the minutes, and have a member object to them."""
    assert saal.mitglied.person is not None
    finish(saal)
    return record_einwendung(
        saal.niederschrift,
        person=saal.mitglied.person,
        teil=Teil.OEFFENTLICH,
        text="Ich war dagegen.",
        eingegangen_am=timezone.localdate(),
        konto=saal.schrift,
    )
