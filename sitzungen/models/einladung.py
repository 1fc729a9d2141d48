"""Who was invited to a sitting, when it reached each of them, and what they answered."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Zeilenfeld
from gremien.models import Person
from konten.models import Konto
from post.models import Nachricht
from sitzungen.enums import Antwort, Eingeladenals, Einladungsweg
from sitzungen.models.sitzung import Sitzung
from sitzungen.querysets import EinladungQuerySet, RueckmeldungQuerySet, ZugangQuerySet


class Einladung(models.Model):
    """One person is invited to one sitting. Only that it was opened is entered later, once.

    What became of the mail is asked of the mail itself; when something else is known of its arrival, that is a row of
    :class:`Zugang`.
    """

    sitzung = models.ForeignKey(Sitzung, verbose_name="Sitzung", on_delete=models.PROTECT, related_name="einladungen")
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="einladungen")
    als = models.CharField("eingeladen als", max_length=20, choices=Eingeladenals)
    weg = models.CharField("Weg", max_length=20, choices=Einladungsweg)
    konto = models.ForeignKey(
        Konto, verbose_name="Konto", on_delete=models.PROTECT, related_name="einladungen", null=True, blank=True
    )
    nachricht = models.OneToOneField(
        Nachricht, verbose_name="E-Mail", on_delete=models.PROTECT, related_name="einladung", null=True, blank=True
    )
    vertritt = models.ForeignKey(
        "self",
        verbose_name="vertritt",
        on_delete=models.PROTECT,
        related_name="vertretungen",
        null=True,
        blank=True,
    )
    eingeladen_am = models.DateTimeField("eingeladen am")
    eingeladen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="eingeladen von",
        on_delete=models.PROTECT,
        related_name="ausgesprochene_einladungen",
    )
    geoeffnet_am = models.DateTimeField("geöffnet am", null=True, blank=True)

    zugang: datetime | None
    """When it arrived, as ``with_zugang`` says."""
    antwort: str | None
    hinweis: str | None
    geantwortet_am: datetime | None
    """The newest answer, as ``with_antwort`` says."""

    objects = EinladungQuerySet.as_manager()

    class Meta:
        verbose_name = "Einladung"
        verbose_name_plural = "Einladungen"
        ordering = ["sitzung", "person"]
        constraints = [
            models.UniqueConstraint(fields=["sitzung", "person"], name="sitzungen_einladung_einmal"),
            models.CheckConstraint(
                condition=Q(als=Eingeladenals.VERTRETUNG, vertritt__isnull=False)
                | ~Q(als=Eingeladenals.VERTRETUNG) & Q(vertritt__isnull=True),
                name="sitzungen_einladung_vertretung_fuer_jemand",
            ),
            models.CheckConstraint(
                condition=Q(nachricht__isnull=True) | Q(weg=Einladungsweg.MAIL, konto__isnull=False),
                name="sitzungen_einladung_mail_an_konto",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.sitzung}"


class Zugang(models.Model):
    """When an invitation reached somebody, as far as the mail itself does not tell.

    Never changed: what was entered wrongly, or what the mail tells and is not so, gets a further row with its reason,
    which names the one it replaces.
    """

    einladung = models.ForeignKey(
        Einladung, verbose_name="Einladung", on_delete=models.PROTECT, related_name="zugaenge"
    )
    zugegangen_am = models.DateTimeField("zugegangen am")
    ersetzt = models.OneToOneField(
        "self", verbose_name="ersetzt", on_delete=models.PROTECT, related_name="ersetzung", null=True, blank=True
    )
    grund = Zeilenfeld("Grund der Berichtigung", max_length=500, blank=True)
    erfasst_am = models.DateTimeField("erfasst am")
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="erfasst von",
        on_delete=models.PROTECT,
        related_name="erfasste_zugaenge",
    )

    objects = ZugangQuerySet.as_manager()

    class Meta:
        verbose_name = "Zugang einer Einladung"
        verbose_name_plural = "Zugänge von Einladungen"
        ordering = ["einladung", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["einladung"], condition=Q(ersetzt__isnull=True), name="sitzungen_zugang_ein_erster"
            ),
            models.CheckConstraint(
                condition=Q(ersetzt__isnull=True) | ~Q(grund=""), name="sitzungen_zugang_berichtigt_mit_grund"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.einladung}: {self.zugegangen_am:%d.%m.%Y}"


class Rueckmeldung(models.Model):
    """What somebody answered to an invitation. Never changed: the newest row counts."""

    einladung = models.ForeignKey(
        Einladung, verbose_name="Einladung", on_delete=models.PROTECT, related_name="rueckmeldungen"
    )
    antwort = models.CharField("Antwort", max_length=20, choices=Antwort)
    hinweis = Zeilenfeld("Hinweis", max_length=200, blank=True)
    gegeben_am = models.DateTimeField("gegeben am")
    gegeben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="gegeben von",
        on_delete=models.PROTECT,
        related_name="rueckmeldungen",
    )

    objects = RueckmeldungQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"
        ordering = ["einladung", "pk"]

    def __str__(self) -> str:
        return f"{self.einladung}: {self.get_antwort_display()}"
