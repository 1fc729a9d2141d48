"""Packets: what was ordered, and what they show."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dokumente.models import Datei
from mappen.enums import Blattart, Empfaenger, Mappenform, Mappenstatus, Umfang
from mappen.querysets import MappeQuerySet
from sitzungen.models import Sitzung, Tagesordnungspunkt
from vorlagen.models import Anlage, Fassung


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
                name="mappen_mappe_ein_auftrag",
            ),
            models.UniqueConstraint(
                fields=["sitzung", "fuer", "umfang", "mit_anlagen", "duplex", "form"],
                condition=Q(status=Mappenstatus.FERTIG),
                name="mappen_mappe_eine_fertige",
            ),
            models.CheckConstraint(
                condition=~Q(status=Mappenstatus.FERTIG) | Q(datei__isnull=False, beendet_am__isnull=False),
                name="mappen_mappe_fertig_mit_datei",
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
