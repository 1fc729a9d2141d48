"""The city itself: its name, letterhead and colours."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from dokumente.models import Datei
from dokumente.text.modellfelder import Textfeld, Zeilenfeld
from gremien.querysets import StadtQuerySet
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
    einladung_mit_pdf = models.BooleanField(
        "Einladung als PDF an die E-Mail hängen",
        default=False,
        help_text="Mit der öffentlichen Tagesordnung. Sonst steht in der E-Mail nur der Link zur Einladung.",
    )
    mitzeichnungspuffer = models.PositiveSmallIntegerField(
        "Vorlauf der Mitzeichnung im Plan",
        default=5,
        validators=[MaxValueValidator(40, "Bitte höchstens 40 Arbeitstage angeben.")],
        help_text=(
            "Arbeitstage zwischen der Abgabe in die Mitzeichnung und der Einreichung beim Sitzungsdienst. "
            "Damit rechnet der Plan des Gremienwegs."
        ),
    )

    kurzfassung_drucken = models.BooleanField(
        "Kurzfassung auf die Vorlage drucken",
        default=False,
        help_text="Sonst steht sie nur auf der Seite der Vorlage und in Listen.",
    )
    mitzeichnung_tage = models.PositiveSmallIntegerField(
        "Frist je Mitzeichnung",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="In Arbeitstagen, ab dem Tag, an dem ein Amt gefragt wird. Der Verfasser kann einen Tag nennen.",
    )

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
