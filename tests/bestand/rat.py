"""The small council that is stored with a release: one of everything an upgrade must keep, through the real acts."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from koblenz_council.demo.anlagen import build_datei
from koblenz_council.demo.uhr import set_uhr
from konten.actions.rollen import grant_rolle
from konten.enums import Rolle
from konten.models import Konto
from mappen.actions.mappe import order_mappe
from mappen.documents.wahl import Mappenwahl
from mappen.enums import Empfaenger
from mappen.tasks.lauf import run_mappe
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.anwesenheit import record_anwesenheit
from sitzungen.actions.sitzung import close_sitzung, invite_sitzung, open_sitzung, plan_sitzung
from sitzungen.actions.tagesordnung import place_top, publish_tagesordnung
from sitzungen.documents.vorlage import render_vorlage
from sitzungen.enums import Teil
from sitzungen.models import Sitzung
from tests.bauten import (
    build_amt,
    build_anlage,
    build_dezernat,
    build_entwurf,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_person,
    build_top,
    forget_rechte,
    release_fassung,
)
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.enums import Ausgang
from vorlagen.models import Fassung, Vorlage

BEGINN = datetime(2026, 9, 1, 10, tzinfo=ZoneInfo("Europe/Berlin"))
SITZUNG = datetime(2026, 10, 1, 15, tzinfo=ZoneInfo("Europe/Berlin"))
BETREFF = "Neubau der Kindertagesstätte Zauberland"
WORTLAUT = "Der Stadtrat beschließt den Neubau mit höchstens 7,9 Mio. €."


def _employ(rolle: Rolle, **bereich: Any) -> Konto:
    """Give a role to a new account through its act, as an administration does."""
    konto = build_konto(person=build_person())
    grant_rolle(konto, rolle, konto=None, **bereich)
    return forget_rechte(konto)


class _Rat:
    """Who takes part."""

    def __init__(self) -> None:
        self.gremium = build_gremium(name="Stadtrat", kuerzel="SR", gesetzliche_zahl=8)
        self.mitglieder = [build_mitglied(gremium=self.gremium) for _ in range(8)]
        self.dezernat = build_dezernat(bezeichnung="Baudezernat")
        self.amt = build_amt(dezernat=self.dezernat, nummer="65", name="Zentrales Gebäudemanagement")
        self.dienst, self.zweite = (_employ(Rolle.SITZUNGSDIENST) for _ in range(2))
        self.verfasser = _employ(Rolle.SACHBEARBEITUNG, amt=self.amt)
        self.leitung = _employ(Rolle.AMTSLEITUNG, amt=self.amt)
        self.dezernent = _employ(Rolle.DEZERNAT, dezernat=self.dezernat)

    def build_vorlage(self, betreff: str, *, oeffentlich: bool = True) -> Vorlage:
        """Release a paper with one attachment for everybody and one for the members."""
        fassung = self.build_entwurf(betreff, oeffentlich=oeffentlich)
        for titel in ("Entwurfspläne", "Kostenberechnung"):
            build_anlage(
                fassung,
                titel=titel,
                oeffentlich=oeffentlich and titel == "Entwurfspläne",
                datei=build_datei(titel, betreff),
            )
        release_fassung(fassung, konto=self.dezernent)
        return Vorlage.objects.get(pk=fassung.vorlage_id)

    def build_entwurf(self, betreff: str, *, oeffentlich: bool = True) -> Fassung:
        """Write a draft for the council."""
        station = (self.gremium, timezone.localtime(SITZUNG).date(), True, oeffentlich)
        return build_entwurf(
            self.verfasser, amt=self.amt, betreff=betreff, stationen=[station], oeffentlich=oeffentlich
        )


def build_rat() -> dict[str, Any]:
    """Build it in an empty database; return what must be read of it ever after."""
    with set_uhr(BEGINN):
        rat = _Rat()
        vorlage = rat.build_vorlage(BETREFF)
        neu = rat.build_vorlage("Satzung über die Wahlwerbung")
        geschlossen = rat.build_vorlage("Verkauf eines Grundstücks", oeffentlich=False)
        zurueckgezogen = rat.build_vorlage("Pachtvertrag Rheinanlagen")
        rat.build_entwurf("Neufassung der Marktsatzung")
        sitzung = plan_sitzung(rat.gremium, beginn=SITZUNG, konto=rat.dienst, bekanntmachen=True)
    with set_uhr(BEGINN + timedelta(days=2)):
        withdraw_vorlage(zurueckgezogen, konto=rat.dezernent, grund="Der Pächter hat sein Angebot zurückgenommen.")
        release_fassung(build_neufassung(neu, konto=rat.verfasser), konto=rat.dezernent)
        place_top(sitzung, teil=Teil.OEFFENTLICH, konto=rat.zweite, betreff="Einwohnerfragestunde")
        punkt, _, _ = (build_top(sitzung, vorlage=papier, konto=rat.zweite) for papier in (vorlage, neu, geschlossen))
        sitzung = publish_tagesordnung(sitzung, konto=rat.dienst)
        sitzung = invite_sitzung(sitzung, zugang=timezone.now(), konto=rat.dienst)
    with set_uhr(SITZUNG + timedelta(minutes=5)):
        sitzung = open_sitzung(sitzung, konto=rat.dienst)
        sitzung = record_anwesenheit(
            sitzung, anwesende=[m.person_id for m in rat.mitglieder[:7] if m.person_id], konto=rat.dienst
        )
        angaben: dict[str, Any] = {"ausgang": Ausgang.MEHRHEITLICH, "geaendert": True, "wortlaut": f"<p>{WORTLAUT}</p>"}
        erste = record_abstimmung(punkt, Ergebnis(gegenstimmen=3, einsendung=UUID(int=1), **angaben), konto=rat.dienst)
        record_abstimmung(
            punkt, Ergebnis(gegenstimmen=2, enthaltungen=1, einsendung=UUID(int=2), **angaben),
            konto=rat.dienst, berichtigt=erste, berichtigungsgrund="Zahlendreher beim Eintragen.",
        )  # fmt: skip
        uebrige = sitzung.tops.filter(fassung__isnull=False).exclude(pk=punkt.pk).order_by("pk")
        for zahl, top in enumerate(uebrige, start=3):
            record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG, einsendung=UUID(int=zahl)), konto=rat.dienst)
        close_sitzung(sitzung, konto=rat.dienst)
        _print(sitzung, vorlage, rat.dienst)
    return _expect(sitzung, vorlage, geschlossen)


def _print(sitzung: Sitzung, vorlage: Vorlage, konto: Konto) -> None:
    """Print the paper and bind the packet, so that prints, their register and a packet are kept."""
    render_vorlage(vorlage.fassungen.get(), leser=AnonymousUser())
    run_mappe(order_mappe(sitzung, Mappenwahl(fuer=Empfaenger.OEFFENTLICH), konto=konto).pk)


def _expect(sitzung: Sitzung, vorlage: Vorlage, geschlossen: Vorlage) -> dict[str, Any]:
    fassung = vorlage.fassungen.get()
    mappe = sitzung.mappen.get()
    assert mappe.datei is not None
    anlage = fassung.anlagen.get(oeffentlich=True)
    assert anlage.datei is not None
    return {
        "vorlage": vorlage.pk,
        "seite": [fassung.nummer, fassung.betreff, WORTLAUT],
        "druck": [
            fassung.nummer,
            fassung.betreff,
            "TOP Ö 2",
            "Enthaltungen 1 Gegenstimmen 2",
            "Der Stadtrat stimmt zu.",
        ],
        "anlage": [anlage.pk, anlage.datei.pruefsumme],
        "geschlossen": geschlossen.pk,
        "sitzung": sitzung.pk,
        "tagesordnung": [[top.bezeichnung, top.worte] for top in sitzung.tops.order_by("-teil", "position")],
        "mappe": [mappe.pk, mappe.datei.pruefsumme],
    }
