"""The paper: its identity, its Fassungen, its way through the bodies, its attachments and co-signatures."""

from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from dokumente.models import Datei
from gremien.models import Amt, Dezernat, Gremium
from vorlagen.enums import (
    Ausgang,
    Fassungsstatus,
    Kaestchenbedeutung,
    Mitzeichnungsergebnis,
    Vorlagenart,
    Vorlagenstatus,
)
from vorlagen.querysets import (
    AnlageQuerySet,
    BeratungQuerySet,
    FassungQuerySet,
    MitzeichnungQuerySet,
    VorlageQuerySet,
)
from vorlagen.rules.nummern import format_nummer


class Zaehler(models.Model):
    """Counter per kind and year; the locked row makes numbers gapless and unique."""

    art = models.CharField("Art", max_length=2, choices=Vorlagenart)
    jahr = models.PositiveSmallIntegerField("Jahr")
    stand = models.PositiveIntegerField("zuletzt vergeben", default=0)

    class Meta:
        verbose_name = "Zähler"
        verbose_name_plural = "Zähler"
        constraints = [models.UniqueConstraint(fields=["art", "jahr"], name="vorlagen_zaehler_einmal")]

    def __str__(self) -> str:
        return f"{self.art} {self.jahr}: {self.stand}"


class Vorlage(models.Model):
    """A paper through its whole life: one number, one Gremienweg, one or more Fassungen."""

    art = models.CharField("Art", max_length=2, choices=Vorlagenart, default=Vorlagenart.BV)
    jahr = models.PositiveSmallIntegerField("Jahr", null=True, blank=True, editable=False)
    laufend = models.PositiveIntegerField("laufende Nummer", null=True, blank=True, editable=False)
    status = models.CharField(
        "Stand", max_length=20, choices=Vorlagenstatus, default=Vorlagenstatus.IN_ARBEIT, editable=False
    )
    bezug = models.ForeignKey(
        "self",
        verbose_name="bezieht sich auf",
        on_delete=models.PROTECT,
        related_name="bezugnehmende",
        null=True,
        blank=True,
        help_text="Zum Beispiel die Anfrage, die diese Antwort beantwortet.",
    )
    zurueckgezogen_am = models.DateTimeField("zurückgezogen am", null=True, blank=True, editable=False)
    zurueckgezogen_grund = models.TextField("Grund der Rücknahme", blank=True, editable=False)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)

    objects = VorlageQuerySet.as_manager()

    class Meta:
        verbose_name = "Vorlage"
        verbose_name_plural = "Vorlagen"
        ordering = [F("jahr").desc(nulls_first=True), F("laufend").desc(nulls_first=True), "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["art", "jahr", "laufend"], name="vorlagen_nummer_einmal"),
            models.CheckConstraint(
                condition=Q(jahr__isnull=True, laufend__isnull=True) | Q(jahr__gte=1900, laufend__gte=1),
                name="vorlagen_nummer_ganz",
            ),
            models.CheckConstraint(
                condition=Q(status=Vorlagenstatus.ZURUECKGEZOGEN, zurueckgezogen_am__isnull=False)
                | (~Q(status=Vorlagenstatus.ZURUECKGEZOGEN) & Q(zurueckgezogen_am__isnull=True)),
                name="vorlagen_zurueckgezogen_mit_tag",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer or f"{self.get_art_display()} ohne Nummer"

    def get_absolute_url(self) -> str:
        """Return the page of the paper."""
        return reverse("vorlage", args=[self.pk])

    @property
    def nummer(self) -> str:
        """Return the number without revision suffix, empty before release."""
        if self.jahr is None or self.laufend is None:
            return ""
        return format_nummer(art=Vorlagenart(self.art), laufend=self.laufend, jahr=self.jahr)

    @property
    def is_zurueckgezogen(self) -> bool:
        """Return whether the paper was withdrawn."""
        return self.zurueckgezogen_am is not None

    @property
    def is_beendet(self) -> bool:
        """Return whether nothing is left to decide: settled or withdrawn."""
        return self.status in (Vorlagenstatus.ABGESCHLOSSEN, Vorlagenstatus.ZURUECKGEZOGEN)


class Fassung(models.Model):
    """The text of a paper. A draft until released, frozen for ever from then on; a change is a new Fassung."""

    vorlage = models.ForeignKey(Vorlage, verbose_name="Vorlage", on_delete=models.CASCADE, related_name="fassungen")
    neufassung = models.PositiveSmallIntegerField("Neufassung", default=0, editable=False)
    status = models.CharField(
        "Status", max_length=20, choices=Fassungsstatus, default=Fassungsstatus.ENTWURF, editable=False
    )
    nummer = models.CharField("Nummer", max_length=20, blank=True, editable=False)
    datum = models.DateField("Datum", null=True, blank=True)
    betreff = models.CharField("Betreff", max_length=500, blank=True)
    amt = models.ForeignKey(Amt, verbose_name="Amt (Verfasser)", on_delete=models.PROTECT, related_name="fassungen")
    dezernat = models.ForeignKey(
        Dezernat,
        verbose_name="Mitglied des Stadtvorstands",
        on_delete=models.PROTECT,
        related_name="fassungen",
    )
    aktenzeichen = models.CharField("Aktenzeichen", max_length=100, blank=True)
    beschlussentwurf = models.TextField("Beschlussentwurf", blank=True)
    begruendung = models.TextField("Begründung", blank=True)
    nicht_zugeordnet = models.TextField("Nicht zugeordnet", blank=True, editable=False)
    oeffentlich = models.BooleanField("öffentlich", default=False)
    nichtoeffentlich_grund = models.CharField(
        "Grund der Nichtöffentlichkeit",
        max_length=500,
        blank=True,
        help_text="Bleibt intern und wird nie öffentlich gedruckt (§ 35 Abs. 1 GemO).",
    )
    verfasser = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="verfasst von",
        on_delete=models.PROTECT,
        related_name="verfasste_fassungen",
        null=True,
        editable=False,
    )
    freigegeben_am = models.DateTimeField("freigegeben am", null=True, editable=False)
    freigegeben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="freigegeben von",
        on_delete=models.PROTECT,
        related_name="freigegebene_fassungen",
        null=True,
        editable=False,
    )
    veroeffentlicht_am = models.DateTimeField("veröffentlicht am", null=True, editable=False)
    stand = models.PositiveIntegerField("Bearbeitungsstand", default=0, editable=False)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)
    updated_at = models.DateTimeField("geändert am", auto_now=True)

    objects = FassungQuerySet.as_manager()

    class Meta:
        verbose_name = "Fassung"
        verbose_name_plural = "Fassungen"
        ordering = ["vorlage", "neufassung"]
        constraints = [
            models.UniqueConstraint(fields=["vorlage", "neufassung"], name="vorlagen_fassung_einmal"),
            models.UniqueConstraint(
                fields=["vorlage"],
                condition=~Q(status=Fassungsstatus.FREIGEGEBEN),
                name="vorlagen_ein_offener_entwurf",
            ),
            models.CheckConstraint(
                condition=Q(status=Fassungsstatus.FREIGEGEBEN, freigegeben_am__isnull=False) & ~Q(nummer="")
                | ~Q(status=Fassungsstatus.FREIGEGEBEN) & Q(freigegeben_am__isnull=True, nummer=""),
                name="vorlagen_freigegeben_mit_nummer",
            ),
            models.CheckConstraint(
                condition=Q(freigegeben_von__isnull=True) | ~Q(freigegeben_von=F("verfasser")),
                name="vorlagen_vier_augen",
            ),
            models.CheckConstraint(
                condition=Q(veroeffentlicht_am__isnull=True) | Q(status=Fassungsstatus.FREIGEGEBEN, oeffentlich=True),
                name="vorlagen_veroeffentlicht_nur_oeffentlich",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer or 'Entwurf'}: {self.betreff or 'ohne Betreff'}"

    @property
    def is_freigegeben(self) -> bool:
        """Return whether this Fassung is frozen."""
        return self.status == Fassungsstatus.FREIGEGEBEN

    @property
    def is_entwurf(self) -> bool:
        """Return whether the author may still write."""
        return self.status == Fassungsstatus.ENTWURF

    @property
    def is_veroeffentlicht(self) -> bool:
        """Return whether everybody may read this Fassung, as far as the paper was not withdrawn."""
        return self.veroeffentlicht_am is not None


class Beratung(models.Model):
    """A station of the Gremienweg: a body deliberates the paper on a day, deciding or preparing."""

    vorlage = models.ForeignKey(Vorlage, verbose_name="Vorlage", on_delete=models.CASCADE, related_name="beratungen")
    position = models.PositiveSmallIntegerField("Position")
    gremium = models.ForeignKey(Gremium, verbose_name="Gremium", on_delete=models.PROTECT, related_name="beratungen")
    datum = models.DateField("Datum", null=True, blank=True)
    entscheidend = models.BooleanField("entscheidend", default=False)
    oeffentlich = models.BooleanField("öffentlich", default=False)
    nichtoeffentlich_grund = models.CharField("Grund der Nichtöffentlichkeit", max_length=500, blank=True)
    aufgesetzt = models.BooleanField("steht auf einer Tagesordnung", default=False, editable=False)
    zugestellt_am = models.DateTimeField("den Mitgliedern zugestellt am", null=True, blank=True, editable=False)
    zugestellte_neufassung = models.PositiveSmallIntegerField(
        "höchste zugestellte Neufassung", null=True, blank=True, editable=False
    )
    ausgang = models.CharField("Ergebnis", max_length=30, choices=Ausgang, blank=True, editable=False)
    geaendert = models.BooleanField("geändert", default=False, editable=False)
    wortlaut = models.TextField("geänderter Wortlaut", blank=True, editable=False)
    gegenstimmen = models.PositiveSmallIntegerField("Gegenstimmen", null=True, blank=True, editable=False)
    enthaltungen = models.PositiveSmallIntegerField("Enthaltungen", null=True, blank=True, editable=False)
    vorgaenger = models.OneToOneField(
        "self",
        verbose_name="vertagt oder verwiesen von",
        on_delete=models.PROTECT,
        related_name="nachfolger",
        null=True,
        blank=True,
        editable=False,
    )

    objects = BeratungQuerySet.as_manager()

    class Meta:
        verbose_name = "Beratung"
        verbose_name_plural = "Beratungen"
        ordering = ["vorlage", "position"]
        constraints = [
            models.UniqueConstraint(fields=["vorlage", "position"], name="vorlagen_beratung_position"),
            models.CheckConstraint(
                condition=~Q(ausgang=Ausgang.EINSTIMMIG) | Q(gegenstimmen__isnull=True) | Q(gegenstimmen=0),
                name="vorlagen_beratung_einstimmig",
            ),
            models.CheckConstraint(
                condition=Q(geaendert=False) | Q(ausgang__in=[Ausgang.EINSTIMMIG, Ausgang.MEHRHEITLICH]),
                name="vorlagen_beratung_geaendert",
            ),
            models.CheckConstraint(
                condition=Q(zugestellt_am__isnull=True, zugestellte_neufassung__isnull=True)
                | Q(zugestellt_am__isnull=False, zugestellte_neufassung__isnull=False),
                name="vorlagen_beratung_zugestellt_ganz",
            ),
        ]

    def __str__(self) -> str:
        tag = f"{self.datum:%d.%m.%Y} " if self.datum else ""
        return f"{tag}{self.gremium}"

    @property
    def is_fest(self) -> bool:
        """Return whether planning leaves this station alone: placed, delivered to members, or with a result."""
        return bool(self.ausgang) or self.aufgesetzt or self.zugestellt_am is not None

    def is_zugestellt(self, fassung: Fassung) -> bool:
        """Return whether the members of the body were sent this Fassung."""
        return self.zugestellte_neufassung is not None and self.zugestellte_neufassung >= fassung.neufassung


class Anlage(models.Model):
    """A file attached to a Fassung, with its own publicity."""

    fassung = models.ForeignKey(Fassung, verbose_name="Fassung", on_delete=models.CASCADE, related_name="anlagen")
    position = models.PositiveSmallIntegerField("Position")
    titel = models.CharField("Titel", max_length=250)
    datei = models.ForeignKey(
        Datei, verbose_name="Datei", on_delete=models.PROTECT, related_name="anlagen", null=True, blank=True
    )
    dateiname = models.CharField("Dateiname", max_length=150, blank=True)
    oeffentlich = models.BooleanField("öffentlich", default=False)

    objects = AnlageQuerySet.as_manager()

    class Meta:
        verbose_name = "Anlage"
        verbose_name_plural = "Anlagen"
        ordering = ["fassung", "position"]
        constraints = [models.UniqueConstraint(fields=["fassung", "position"], name="vorlagen_anlage_position")]

    def __str__(self) -> str:
        return f"Anlage {self.position:02}: {self.titel}"

    @property
    def dateiart(self) -> str:
        """Return the ending of the file in capitals ("PDF"): all that readers outside the house learn of its name."""
        return PurePath(self.dateiname).suffix.removeprefix(".").upper()


class Mitzeichnung(models.Model):
    """One person's co-signature of a Fassung, asked for and answered."""

    fassung = models.ForeignKey(
        Fassung, verbose_name="Fassung", on_delete=models.CASCADE, related_name="mitzeichnungen"
    )
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="Mitzeichnende Person",
        on_delete=models.PROTECT,
        related_name="mitzeichnungen",
    )
    ergebnis = models.CharField("Antwort", max_length=20, choices=Mitzeichnungsergebnis, blank=True)
    bemerkung = models.TextField("Bemerkung", blank=True)
    erbeten_am = models.DateTimeField("erbeten am", auto_now_add=True)
    beantwortet_am = models.DateTimeField("beantwortet am", null=True, blank=True)

    objects = MitzeichnungQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitzeichnung"
        verbose_name_plural = "Mitzeichnungen"
        ordering = ["fassung", "erbeten_am", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fassung", "konto"],
                condition=Q(ergebnis=""),
                name="vorlagen_mitzeichnung_einmal_offen",
            ),
            models.CheckConstraint(
                condition=Q(ergebnis="", beantwortet_am__isnull=True)
                | (~Q(ergebnis="") & Q(beantwortet_am__isnull=False)),
                name="vorlagen_mitzeichnung_mit_tag",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.konto}: {self.get_ergebnis_display() or 'offen'}"


class Kaestchen(models.Model):
    """A box of the printed voting grid: labels and place are the city's, the meaning is the program's."""

    bedeutung = models.CharField("Bedeutung", max_length=30, choices=Kaestchenbedeutung, unique=True)
    kurz = models.CharField("gedruckte Beschriftung", max_length=20, blank=True)
    lang = models.CharField("vorgelesene Beschriftung", max_length=60)
    zeile = models.PositiveSmallIntegerField("Zeile")
    spalte = models.PositiveSmallIntegerField("Spalte")

    class Meta:
        verbose_name = "Kästchen des Abstimmungsrasters"
        verbose_name_plural = "Kästchen des Abstimmungsrasters"
        ordering = ["zeile", "spalte"]
        constraints = [
            models.UniqueConstraint(
                fields=["zeile", "spalte"],
                name="vorlagen_kaestchen_platz",
                violation_error_message="Dieser Platz im Raster ist schon belegt.",
            ),
            models.CheckConstraint(
                condition=Q(zeile__range=(1, 3), spalte__range=(1, 4)),
                name="vorlagen_kaestchen_im_raster",
                violation_error_message="Das Raster hat drei Zeilen und vier Spalten.",
            ),
        ]

    def __str__(self) -> str:
        return self.lang
