"""Filters over packets and filled sheets, and the reader a packet is bound for."""

from __future__ import annotations

from typing import Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from konten.rechte import Besucher, Rechte, build_besucher, rechte_of
from mappen import models
from mappen.enums import Blattart, Empfaenger, Mappenstatus
from sitzungen.models import Sitzung, Tagesordnungspunkt
from vorlagen.models import Anlage, Fassung

M = TypeVar("M", bound=Model)


def build_leser(fuer: Empfaenger, gremium: int) -> Besucher:
    """Return a reader with the rights of this audience in the body with that key: nobody's account, in memory only.

    A real member would not do: their seats in other bodies would widen the packet.
    """
    if fuer is Empfaenger.OEFFENTLICH:
        return AnonymousUser()
    if fuer is Empfaenger.MITGLIEDER:
        return build_besucher(Rechte(gremien=frozenset({gremium})))
    return build_besucher(Rechte(administration=True))


class MappeQuerySet(QuerySet[M]):
    """Packets of sittings: orders, and what came of them."""

    def open(self) -> Self:
        """Return the orders that wait or are being bound."""
        return self.filter(status__in=[Mappenstatus.WARTET, Mappenstatus.LAEUFT])

    def finished(self) -> Self:
        """Return the packets that stand."""
        return self.filter(status=Mappenstatus.FERTIG)

    def led_by(self, konto: Besucher) -> Self:
        """Return every order, in whatever state, of the sittings ``konto`` keeps."""
        return self.filter(sitzung__in=Sitzung.objects.led_by(konto))

    def visible_to(self, konto: Besucher) -> Self:
        """Return the finished packets ``konto`` may open.

        Everybody the public ones, members those of their bodies, who keeps the sitting all of it. For the first two
        only as long as their audience may still read everything that is in them.
        """
        darf = Q(sitzung__in=Sitzung.objects.led_by(konto)) | self._whole(Empfaenger.OEFFENTLICH, 0)
        for gremium in sorted(rechte_of(konto).gremien):
            darf |= Q(sitzung__gremium=gremium) & self._whole(Empfaenger.MITGLIEDER, gremium)
        return self.finished().filter(darf)

    def still_readable(self, fuer: Empfaenger, gremium: int) -> Self:
        """Return the packets of this audience in which nothing has been taken from its eyes since they were bound."""
        return self.filter(self._whole(fuer, gremium))

    def _whole(self, fuer: Empfaenger, gremium: int) -> Q:
        leser = build_leser(fuer, gremium)
        blaetter = models.Mappenblatt.objects.filter(mappe=OuterRef("pk"))
        verborgen = (
            # What no longer exists left its row empty: that counts as hidden, too.
            blaetter.filter(art=Blattart.TOP).exclude(top__in=Tagesordnungspunkt.objects.visible_to(leser)),
            blaetter.filter(art=Blattart.FASSUNG).exclude(fassung__in=Fassung.objects.visible_to(leser)),
            blaetter.filter(art=Blattart.ANLAGE).exclude(anlage__in=Anlage.objects.visible_to(leser)),
        )
        return Q(*(~Exists(menge) for menge in verborgen), fuer=fuer)


class BogenQuerySet(QuerySet[M]):
    """Filled sheets."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the sheets of the sittings whose results ``konto`` keeps."""
        gefuehrt = Sitzung.objects.led_by(konto).filter(pk=OuterRef("sitzung"))
        return self.filter(Exists(gefuehrt))
