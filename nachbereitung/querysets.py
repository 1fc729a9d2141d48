"""Filters over minutes, and over decisions and what is kept about them. Who may see what is decided here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Self, TypeVar

from django.db.models import Case, Exists, F, IntegerField, Model, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from konten.rechte import Besucher, rechte_of
from nachbereitung import models
from nachbereitung.enums import ERLEDIGT, Umsetzungsstand
from sitzungen.enums import Sitzungsstatus, Teil
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.querysets import TagesordnungspunktQuerySet
from vorlagen.enums import Ausgang
from vorlagen.models import Fassung
from vorlagen.rules.ausgang import AUSGANGSREGELN, Ausgangsart

M = TypeVar("M", bound=Model)


def _worked_on_by(konto: Besucher, vor: str = "") -> Q:
    """Return the minutes ``konto`` works on: who keeps the sitting, and who signs them as chair or keeper."""
    gefuehrt = Q(**{f"{vor}sitzung__in": Sitzung.objects.led_by(konto)})
    if (person := rechte_of(konto).person) is None:
        return gefuehrt
    return gefuehrt | Q(**{f"{vor}vorsitz": person}) | Q(**{f"{vor}schriftfuehrung": person})


class NiederschriftQuerySet(QuerySet[M]):
    """Minutes in the making."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the minutes ``konto`` works on; whoever only reads them reads a signed print."""
        return self.filter(_worked_on_by(konto))


class UnterlageQuerySet(QuerySet[M]):
    """What belongs to minutes in the making: texts, steps, material, objections."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return what belongs to minutes ``konto`` works on."""
        return self.filter(niederschrift__in=models.Niederschrift.objects.visible_to(konto))


class NiederschrifttextQuerySet(UnterlageQuerySet[M]):
    """What was written about single items, state by state."""

    def newest(self) -> Self:
        """Return the newest state of each text."""
        spaetere = models.Niederschrifttext.objects.filter(
            niederschrift=OuterRef("niederschrift"), top=OuterRef("top"), zaehler__gt=OuterRef("zaehler")
        )
        return self.filter(~Exists(spaetere))


class AusfertigungQuerySet(QuerySet[M]):
    """Signed prints."""

    def current(self) -> Self:
        """Return the prints that hold: none that a later one corrected."""
        return self.filter(berichtigung__isnull=True)

    def published(self) -> Self:
        """Return the prints whose public edition everybody may read: the newest published one of each sitting."""
        spaetere = models.Ausfertigung.objects.filter(
            niederschrift=OuterRef("niederschrift"), nummer__gt=OuterRef("nummer"), veroeffentlicht_am__isnull=False
        )
        bekannt = Q(veroeffentlicht_am__isnull=False, niederschrift__sitzung__bekanntgemacht_am__isnull=False)
        return self.filter(bekannt & ~Exists(spaetere))

    def visible_to(self, konto: Besucher) -> Self:
        """Return the prints of which ``konto`` may read the public edition."""
        oeffentliche = models.Ausfertigung.objects.published().values("pk")
        return self.filter(Q(pk__in=oeffentliche) | self._intern(konto))

    def intern_to(self, konto: Besucher) -> Self:
        """Return the prints of which ``konto`` may also look into the closed part.

        Who works on the minutes all; members of the body the one that holds.
        """
        return self.filter(self._intern(konto))

    def worked_on_by(self, konto: Besucher) -> Self:
        """Return the prints of minutes ``konto`` works on: who may take away a copy of the closed part."""
        return self.filter(_worked_on_by(konto, "niederschrift__"))

    def _intern(self, konto: Besucher) -> Q:
        mitglied = Q(niederschrift__sitzung__gremium__in=rechte_of(konto).gremien, berichtigung__isnull=True)
        return _worked_on_by(konto, "niederschrift__") | mitglied


ANGENOMMEN = [ausgang for ausgang in Ausgang if AUSGANGSREGELN[ausgang].angenommen]
ENTSCHIEDEN = [ausgang for ausgang in Ausgang if AUSGANGSREGELN[ausgang].art is Ausgangsart.BESCHLUSS]


def _with_ergebnis(ausgaenge: list[Ausgang]) -> Exists:
    return Exists(Abstimmung.objects.valid().filter(top=OuterRef("pk"), ausgang__in=ausgaenge))


class BeschlussQuerySet(TagesordnungspunktQuerySet[M]):
    """Agenda items as decisions."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the items ``konto`` may read in full, and once it is over those on papers of their office.

        The office that wrote or co-signed a closed paper has to carry out what was decided on it.
        """
        lesbar = Q(pk__in=Tagesordnungspunkt.objects.visible_to(konto).values("pk"))
        # Of a paper that was withdrawn from the public not even the subject is told.
        papier = Fassung.objects.visible_to(konto).filter(pk=OuterRef("fassung"))
        lesbar &= Q(fassung__isnull=True) | Q(Exists(papier))
        if rechte_of(konto).verwaltung:
            eigene = Fassung.objects.internal_to(konto).filter(pk=OuterRef("fassung"))
            lesbar |= Q(Exists(eigene), sitzung__status=Sitzungsstatus.BEENDET)
        return self.filter(lesbar)

    def carried(self) -> Self:
        """Return what is to be carried out: carried at the station that decides, of a sitting that is over."""
        return self.filter(
            _with_ergebnis(ANGENOMMEN),
            sitzung__status=Sitzungsstatus.BEENDET,
            beratung__entscheidend=True,
            abgesetzt_am__isnull=True,
        )

    def to_announce(self) -> Self:
        """Return what was decided, either way, in the closed part of a sitting that is over (§ 35 Abs. 1 GemO)."""
        return self.filter(
            _with_ergebnis(ENTSCHIEDEN),
            Q(beratung__isnull=True) | Q(beratung__entscheidend=True),
            teil=Teil.NICHTOEFFENTLICH,
            sitzung__status=Sitzungsstatus.BEENDET,
            abgesetzt_am__isnull=True,
        )

    def with_kontrolle(self, bis: date | None = None) -> Self:
        """Annotate ``umsetzung`` (how far), ``zustaendig`` (key of the office) and ``bis_wann``, None where unknown.

        ``bis`` is the last day whose notes count; without it all do.
        """
        vermerke = models.Vermerk.objects.filter(top=OuterRef("pk")).order_by("-nummer")
        if bis is not None:
            vermerke = vermerke.filter(vermerkt_am__date__lte=bis)
        return self.annotate(
            umsetzung=Coalesce(Subquery(vermerke.values("stand")[:1]), Value(str(Umsetzungsstand.OFFEN))),
            zustaendig=Coalesce(
                Subquery(vermerke.values("amt")[:1], output_field=IntegerField()),
                F("fassung__amt"),
                output_field=IntegerField(),
            ),
            bis_wann=Subquery(vermerke.values("frist")[:1]),
        )

    def unfinished(self) -> Self:
        """Return those on which something is left to do; needs :meth:`with_kontrolle`."""
        return self.exclude(umsetzung__in=ERLEDIGT)

    def overdue(self, heute: date) -> Self:
        """Return those that should be finished by now; needs :meth:`with_kontrolle`."""
        return self.unfinished().filter(bis_wann__lt=heute)

    def in_stand(self, stand: str) -> Self:
        """Return those that are as far as this; needs :meth:`with_kontrolle`."""
        return self.filter(umsetzung=stand)

    def of_aemter(self, aemter: Collection[int]) -> Self:
        """Return those that one of these offices carries out; needs :meth:`with_kontrolle`."""
        return self.filter(zustaendig__in=aemter)

    def without_amt(self) -> Self:
        """Return those for which no office is responsible; needs :meth:`with_kontrolle`."""
        return self.filter(zustaendig__isnull=True)

    def finished(self) -> Self:
        """Return those on which nothing is left to do; needs :meth:`with_kontrolle`."""
        return self.filter(umsetzung__in=ERLEDIGT)

    def list_aemter(self) -> set[int]:
        """Return the keys of the offices that carry these out; needs :meth:`with_kontrolle`."""
        return {amt for amt in self.order_by().values_list("zustaendig", flat=True).distinct() if amt is not None}

    def urgent_first(self) -> Self:
        """Sort by the day until which they are to be finished, those without one last; needs :meth:`with_kontrolle`."""
        ohne = Case(When(bis_wann__isnull=True, then=1), default=0)
        return self.order_by(ohne, "bis_wann", "sitzung__beginn", "pk")


class VermerkQuerySet(QuerySet[M]):
    """Notes about decisions: for the administration alone."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the notes about decisions ``konto`` may read, for those who work in the administration."""
        rechte = rechte_of(konto)
        if not (rechte.verwaltung or rechte.administration):
            return self.none()
        return self.filter(top__in=models.Beschluss.objects.visible_to(konto).values("pk"))


class UmsetzungsauskunftQuerySet(QuerySet[M]):
    """What the public is told about carrying decisions out."""

    def newest(self) -> Self:
        """Return the newest of each decision, released or not."""
        spaetere = models.Umsetzungsauskunft.objects.filter(top=OuterRef("top"), nummer__gt=OuterRef("nummer"))
        return self.filter(~Exists(spaetere))

    def visible_to(self, konto: Besucher) -> Self:
        """Return what holds of what was released, about items ``konto`` may read in full."""
        spaetere = models.Umsetzungsauskunft.objects.filter(
            top=OuterRef("top"), nummer__gt=OuterRef("nummer"), freigegeben_am__isnull=False
        )
        lesbar = Tagesordnungspunkt.objects.visible_to(konto).values("pk")
        return self.filter(~Exists(spaetere), freigegeben_am__isnull=False, top__in=lesbar)


class BekanntgabeQuerySet(QuerySet[M]):
    """Announcements of closed decisions."""

    def newest(self) -> Self:
        """Return what holds for each decision: the newest row."""
        spaetere = models.Bekanntgabe.objects.filter(top=OuterRef("top"), nummer__gt=OuterRef("nummer"))
        return self.filter(~Exists(spaetere))

    def ready(self) -> Self:
        """Return what waits for the next public part: released, not announced yet, and still a decision."""
        beschluesse = models.Beschluss.objects.to_announce().values("pk")
        return self.newest().filter(freigegeben_am__isnull=False, bekanntgegeben_in__isnull=True, top__in=beschluesse)

    def visible_to(self, konto: Besucher) -> Self:
        """Return the announcements ``konto`` may read.

        Everybody what was announced, once that sitting's agenda is public; those who keep the sitting of the decision
        all of it.
        """
        gefuehrt = Q(top__sitzung__in=Sitzung.objects.led_by(konto).values("pk"))
        bekannt = Q(
            bekanntgegeben_in__bekanntgemacht_am__isnull=False,
            bekanntgegeben_in__tagesordnung_veroeffentlicht_am__isnull=False,
            bekanntgegeben_in__status=Sitzungsstatus.BEENDET,
        )
        return self.filter(gefuehrt | bekannt)
