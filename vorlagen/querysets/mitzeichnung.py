"""Filters over co-signatures: who is asked, who answers, and which Fassungen that opens to them."""

from datetime import date
from typing import Self, TypeVar

from django.db.models import Case, Exists, F, Model, OuterRef, Q, QuerySet, When
from django.utils import timezone

from gremien.querysets import gueltig_am
from konten.enums import Rolle
from konten.models import Abwesenheit, Rollenzuweisung
from konten.rechte import Besucher, Rechte, rechte_of
from vorlagen import models
from vorlagen.enums import RUNDE_BEENDET, Fassungsstatus, Mitzeichnungsergebnis

M = TypeVar("M", bound=Model)


class MitzeichnungQuerySet(QuerySet[M]):
    """Co-signatures are internal: remarks never leave the administration."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the co-signatures ``konto`` may see.

        Its own and those of the offices it heads; those of its Amt's papers; once handed in, those of its Dezernat's,
        all of them the Oberbürgermeister; whoever co-signs sees who else has, with their remarks.
        """
        rechte = rechte_of(konto)
        if rechte.administration:
            return self.all()
        if not rechte.angemeldet:
            return self.none()
        eingereicht = ~Q(fassung__status=Fassungsstatus.ENTWURF)
        zustaendig = Q() if rechte.oberbuergermeister else Q(fassung__dezernat__in=rechte.dezernate)
        mitzeichnend = Q(fassung__in=models.Fassung.objects.filter(co_signed_by(rechte)).values("pk"))
        return self.filter(
            Q(konto=rechte.konto)
            | _geleitet(rechte)
            | Q(fassung__amt__in=rechte.aemter)
            | eingereicht & zustaendig
            | mitzeichnend & Q(ergebnis__in=["", Mitzeichnungsergebnis.ZUGESTIMMT])
        )

    def asked_of(self, rechte: Rechte) -> Self:
        """Return what this account answered, and what is asked: of itself, of what it heads, and where it stands in.

        What was asked of a person who headed the Amt then is also answered by whoever heads it today. Nothing is asked
        before its step has come.
        """
        if not rechte.angemeldet:
            # Nobody's key is what stands where no person has answered yet.
            return self.none()
        heute = timezone.localdate()
        abwesend = Abwesenheit.objects.stood_in_by(rechte.konto).values("konto")
        vertreten = Rollenzuweisung.objects.filter(gueltig_am(heute), konto__in=abwesend)
        aemter = vertreten.filter(rolle=Rolle.AMTSLEITUNG).values("amt")
        dezernate = vertreten.filter(rolle=Rolle.DEZERNAT).values("dezernat")
        in_vertretung = Q(konto__in=abwesend) | Q(amt__in=aemter) | Q(dezernat__in=dezernate)
        frage = Q(konto=rechte.konto) | _geleitet(rechte) | Q(ergebnis="") & in_vertretung
        if rechte.leitet:
            noch_leitung = _leitungen(heute).filter(konto=OuterRef("konto"), amt=OuterRef("fassung__amt"))
            hat_geleitet = Rollenzuweisung.objects.filter(
                rolle=Rolle.AMTSLEITUNG, konto=OuterRef("konto"), amt=OuterRef("fassung__amt")
            )
            frage |= Q(ergebnis="", fassung__amt__in=rechte.leitet) & Q(Exists(hat_geleitet)) & ~Q(Exists(noch_leitung))
        return self.filter(frage, erbeten_am__isnull=False)

    def waiting_for(self, konto: Besucher) -> Self:
        """Return what waits for this account's answer: what it was asked itself or as head first, the oldest first."""
        rechte = rechte_of(konto)
        offen = self.asked_of(rechte).filter(ergebnis="", fassung__status=Fassungsstatus.MITZEICHNUNG)
        eigene = Case(When(Q(konto=rechte.konto) | _geleitet(rechte), then=0), default=1)
        return offen.order_by(eigene, "erbeten_am", "pk")

    def overdue(self) -> Self:
        """Return those that are still open after their last day."""
        return self.filter(ergebnis="", frist__lt=timezone.localdate())

    def before_release(self) -> Self:
        """Return what must be answered before the release: what is open, and not asked of the paper's own Dezernat."""
        return self.filter(Q(dezernat__isnull=True) | ~Q(dezernat=F("fassung__dezernat")), ergebnis="")

    def answered_by(self, konto: Besucher) -> Self:
        """Return what this account answered and was kept as it saw it; for its own eyes only."""
        rechte = rechte_of(konto)
        return self.filter(konto=rechte.konto, konto__isnull=False).exclude(ergebnis="").exclude(gesehen="")

    def on_desk_of(self, konto: Besucher) -> Self:
        """Return what waits for this account's answer, and what it answered as long as the text is still written."""
        beantwortet = self.answered_by(konto).filter(
            fassung__status__in=[Fassungsstatus.ENTWURF, Fassungsstatus.MITZEICHNUNG]
        )
        return self.waiting_for(konto) | beantwortet

    def last_answers(self) -> Self:
        """Return the newest answer of each office and department about each Fassung."""
        spaetere = models.Mitzeichnung.objects.exclude(ergebnis="").filter(
            Q(amt=OuterRef("amt")) | Q(dezernat=OuterRef("dezernat")),
            fassung=OuterRef("fassung"),
            pk__gt=OuterRef("pk"),
        )
        beantwortet = self.exclude(ergebnis="").exclude(amt__isnull=True, dezernat__isnull=True)
        return beantwortet.filter(~Exists(spaetere))


def _geleitet(rechte: Rechte) -> Q:
    """Return the filter on Mitzeichnung for what is asked of the offices and departments this account heads."""
    return Q(amt__in=rechte.leitet, erbeten_am__isnull=False) | Q(
        dezernat__in=rechte.dezernate, erbeten_am__isnull=False
    )


def _leitungen(tag: date) -> QuerySet[Rollenzuweisung]:
    return Rollenzuweisung.objects.filter(gueltig_am(tag), rolle=Rolle.AMTSLEITUNG)


def co_signed_by(rechte: Rechte) -> Q:
    """Return the filter on Fassung for who was asked to co-sign: the text they were asked about, and its release.

    A return ends the round: the draft written on is new, and seen again by who is asked again, or when released.
    """
    gefragt = models.Mitzeichnung.objects.asked_of(rechte).filter(fassung=OuterRef("pk"))
    beendet = models.Mitzeichnung.objects.filter(
        fassung=OuterRef("fassung"),
        ergebnis__in=RUNDE_BEENDET,
        beantwortet_am__gte=OuterRef("erbeten_am"),
    )
    in_dieser_runde = Q(status=Fassungsstatus.MITZEICHNUNG) & Q(Exists(gefragt.filter(~Exists(beendet))))
    return in_dieser_runde | Q(status=Fassungsstatus.FREIGEGEBEN) & Q(Exists(gefragt))
