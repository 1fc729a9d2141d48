"""Who decides, and who drafts: the city, bodies, people, memberships, groups, offices."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from dokumente.models import Datei
from dokumente.text.modellfelder import Textfeld, Zeilenfeld
from gremien.enums import Funktion, Gremienart
from gremien.querysets import AmtQuerySet, GremiumQuerySet, MitgliedschaftQuerySet, PersonQuerySet, StadtQuerySet
from gremien.rules.briefkopf import EINLADUNG_BEGINN, EINLADUNG_SCHLUSS
from gremien.rules.farben import KONTRAST_LINIE, KONTRAST_SCHRIFT, check_farbe


def read_anfangsname() -> str:
    """Return the name a new installation begins with."""
    return str(settings.STADT)


def validate_farbe(wert: str, *, mindestens: float) -> None:
    """Refuse what is no colour, and a colour that nobody can read on white paper."""
    if satz := check_farbe(wert, mindestens=mindestens):
        raise ValidationError(satz)


def validate_hausfarbe(wert: str) -> None:
    """Refuse a colour that text cannot be printed in."""
    validate_farbe(wert, mindestens=KONTRAST_SCHRIFT)


def validate_akzentfarbe(wert: str) -> None:
    """Refuse a colour that lines cannot be drawn in."""
    validate_farbe(wert, mindestens=KONTRAST_LINIE)


def validate_zeilen(wert: str) -> None:
    """Refuse more lines than the letterhead has room for."""
    if len(wert.splitlines()) > 4:
        raise ValidationError("Der Briefkopf hat Platz für vier Zeilen. Bitte kürzen Sie.")


class Stadt(models.Model):
    """The city itself: what stands in the letterhead and on every page. One row."""

    id = models.PositiveSmallIntegerField("Nummer", primary_key=True, default=1, editable=False)
    name = Zeilenfeld("Name", max_length=80, default=read_anfangsname)
    dienststelle = Zeilenfeld(
        "ausstellende Stelle",
        max_length=80,
        blank=True,
        default="Sitzungsdienst",
        help_text="Steht rechts im Briefkopf.",
    )
    anschrift = Textfeld(
        "Anschrift", max_length=300, blank=True, validators=[validate_zeilen], help_text="Höchstens vier Zeilen."
    )
    kontakt = Textfeld(
        "Kontakt",
        max_length=300,
        blank=True,
        validators=[validate_zeilen],
        help_text="Telefon und E-Mail, höchstens vier Zeilen.",
    )
    webadresse = Zeilenfeld(
        "Internetadresse",
        max_length=200,
        blank=True,
        validators=[
            RegexValidator(r"^(https?://)?[\w-]+(\.[\w-]+)+(/\S*)?$", "Bitte in der Form www.koblenz.de angeben.")
        ],
    )
    fusszeile = Zeilenfeld("Fußzeile", max_length=160, blank=True, help_text="Steht klein am Fuß jeder Seite.")
    wappen = models.ForeignKey(
        Datei,
        verbose_name="Wappen",
        on_delete=models.PROTECT,
        related_name="wappen_von",
        null=True,
        blank=True,
        editable=False,
    )
    hausfarbe = models.CharField(
        "Hausfarbe", max_length=7, default="#1b3a8f", validators=[validate_hausfarbe], help_text="Name und Linien."
    )
    akzentfarbe = models.CharField(
        "Akzentfarbe", max_length=7, default="#1b3a8f", validators=[validate_akzentfarbe], help_text="Kurzer Balken."
    )
    einladung_beginn = Textfeld(
        "Beginn der Einladung",
        max_length=1000,
        default=EINLADUNG_BEGINN,
        help_text="Anrede und Text; jede Zeile wird ein Absatz.",
    )
    einladung_schluss = Textfeld("Schluss der Einladung", max_length=300, default=EINLADUNG_SCHLUSS)

    objects = StadtQuerySet.as_manager()

    class Meta:
        verbose_name = "Stadt"
        verbose_name_plural = "Stadt und Briefkopf"
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1),
                name="gremien_stadt_eine",
                violation_error_message="Es gibt nur eine Stadt. Bitte ändern Sie die vorhandene.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def auskunft(self) -> str:
        """Return office, address and contact in one line, for those who have a question."""
        return ", ".join([self.dienststelle, *self.anschrift.splitlines(), *self.kontakt.splitlines()]).strip(", ")


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

    name = Zeilenfeld("Bezeichnung", max_length=100, unique=True)

    class Meta(Zeitraum.Meta):
        verbose_name = "Wahlperiode"
        verbose_name_plural = "Wahlperioden"
        ordering = ["-von"]

    def __str__(self) -> str:
        return self.name


class Gremium(Zeitraum):
    """A body that deliberates or decides."""

    name = Zeilenfeld("Name", max_length=200, unique=True)
    kuerzel = Zeilenfeld(
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
    raum = Zeilenfeld("üblicher Sitzungsraum", max_length=200, blank=True)
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

    name = Zeilenfeld("Name", max_length=100, unique=True)
    kuerzel = Zeilenfeld("Kürzel", max_length=30, unique=True)
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

    anrede = Zeilenfeld("Anrede", max_length=20, blank=True)
    titel = Zeilenfeld("Titel", max_length=50, blank=True)
    vorname = Zeilenfeld("Vorname", max_length=100)
    nachname = Zeilenfeld("Nachname", max_length=100)
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

    bezeichnung = Zeilenfeld("Bezeichnung", max_length=100, unique=True)
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

    nummer = Zeilenfeld("Nummer", max_length=10)
    name = Zeilenfeld("Name", max_length=150)
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
