"""Who is logged in: accounts and their roles."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Textfeld
from gremien.models import Amt, Dezernat, Gremium, Person, Zeitraum
from konten.enums import Rolle, Vorschlagsausgang
from konten.querysets import VorschlagQuerySet
from konten.rules.vier_augen import Auge


class KontoManager(UserManager["Konto"]):
    """Accounts, as Django makes them."""

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **extra_fields: Any
    ) -> "Konto":
        """Make an account of the administration together with its person, for whom it is compared with others."""
        if extra_fields.get("person") is None:
            extra_fields["person"] = Person.objects.create(
                vorname=extra_fields.get("first_name", ""), nachname=extra_fields.get("last_name", "") or username
            )
        return super().create_superuser(username, email, password, **extra_fields)


class Konto(AbstractUser):
    """A login. The person behind it carries the council memberships; two logins of one person are one person."""

    person = models.ForeignKey(
        Person, verbose_name="Person", on_delete=models.PROTECT, related_name="konten", null=True, blank=True
    )

    objects: ClassVar[KontoManager] = KontoManager()

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "first_name", "last_name"]

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_superuser=False) | Q(person__isnull=False),
                name="konten_verwaltung_braucht_person",
                violation_error_message=(
                    "Wer alle Rechte hat, braucht eine Person. Bitte wählen Sie zuerst die Person zu diesem Konto."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def auge(self) -> Auge:
        """Return who looks when this account looks."""
        return Auge(self.pk, self.person_id)


class Rollenzuweisung(Zeitraum):
    """A role held for a time: drafters and heads for an office, Dezernenten for a Dezernat, and so on."""

    konto = models.ForeignKey(Konto, verbose_name="Konto", on_delete=models.PROTECT, related_name="rollenzuweisungen")
    rolle = models.CharField("Rolle", max_length=20, choices=Rolle)
    amt = models.ForeignKey(
        Amt, verbose_name="Amt", on_delete=models.PROTECT, related_name="rollenzuweisungen", null=True, blank=True
    )
    dezernat = models.ForeignKey(
        Dezernat,
        verbose_name="Dezernat",
        on_delete=models.PROTECT,
        related_name="rollenzuweisungen",
        null=True,
        blank=True,
    )
    gremium = models.ForeignKey(
        Gremium,
        verbose_name="Gremium",
        on_delete=models.PROTECT,
        related_name="rollenzuweisungen",
        null=True,
        blank=True,
    )

    class Meta(Zeitraum.Meta):
        verbose_name = "Rollenzuweisung"
        verbose_name_plural = "Rollenzuweisungen"
        ordering = ["konto", "rolle"]
        constraints = [
            *Zeitraum.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(rolle__in=[Rolle.SACHBEARBEITUNG, Rolle.AMTSLEITUNG]) | Q(amt__isnull=False),
                name="konten_rolle_braucht_amt",
                violation_error_message="Diese Rolle gilt für ein Amt. Bitte wählen Sie das Amt.",
            ),
            models.CheckConstraint(
                condition=~Q(rolle=Rolle.DEZERNAT) | Q(dezernat__isnull=False),
                name="konten_rolle_braucht_dezernat",
                violation_error_message="Diese Rolle gilt für ein Dezernat. Bitte wählen Sie das Dezernat.",
            ),
            models.CheckConstraint(
                condition=~Q(rolle=Rolle.SCHRIFTFUEHRUNG) | Q(gremium__isnull=False),
                name="konten_rolle_braucht_gremium",
                violation_error_message="Die Schriftführung gilt für ein Gremium. Bitte wählen Sie das Gremium.",
            ),
        ]

    def __str__(self) -> str:
        bereich = self.amt or self.dezernat or self.gremium
        return f"{self.get_rolle_display()} ({bereich})" if bereich else self.get_rolle_display()


class Vorschlag(models.Model):
    """What one account proposes to make public and another one confirms.

    Knows its subject by name only, like the journal, so that every floor can use it. ``fingerabdruck`` is the digest
    of exactly what would become public: a proposal holds for that and for nothing else.
    """

    gegenstand_art = models.CharField("Art des Gegenstands", max_length=64)
    gegenstand_id = models.CharField("Kennung des Gegenstands", max_length=64)
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="vorgeschlagen von",
        on_delete=models.PROTECT,
        related_name="vorschlaege",
    )
    person = models.ForeignKey(
        Person, verbose_name="Person", on_delete=models.PROTECT, related_name="vorschlaege", editable=False
    )
    grund = Textfeld("Begründung", blank=True)
    fingerabdruck = models.CharField("Prüfsumme dessen, was öffentlich wird", max_length=64)
    vorgeschlagen_am = models.DateTimeField("vorgeschlagen am")
    ausgang = models.CharField("Ausgang", max_length=20, choices=Vorschlagsausgang, blank=True)
    erledigt_am = models.DateTimeField("erledigt am", null=True, blank=True)
    erledigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="erledigt von",
        on_delete=models.PROTECT,
        related_name="erledigte_vorschlaege",
        null=True,
        blank=True,
    )
    antwort = Textfeld("Grund der Ablehnung", blank=True)

    objects = VorschlagQuerySet.as_manager()

    class Meta:
        verbose_name = "Vorschlag"
        verbose_name_plural = "Vorschläge"
        ordering = ["vorgeschlagen_am", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gegenstand_art", "gegenstand_id"], condition=Q(ausgang=""), name="konten_ein_offener_vorschlag"
            ),
            models.CheckConstraint(
                condition=Q(ausgang="", erledigt_am__isnull=True) | ~Q(ausgang="") & Q(erledigt_am__isnull=False),
                name="konten_vorschlag_erledigt_mit_tag",
            ),
            models.CheckConstraint(
                condition=~Q(ausgang=Vorschlagsausgang.BESTAETIGT) | ~Q(erledigt_von=models.F("konto")),
                name="konten_vorschlag_zweite_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gegenstand_art} {self.gegenstand_id}: {self.get_ausgang_display() or 'offen'}"

    @property
    def auge(self) -> Auge:
        """Return who proposed it, as the person they were then."""
        return Auge(self.konto_id, self.person_id)


class Installation(models.Model):
    """What this database is for; one row. A database without it was never set up as a demo."""

    demo = models.BooleanField("Vorführdaten", default=False)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)

    class Meta:
        verbose_name = "Installation"
        verbose_name_plural = "Installation"

    def __str__(self) -> str:
        return "Vorführung" if self.demo else "Betrieb"


class Einsendung(models.Model):
    """What one page sent: the key tells two presses of the same button from two intentions."""

    schluessel = models.CharField("Schlüssel", max_length=64, unique=True)
    ziel = models.CharField("wohin sie geführt hat", max_length=2000, blank=True)
    begonnen_am = models.DateTimeField("begonnen am", db_index=True)

    class Meta:
        verbose_name = "Einsendung"
        verbose_name_plural = "Einsendungen"

    def __str__(self) -> str:
        return self.schluessel
