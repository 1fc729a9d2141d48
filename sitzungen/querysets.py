"""Filters over sittings, agenda items and votes. Who may see what is decided here, once per model."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, timedelta
from typing import Self, TypeVar

from django.db.models import (
    BooleanField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from konten.rechte import Besucher, Rechte, rechte_of
from sitzungen import models
from sitzungen.enums import Sitzungsstatus, Teil
from vorlagen.enums import Ausgang, Vorlagenstatus
from vorlagen.models import Beratung, Fassung
from vorlagen.querysets import BeratungQuerySet

# An item added after publication has no number, and no readers, until its Nachtrag is published.
PUBLISHED = Q(sitzung__tagesordnung_veroeffentlicht_am__isnull=False) & ~Q(nummer="")

M = TypeVar("M", bound=Model)
ZEITPUNKT = DateTimeField()


def sees_everything(rechte: Rechte) -> bool:
    """Return whether these rights cover every sitting."""
    return rechte.administration or rechte.sitzungsdienst


def _is_coming(heute: date) -> Q:
    # One that runs past midnight; what nobody closed for longer than that runs no more.
    laeuft = Q(status=Sitzungsstatus.LAUFEND, beginn__date__gte=heute - timedelta(days=1))
    return laeuft | Q(beginn__date__gte=heute) & ~Q(status=Sitzungsstatus.BEENDET)


class SitzungQuerySet(QuerySet[M]):
    """Sittings."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the announced sittings, and for members and Schriftführung all of their own body's once invited."""
        rechte = rechte_of(konto)
        if sees_everything(rechte):
            return self.all()
        return self.filter(
            Q(bekanntgemacht_am__isnull=False)
            | Q(gremium__in=rechte.schriftfuehrung)
            | Q(gremium__in=rechte.gremien, eingeladen_am__isnull=False)
        )

    def coming(self, heute: date) -> Self:
        """Return the sittings that are still to come or run: none that has ended, today's until the day is over."""
        return self.filter(_is_coming(heute))

    def past(self, heute: date) -> Self:
        """Return all other sittings."""
        return self.exclude(_is_coming(heute))

    def led_by(self, konto: Besucher) -> Self:
        """Return the sittings whose agenda and results ``konto`` keeps: Sitzungsdienst all, Schriftführung its own."""
        rechte = rechte_of(konto)
        return self.all() if sees_everything(rechte) else self.filter(gremium__in=rechte.schriftfuehrung)


class TagesordnungspunktQuerySet(QuerySet[M]):
    """Agenda items in full; what the public learns of a closed item is its generic words alone."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the items ``konto`` may read in full.

        Everybody: items of the public part once the agenda is published. Members and Schriftführung: both
        parts of their own body.
        """
        rechte = rechte_of(konto)
        if sees_everything(rechte):
            return self.all()
        return self.filter(
            PUBLISHED & Q(teil=Teil.OEFFENTLICH, sitzung__bekanntgemacht_am__isnull=False)
            | PUBLISHED & Q(sitzung__gremium__in=rechte.gremien)
            | Q(sitzung__gremium__in=rechte.schriftfuehrung)
        )

    def listed_to(self, konto: Besucher) -> Self:
        """Return the items of which ``konto`` may at least know that they exist (closed ones in generic words)."""
        rechte = rechte_of(konto)
        if sees_everything(rechte):
            return self.all()
        return self.filter(
            PUBLISHED & (Q(sitzung__bekanntgemacht_am__isnull=False) | Q(sitzung__gremium__in=rechte.gremien))
            | Q(sitzung__gremium__in=rechte.schriftfuehrung)
        )

    def mark_weggefallene(self) -> Self:
        """Return the items with ``weg``: struck before the sitting, which also of a closed item may be said.

        What was struck by a vote in the sitting has no reason, or a count.
        """
        weg = Q(abgesetzt_am__lt=F("sitzung__beginn"), aufnahme_ja__isnull=True) & ~Q(abgesetzt_grund="")
        return self.annotate(weg=ExpressionWrapper(weg, output_field=BooleanField()))


class BekanntmachungQuerySet(QuerySet[M]):
    """What was announced of agendas; closed items are in it in full, so whoever shows it chooses by the reader."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the announcements of the sittings ``konto`` may see: what was announced stays so for everybody."""
        return self.filter(sitzung__in=models.Sitzung.objects.visible_to(konto))


class UnterlageQuerySet(QuerySet[M]):
    """What lies on the tables of sittings; it carries its own publicity."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return what ``konto`` may read: who keeps the sitting all of it, removed rows too.

        Others nothing that was removed: members what lies on the table of their own body, everybody what two people
        made public, and nobody what belongs to an item they may not read.
        """
        rechte = rechte_of(konto)
        if sees_everything(rechte):
            return self.all()
        lesbar = Q(top__isnull=True) | Q(top__in=models.Tagesordnungspunkt.objects.visible_to(konto))
        bekannt = Q(sitzung__in=models.Sitzung.objects.visible_to(konto))
        offen = Q(oeffentlich=True) | Q(sitzung__gremium__in=rechte.gremien)
        return self.filter(
            Q(sitzung__gremium__in=rechte.schriftfuehrung) | Q(entfernt_am__isnull=True) & bekannt & lesbar & offen
        )


class AbstimmungQuerySet(QuerySet[M]):
    """Recorded results; a correction is a further row."""

    def valid(self) -> Self:
        """Return the results that stand, leaving out corrected ones and those taken back."""
        return self.filter(berichtigung__isnull=True).exclude(ausgang="")

    def by_top(self) -> dict[int, M]:
        """Return the results that stand by the key of their item."""
        return {abstimmung.top_id: abstimmung for abstimmung in self.valid().select_related("berichtigt")}  # type: ignore[attr-defined]

    def visible_to(self, konto: Besucher) -> Self:
        """Return the results of items ``konto`` may read in full."""
        return self.filter(top__in=models.Tagesordnungspunkt.objects.visible_to(konto))


class AnwesenheitQuerySet(QuerySet[M]):
    """Attendance; who comes, goes or was noted wrongly has further rows."""

    def valid(self) -> Self:
        """Return the rows that count, leaving out replaced ones."""
        return self.filter(ersetzung__isnull=True)

    def visible_to(self, konto: Besucher) -> Self:
        """Return attendance for Sitzungsdienst and Schriftführung; the public reads it in the signed minutes."""
        gefuehrt = models.Sitzung.objects.led_by(konto).filter(pk=OuterRef("sitzung"))
        return self.filter(Exists(gefuehrt))


class EinladungQuerySet(QuerySet[M]):
    """Invitations of single people to a sitting."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return all of the sittings ``konto`` keeps, and those to the person of ``konto``."""
        person = rechte_of(konto).person
        eigene = Q(person=person) if person is not None else Q(pk__in=[])
        gefuehrt = models.Sitzung.objects.led_by(konto).filter(pk=OuterRef("sitzung"))
        return self.filter(Exists(gefuehrt) | eigene)

    def with_adresse(self) -> Self:
        """Return those to people who can be written to now."""
        return self.filter(konto__is_active=True).exclude(konto__email="")

    def with_zugang(self) -> Self:
        """Say when each arrived (``zugang``): as was entered, else as the mail tells, else when it was opened.

        None: nothing is known of it yet.
        """
        erfasst = models.Zugang.objects.valid().filter(einladung=OuterRef("pk")).values("zugegangen_am")[:1]
        return self.annotate(
            zugang=Coalesce(Subquery(erfasst), F("nachricht__zugestellt_am"), F("geoeffnet_am"), output_field=ZEITPUNKT)
        )

    def with_antwort(self) -> Self:
        """Say what each was answered last (``antwort``, ``hinweis``, ``geantwortet_am``); None: nothing yet."""
        letzte = models.Rueckmeldung.objects.filter(einladung=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            antwort=Subquery(letzte.values("antwort")[:1]),
            hinweis=Subquery(letzte.values("hinweis")[:1]),
            geantwortet_am=Subquery(letzte.values("gegeben_am")[:1]),
        )


class ZugangQuerySet(QuerySet[M]):
    """When invitations arrived; a correction is a further row."""

    def valid(self) -> Self:
        """Return the rows that count, leaving out replaced ones."""
        return self.filter(ersetzung__isnull=True)

    def visible_to(self, konto: Besucher) -> Self:
        """Return those of the invitations ``konto`` may see."""
        return self.filter(einladung__in=models.Einladung.objects.visible_to(konto))


class RueckmeldungQuerySet(QuerySet[M]):
    """Answers to invitations; the newest counts."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return those of the invitations ``konto`` may see."""
        return self.filter(einladung__in=models.Einladung.objects.visible_to(konto))


def compute_pruefsumme(geheimnis: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(geheimnis.encode()).hexdigest()


class KalenderlinkQuerySet(QuerySet[M]):
    """Secret addresses of calendars."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the account's own."""
        return self.filter(konto=konto.pk) if rechte_of(konto).angemeldet else self.none()

    def opened_by(self, geheimnis: str) -> Self:
        """Return what this secret opens: nothing of an account that is closed."""
        return self.filter(pruefsumme=compute_pruefsumme(geheimnis), konto__is_active=True)


class BefangenheitQuerySet(QuerySet[M]):
    """Who is excluded from items; a person may have several rows for one item."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return what is recorded for Sitzungsdienst and Schriftführung; the public reads it in the signed minutes."""
        gefuehrt = models.Sitzung.objects.led_by(konto).filter(pk=OuterRef("top__sitzung"))
        return self.filter(Exists(gefuehrt))

    def standing(self) -> list[M]:
        """Return the newest row of everybody who is excluded, in the order of the first entry."""
        letzte: dict[tuple[int, int], M] = {}
        for zeile in self.order_by("pk"):
            letzte[(zeile.top_id, zeile.person_id)] = zeile  # type: ignore[attr-defined]
        return [zeile for zeile in letzte.values() if zeile.befangen]  # type: ignore[attr-defined]


class ZwischenabstimmungQuerySet(QuerySet[M]):
    """Votes before the main motion; a correction is a further row."""

    def valid(self) -> Self:
        """Return the votes that stand, leaving out corrected ones."""
        return self.filter(berichtigung__isnull=True)

    def visible_to(self, konto: Besucher) -> Self:
        """Return what is recorded for Sitzungsdienst and Schriftführung; the public reads it in the signed minutes."""
        gefuehrt = models.Sitzung.objects.led_by(konto).filter(pk=OuterRef("top__sitzung"))
        return self.filter(Exists(gefuehrt))


class TeilnahmeQuerySet(QuerySet[M]):
    """Administration and guests; a name may have several rows."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return what is recorded for Sitzungsdienst and Schriftführung; the public reads it in the signed minutes."""
        gefuehrt = models.Sitzung.objects.led_by(konto).filter(pk=OuterRef("sitzung"))
        return self.filter(Exists(gefuehrt))

    def standing(self) -> list[M]:
        """Return who takes part, each once, in the order of the first entry."""
        letzte: dict[tuple[str, str], M] = {}
        for zeile in self.order_by("pk"):
            letzte[(zeile.art, zeile.name)] = zeile  # type: ignore[attr-defined]
        return [zeile for zeile in letzte.values() if zeile.anwesend]  # type: ignore[attr-defined]


class OberbegriffQuerySet(QuerySet[M]):
    """Generic words for closed matters."""

    def list_worte(self) -> list[str]:
        """Return the words in the city's order."""
        return list(self.values_list("wort", flat=True))


class StandardpunktQuerySet(QuerySet[M]):
    """Items that always come."""

    def of_gremium(self, gremium: int) -> Self:
        """Return those of this body and of all, in the order in which they are placed."""
        return self.filter(Q(gremium=gremium) | Q(gremium__isnull=True))


def list_sitzungstage(gremien: Collection[str], ab: date, konto: Besucher) -> dict[str, list[date]]:
    """Return for these bodies the days from ``ab`` on which they meet, as far as ``konto`` may know, in order."""
    sitzungen = models.Sitzung.objects.visible_to(konto).filter(gremium__name__in=gremien, beginn__date__gte=ab)
    tage: dict[str, list[date]] = {}
    zeilen = sitzungen.exclude(status=Sitzungsstatus.ABGESAGT).order_by("beginn").values_list("gremium__name", "beginn")
    for gremium, beginn in zeilen:
        tage.setdefault(gremium, []).append(timezone.localtime(beginn).date())
    return tage


def waiting_beratungen(konto: Besucher) -> BeratungQuerySet[Beratung]:
    """Return the stations that wait for an agenda: open, of a released paper that still lives, on no agenda now.

    Papers of the past do not wait until somebody takes them up.
    """
    freigegeben = Fassung.objects.released().filter(vorlage=OuterRef("vorlage"))
    aufgesetzt = models.Tagesordnungspunkt.objects.filter(beratung=OuterRef("pk"), abgesetzt_am__isnull=True)
    return (
        Beratung.objects.visible_to(konto)
        .without_past()
        .filter(
            Exists(freigegeben),
            ~Exists(aufgesetzt),
            ausgang__in=["", Ausgang.ABGESETZT],
            vorlage__status__in=[Vorlagenstatus.FREIGEGEBEN, Vorlagenstatus.IN_BERATUNG],
        )
    )
