"""Who decides, and who drafts: bodies, people, memberships, groups, offices."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from gremien.enums import Funktion, Gremienart
from gremien.querysets import AmtQuerySet, GremiumQuerySet, MitgliedschaftQuerySet, PersonQuerySet


class Zeitraum(models.Model):
    """A period of validity; both ends count, an empty end is open."""

    von = models.DateField("gültig ab", null=True, blank=True)
    bis = models.DateField("gültig bis", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(von__isnull=True) | Q(bis__isnull=True) | Q(bis__gte=F("von")),
                name="%(app_label)s_%(class)s_zeitraum",
                violation_error_message="Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage.",
            )
        ]


class Wahlperiode(Zeitraum):
    """Legislative term."""

    name = models.CharField("Bezeichnung", max_length=100, unique=True)

    class Meta(Zeitraum.Meta):
        verbose_name = "Wahlperiode"
        verbose_name_plural = "Wahlperioden"
        ordering = ["-von"]

    def __str__(self) -> str:
        return self.name


class Gremium(Zeitraum):
    """A body that deliberates or decides."""

    name = models.CharField("Name", max_length=200, unique=True)
    kuerzel = models.CharField(
        "Kürzel",
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^[A-Za-zÄÖÜäöüß]+$", "Bitte nur Buchstaben verwenden.")],
        help_text="Steht in der Sitzungsnummer, zum Beispiel SR in 2026/018/SR.",
    )
    art = models.CharField("Art", max_length=20, choices=Gremienart)
    gesetzliche_zahl = models.PositiveSmallIntegerField(
        "gesetzliche Mitgliederzahl",
        null=True,
        blank=True,
        help_text="Grundlage für Beschlussfähigkeit und qualifizierte Mehrheiten (§§ 25, 39 GemO).",
    )
    raum = models.CharField("üblicher Sitzungsraum", max_length=200, blank=True)
    uhrzeit = models.TimeField("übliche Uhrzeit", null=True, blank=True)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100)

    objects = GremiumQuerySet.as_manager()

    class Meta(Zeitraum.Meta):
        verbose_name = "Gremium"
        verbose_name_plural = "Gremien"
        ordering = ["reihenfolge", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the public page."""
        return reverse("gremium", args=[self.pk])


class Fraktion(Zeitraum):
    """A group in the council."""

    name = models.CharField("Name", max_length=100, unique=True)
    kuerzel = models.CharField("Kürzel", max_length=30, unique=True)
    sitze = models.PositiveSmallIntegerField("Sitze im Stadtrat", default=0)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100)

    class Meta(Zeitraum.Meta):
        verbose_name = "Fraktion"
        verbose_name_plural = "Fraktionen"
        ordering = ["reihenfolge", "name"]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A human being who holds a seat or an office."""

    anrede = models.CharField("Anrede", max_length=20, blank=True)
    titel = models.CharField("Titel", max_length=50, blank=True)
    vorname = models.CharField("Vorname", max_length=100)
    nachname = models.CharField("Nachname", max_length=100)
    erfunden = models.BooleanField("erfundene Person", default=False, help_text="Nur in Vorführdaten.")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        ordering = ["nachname", "vorname"]

    def __str__(self) -> str:
        return " ".join(teil for teil in (self.titel, self.vorname, self.nachname) if teil)


class Mitgliedschaft(Zeitraum):
    """A person's seat in a body."""

    gremium = models.ForeignKey(
        Gremium, verbose_name="Gremium", on_delete=models.PROTECT, related_name="mitgliedschaften"
    )
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="mitgliedschaften")
    fraktion = models.ForeignKey(
        Fraktion,
        verbose_name="Fraktion",
        on_delete=models.PROTECT,
        related_name="mitgliedschaften",
        null=True,
        blank=True,
    )
    funktion = models.CharField("Funktion", max_length=20, choices=Funktion, default=Funktion.MITGLIED)
    stimmberechtigt = models.BooleanField("stimmberechtigt", default=True)

    objects = MitgliedschaftQuerySet.as_manager()

    class Meta(Zeitraum.Meta):
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"
        ordering = ["gremium", "person"]
        constraints = [
            *Zeitraum.Meta.constraints,
            models.UniqueConstraint(
                fields=["gremium", "person", "von"],
                name="gremien_mitgliedschaft_einmal",
                violation_error_message="Diese Mitgliedschaft ist ab diesem Tag schon eingetragen.",
            ),
            # Of its own, because an empty day is different from every other empty day to a database.
            models.UniqueConstraint(
                fields=["gremium", "person"],
                condition=Q(von__isnull=True),
                name="gremien_mitgliedschaft_einmal_offen",
                violation_error_message="Diese Mitgliedschaft ohne Beginn ist schon eingetragen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.gremium}"


class Dezernat(Zeitraum):
    """Department of the city's executive, named by the office of its head as printed on papers."""

    bezeichnung = models.CharField("Bezeichnung", max_length=100, unique=True)
    leitung = models.ForeignKey(
        Person, verbose_name="Leitung", on_delete=models.PROTECT, related_name="dezernate", null=True, blank=True
    )
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100)

    class Meta(Zeitraum.Meta):
        verbose_name = "Dezernat"
        verbose_name_plural = "Dezernate"
        ordering = ["reihenfolge", "bezeichnung"]

    def __str__(self) -> str:
        return self.bezeichnung


class Amt(Zeitraum):
    """Office of the administration; number and name change over time, so papers point to the row of their day."""

    nummer = models.CharField("Nummer", max_length=10)
    name = models.CharField("Name", max_length=150)
    dezernat = models.ForeignKey(Dezernat, verbose_name="Dezernat", on_delete=models.PROTECT, related_name="aemter")

    objects = AmtQuerySet.as_manager()

    class Meta(Zeitraum.Meta):
        verbose_name = "Amt"
        verbose_name_plural = "Ämter"
        ordering = ["nummer", "name"]
        constraints = [
            *Zeitraum.Meta.constraints,
            models.UniqueConstraint(
                fields=["nummer", "name"],
                name="gremien_amt_einmal",
                violation_error_message="Ein Amt mit dieser Nummer und diesem Namen gibt es schon.",
            ),
        ]

    def __str__(self) -> str:
        return "-".join(teil for teil in (self.nummer, self.name) if teil)
