"""The sitting: agenda, attendance, votes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from dokumente.models import Datei
from gremien.models import Gremium, Person
from sitzungen.enums import (
    Blattart,
    Empfaenger,
    Mappenform,
    Mappenstatus,
    Mehrheitsart,
    Sitzungsstatus,
    Teil,
    Umfang,
)
from sitzungen.models_bogen import Bogen  # noqa: F401 - Django looks for models here
from sitzungen.querysets import (
    AbstimmungQuerySet,
    AnwesenheitQuerySet,
    MappeQuerySet,
    SitzungQuerySet,
    TagesordnungspunktQuerySet,
)
from sitzungen.rules.nummern import format_sitzungsnummer
from sitzungen.rules.tagesordnung import format_top
from vorlagen.enums import Ausgang
from vorlagen.models import Anlage, Beratung, Fassung


class Sitzungszaehler(models.Model):
    """Counter of sittings per body and year."""

    gremium = models.ForeignKey(Gremium, verbose_name="Gremium", on_delete=models.PROTECT, related_name="+")
    jahr = models.PositiveSmallIntegerField("Jahr")
    stand = models.PositiveIntegerField("zuletzt vergeben", default=0)

    class Meta:
        verbose_name = "Sitzungszähler"
        verbose_name_plural = "Sitzungszähler"
        constraints = [models.UniqueConstraint(fields=["gremium", "jahr"], name="sitzungen_zaehler_einmal")]

    def __str__(self) -> str:
        return f"{self.gremium} {self.jahr}: {self.stand}"


class Sitzung(models.Model):
    """A body meets."""

    gremium = models.ForeignKey(Gremium, verbose_name="Gremium", on_delete=models.PROTECT, related_name="sitzungen")
    jahr = models.PositiveSmallIntegerField("Jahr", editable=False)
    laufend = models.PositiveIntegerField("laufende Nummer", editable=False)
    beginn = models.DateTimeField("Beginn")
    ort = models.CharField("Ort", max_length=200)
    hinweis = models.CharField("Hinweis", max_length=250, blank=True)
    status = models.CharField(
        "Stand", max_length=20, choices=Sitzungsstatus, default=Sitzungsstatus.GEPLANT, editable=False
    )
    bekanntgemacht_am = models.DateTimeField("bekannt gemacht am", null=True, blank=True, editable=False)
    tagesordnung_veroeffentlicht_am = models.DateTimeField(
        "Tagesordnung veröffentlicht am", null=True, blank=True, editable=False
    )
    eingeladen_am = models.DateTimeField("eingeladen am", null=True, blank=True, editable=False)
    dringlich_grund = models.CharField("Grund der Dringlichkeit", max_length=500, blank=True, editable=False)
    anwesenheit_vollstaendig = models.BooleanField("Anwesenheit vollständig erfasst", default=False, editable=False)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)

    objects = SitzungQuerySet.as_manager()

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ["-beginn", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["gremium", "jahr", "laufend"], name="sitzungen_nummer_einmal"),
            models.CheckConstraint(
                condition=Q(eingeladen_am__isnull=True) | Q(eingeladen_am__lt=F("beginn")),
                name="sitzungen_eingeladen_vor_beginn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gremium}, {timezone.localtime(self.beginn):%d.%m.%Y, %H:%M} Uhr"

    def get_absolute_url(self) -> str:
        """Return the page of the sitting."""
        return reverse("sitzung", args=[self.pk])

    @property
    def nummer(self) -> str:
        """Return the number as printed, for example 2026/018/SR."""
        return format_sitzungsnummer(jahr=self.jahr, laufend=self.laufend, gremium=self.gremium.kuerzel)

    @property
    def is_veroeffentlicht(self) -> bool:
        """Return whether the agenda is published: its numbers move no more."""
        return self.tagesordnung_veroeffentlicht_am is not None


class Tagesordnungspunkt(models.Model):
    """An item of the agenda, with or without a paper."""

    sitzung = models.ForeignKey(Sitzung, verbose_name="Sitzung", on_delete=models.PROTECT, related_name="tops")
    teil = models.CharField("Teil", max_length=2, choices=Teil, default=Teil.NICHTOEFFENTLICH)
    position = models.PositiveSmallIntegerField("Position")
    nummer = models.CharField("TOP", max_length=10, blank=True, editable=False)
    uebergeordnet = models.ForeignKey(
        "self",
        verbose_name="Unterpunkt von",
        on_delete=models.PROTECT,
        related_name="unterpunkte",
        null=True,
        blank=True,
    )
    betreff = models.CharField("Betreff", max_length=500)
    oberbegriff = models.CharField(
        "öffentliche Bezeichnung",
        max_length=100,
        blank=True,
        help_text="Allgemeine Worte für die öffentliche Tagesordnung, zum Beispiel Personalsachen.",
    )
    beratung = models.ForeignKey(
        Beratung, verbose_name="Beratung", on_delete=models.PROTECT, related_name="tops", null=True, blank=True
    )
    fassung = models.ForeignKey(
        Fassung,
        verbose_name="aufgesetzte Fassung",
        on_delete=models.PROTECT,
        related_name="tops",
        null=True,
        blank=True,
    )
    mehrheit = models.CharField("nötige Mehrheit", max_length=30, choices=Mehrheitsart, default=Mehrheitsart.EINFACH)
    nachtrag_grund = models.CharField("Dringlichkeit der Aufnahme", max_length=500, blank=True)
    abgesetzt_am = models.DateTimeField("abgesetzt am", null=True, blank=True, editable=False)
    abgesetzt_grund = models.CharField("Grund der Absetzung", max_length=500, blank=True, editable=False)
    aufnahme_ja = models.PositiveSmallIntegerField("Stimmen für die Aufnahme", null=True, blank=True)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)

    objects = TagesordnungspunktQuerySet.as_manager()

    class Meta:
        verbose_name = "Tagesordnungspunkt"
        verbose_name_plural = "Tagesordnungspunkte"
        # "oe" sorts after "n": the public part comes first.
        ordering = ["sitzung", "-teil", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sitzung", "teil", "position"], name="sitzungen_top_position"),
            models.UniqueConstraint(
                fields=["sitzung", "teil", "nummer"], condition=~Q(nummer=""), name="sitzungen_top_nummer"
            ),
            models.UniqueConstraint(
                fields=["beratung"], condition=Q(abgesetzt_am__isnull=True), name="sitzungen_beratung_auf_einer_to"
            ),
            models.CheckConstraint(
                condition=Q(beratung__isnull=True) | Q(fassung__isnull=False), name="sitzungen_top_mit_fassung"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bezeichnung} {self.betreff}".strip()

    @property
    def bezeichnung(self) -> str:
        """Return the number as spoken, "Ö 27.1"; empty while the agenda has no numbers yet."""
        return format_top(Teil(self.teil), self.nummer) if self.nummer else ""

    @property
    def is_oeffentlich(self) -> bool:
        """Return whether the item belongs to the public part."""
        return self.teil == Teil.OEFFENTLICH


class Anwesenheit(models.Model):
    """One person's attendance at a sitting."""

    sitzung = models.ForeignKey(Sitzung, verbose_name="Sitzung", on_delete=models.CASCADE, related_name="anwesenheiten")
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="anwesenheiten")
    anwesend = models.BooleanField("anwesend", default=True)
    stimmberechtigt = models.BooleanField("stimmberechtigt", default=True)

    objects = AnwesenheitQuerySet.as_manager()

    class Meta:
        verbose_name = "Anwesenheit"
        verbose_name_plural = "Anwesenheiten"
        ordering = ["sitzung", "person"]
        constraints = [models.UniqueConstraint(fields=["sitzung", "person"], name="sitzungen_anwesenheit_einmal")]

    def __str__(self) -> str:
        return f"{self.person}: {'anwesend' if self.anwesend else 'abwesend'}"


class Abstimmung(models.Model):
    """A recorded result. Never changed: a correction is a further row that names the one it corrects."""

    top = models.ForeignKey(
        Tagesordnungspunkt, verbose_name="Tagesordnungspunkt", on_delete=models.PROTECT, related_name="abstimmungen"
    )
    ausgang = models.CharField("Ergebnis", max_length=30, choices=Ausgang)
    geaendert = models.BooleanField("geändert beschlossen", default=False)
    wortlaut = models.TextField("geänderter Wortlaut", blank=True)
    ja = models.PositiveSmallIntegerField("Ja-Stimmen", null=True, blank=True, help_text="Leer: nicht gezählt.")
    gegenstimmen = models.PositiveSmallIntegerField("Gegenstimmen", null=True, blank=True)
    enthaltungen = models.PositiveSmallIntegerField("Enthaltungen", null=True, blank=True)
    befangen = models.PositiveSmallIntegerField("Befangen", default=0)
    anwesend = models.PositiveSmallIntegerField("Anwesende", null=True, blank=True)
    anwesenheit_vollstaendig = models.BooleanField("Anwesenheit vollständig", default=False)
    berichtigt = models.OneToOneField(
        "self",
        verbose_name="berichtigt",
        on_delete=models.PROTECT,
        related_name="berichtigung",
        null=True,
        blank=True,
    )
    grund = models.CharField("Grund", max_length=500, blank=True)
    einsendung = models.UUIDField("Kennung der Einsendung", default=uuid.uuid4, unique=True, editable=False)
    festgestellt_am = models.DateTimeField("festgestellt am", default=timezone.now)
    festgestellt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="festgestellt von",
        on_delete=models.PROTECT,
        related_name="festgestellte_abstimmungen",
    )

    objects = AbstimmungQuerySet.as_manager()

    class Meta:
        verbose_name = "Abstimmung"
        verbose_name_plural = "Abstimmungen"
        ordering = ["top", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["top"], condition=Q(berichtigt__isnull=True), name="sitzungen_ein_erstes_ergebnis"
            ),
            models.CheckConstraint(
                condition=Q(berichtigt__isnull=True) | ~Q(grund=""), name="sitzungen_berichtigung_mit_grund"
            ),
            models.CheckConstraint(
                condition=~Q(ausgang=Ausgang.EINSTIMMIG) | Q(gegenstimmen__isnull=True) | Q(gegenstimmen=0),
                name="sitzungen_einstimmig_ohne_gegenstimmen",
            ),
            models.CheckConstraint(
                condition=Q(geaendert=False)
                | Q(ausgang__in=[Ausgang.EINSTIMMIG, Ausgang.MEHRHEITLICH]) & ~Q(wortlaut=""),
                name="sitzungen_geaendert_mit_wortlaut",
            ),
            models.CheckConstraint(
                condition=~Q(ausgang__in=[Ausgang.EINSTIMMIG, Ausgang.MEHRHEITLICH])
                | Q(ja__isnull=True)
                | Q(gegenstimmen__isnull=True)
                | Q(ja__gt=F("gegenstimmen")),
                name="sitzungen_angenommen_mit_mehrheit",
            ),
            models.CheckConstraint(
                condition=~Q(ausgang=Ausgang.ABGESETZT)
                | Q(ja__isnull=True, gegenstimmen__isnull=True, enthaltungen__isnull=True),
                name="sitzungen_abgesetzt_ohne_stimmen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.top.bezeichnung}: {self.get_ausgang_display()}"

    @property
    def is_berichtigt(self) -> bool:
        """Return whether a later row corrects this one."""
        return hasattr(self, "berichtigung")


class Mappe(models.Model):
    """The order of a Sitzungsmappe and what came of it: one row per choice that stands, one in the making."""

    WAHL = ("sitzung", "fuer", "umfang", "mit_anlagen", "duplex", "form")
    """Two packets of the same choice replace each other."""

    sitzung = models.ForeignKey(Sitzung, verbose_name="Sitzung", on_delete=models.CASCADE, related_name="mappen")
    fuer = models.CharField("Empfängerkreis", max_length=20, choices=Empfaenger)
    umfang = models.CharField("Umfang", max_length=20, choices=Umfang, default=Umfang.ALLES)
    seit = models.DateTimeField("Neues seit", null=True, blank=True)
    mit_anlagen = models.BooleanField("mit Anlagen", default=True)
    duplex = models.BooleanField("für beidseitigen Druck", default=False)
    form = models.CharField("Form", max_length=3, choices=Mappenform, default=Mappenform.PDF)
    status = models.CharField("Stand", max_length=20, choices=Mappenstatus, default=Mappenstatus.WARTET)
    erledigt = models.PositiveIntegerField("erledigte Schritte", default=0)
    gesamt = models.PositiveIntegerField("Schritte", default=0)
    schritt = models.CharField("was gerade geschieht", max_length=100, blank=True)
    fehler = models.TextField("Fehler", blank=True)
    bestellt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="bestellt von",
        on_delete=models.SET_NULL,
        related_name="mappen",
        null=True,
        blank=True,
    )
    bestellt_am = models.DateTimeField("bestellt am", auto_now_add=True)
    begonnen_am = models.DateTimeField("begonnen am", null=True, blank=True)
    lebenszeichen_am = models.DateTimeField("letztes Lebenszeichen", null=True, blank=True)
    beendet_am = models.DateTimeField("beendet am", null=True, blank=True)
    stand = models.CharField("Prüfsumme des Inhalts", max_length=64, blank=True)
    pruefsumme = models.CharField("Prüfsumme der Datei", max_length=64, blank=True)
    datei = models.ForeignKey(
        Datei, verbose_name="Datei", on_delete=models.PROTECT, related_name="mappen", null=True, blank=True
    )
    seiten = models.PositiveIntegerField("Seiten", null=True, blank=True)
    bericht = models.JSONField("Prüfbericht", default=dict, blank=True)

    objects = MappeQuerySet.as_manager()

    class Meta:
        verbose_name = "Sitzungsmappe"
        verbose_name_plural = "Sitzungsmappen"
        ordering = ["-bestellt_am", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitzung", "fuer", "umfang", "mit_anlagen", "duplex", "form"],
                condition=Q(status__in=[Mappenstatus.WARTET, Mappenstatus.LAEUFT]),
                name="sitzungen_mappe_ein_auftrag",
            ),
            models.UniqueConstraint(
                fields=["sitzung", "fuer", "umfang", "mit_anlagen", "duplex", "form"],
                condition=Q(status=Mappenstatus.FERTIG),
                name="sitzungen_mappe_eine_fertige",
            ),
            models.CheckConstraint(
                condition=~Q(status=Mappenstatus.FERTIG) | Q(datei__isnull=False, beendet_am__isnull=False),
                name="sitzungen_mappe_fertig_mit_datei",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sitzung.nummer}, {self.get_fuer_display()}, {self.get_form_display()}"

    @property
    def is_offen(self) -> bool:
        """Return whether it waits or is being bound."""
        return self.status in (Mappenstatus.WARTET, Mappenstatus.LAEUFT)

    @property
    def is_fertig(self) -> bool:
        """Return whether the packet stands and can be opened."""
        return self.status == Mappenstatus.FERTIG


class Mappenblatt(models.Model):
    """What a packet shows. A reference whose object is gone is empty, so that it counts as hidden."""

    mappe = models.ForeignKey(Mappe, verbose_name="Sitzungsmappe", on_delete=models.CASCADE, related_name="blaetter")
    art = models.CharField("Art", max_length=10, choices=Blattart)
    top = models.ForeignKey(
        Tagesordnungspunkt,
        verbose_name="Tagesordnungspunkt",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    fassung = models.ForeignKey(
        Fassung, verbose_name="Fassung", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    anlage = models.ForeignKey(
        Anlage, verbose_name="Anlage", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "Blatt einer Sitzungsmappe"
        verbose_name_plural = "Blätter der Sitzungsmappen"

    def __str__(self) -> str:
        return f"{self.get_art_display()}: {self.top or self.fassung or self.anlage or 'nicht mehr vorhanden'}"
