"""An office, its people, and sittings on which its papers were decided."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from gremien.models import Amt, Gremium
from konten.enums import Rolle
from konten.models import Konto
from nachbereitung.models import Beschluss
from sitzungen.actions.sitzung import close_sitzung, open_sitzung, plan_sitzung
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests.bauten import (
    NACHGETRAGEN,
    build_abstimmung,
    build_amt,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_sitzung,
    build_top,
)
from tests.zweite_person import publish_agenda
from vorlagen.enums import Ausgang


@dataclass
class Haus:
    """One office that writes papers for one body; ``dienst`` and ``zweiter`` keep its sittings."""

    gremium: Gremium = field(default_factory=build_gremium)
    amt: Amt = field(default_factory=build_amt)

    def __post_init__(self) -> None:
        """Let people work there."""
        self.schreibend = self._mit_adresse(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=self.amt))
        self.leitung = self._mit_adresse(build_konto(rolle=Rolle.AMTSLEITUNG, amt=self.amt))
        self.dienst = self._mit_adresse(build_konto(rolle=Rolle.SITZUNGSDIENST))
        self.zweiter = self._mit_adresse(build_konto(rolle=Rolle.SITZUNGSDIENST))
        self.fremd = self._mit_adresse(build_konto(rolle=Rolle.AMTSLEITUNG, amt=build_amt()))

    def _mit_adresse(self, konto: Konto) -> Konto:
        konto.email = f"{konto.username}@example.org"
        konto.save(update_fields=["email"])
        return konto

    def build_sitzung(self, *papiere: bool, tage_her: int = 0, frei: bool = False) -> Sitzung:
        """Build an opened sitting with one paper of the office for each of ``papiere`` (whether it is public).

        ``frei`` adds an item without paper to the closed part.
        """
        beginn = timezone.now() - timedelta(days=tage_her, hours=1)
        sitzung = build_sitzung(gremium=self.gremium, beginn=beginn, konto=self.dienst)
        for oeffentlich in papiere:
            vorlage = build_freigegebene_vorlage(
                build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=self.amt),
                amt=self.amt,
                stationen=[(self.gremium, None, True, oeffentlich)],
                oeffentlich=oeffentlich,
            )
            build_top(sitzung, vorlage=vorlage, konto=self.dienst)
        if frei:
            self.place_frei(sitzung)
        return open_sitzung(publish_agenda(sitzung), konto=self.dienst, grund=NACHGETRAGEN)

    def place_frei(self, sitzung: Sitzung) -> Tagesordnungspunkt:
        """Put an item without paper on the closed part."""
        from sitzungen.actions.tagesordnung import place_top

        return place_top(
            sitzung, teil=Teil.NICHTOEFFENTLICH, betreff="Personalie", oberbegriff="Personalsachen", konto=self.dienst
        )

    def hold(self, *papiere: bool, ausgang: Ausgang = Ausgang.EINSTIMMIG, tage_her: int = 0) -> list[Beschluss]:
        """Hold a sitting in which every paper has this result, and return its items as decisions."""
        sitzung = self.build_sitzung(*papiere, tage_her=tage_her)
        for top in sitzung.tops.order_by("pk"):
            build_abstimmung(top, ausgang=ausgang, konto=self.dienst)
        close_sitzung(sitzung, konto=self.dienst)
        return self.list_beschluesse(sitzung)

    def list_beschluesse(self, sitzung: Sitzung) -> list[Beschluss]:
        """Return the items of a sitting as decisions."""
        return list(Beschluss.objects.with_kontrolle().filter(sitzung=sitzung).order_by("pk"))

    def plan_naechste(self, beginn: datetime) -> Sitzung:
        """Schedule a sitting of the body."""
        return plan_sitzung(self.gremium, beginn=beginn, konto=self.dienst, grund=NACHGETRAGEN)


def build_haus() -> Haus:
    """Build the office with its people."""
    return Haus()
