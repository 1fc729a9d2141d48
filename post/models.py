"""Outgoing mail: what is to be said to whom, once, and who does not want which kind."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from post.enums import PFLICHT, Anlass, Zustand
from post.querysets import NachrichtQuerySet


class Nachricht(models.Model):
    """One mail to one account, or to a plain address. Its text is put together when it is sent."""

    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="Konto",
        on_delete=models.CASCADE,
        related_name="nachrichten",
        null=True,
        blank=True,
    )
    adresse = models.EmailField("Adresse", blank=True)
    anlass = models.CharField("Anlass", max_length=20, choices=Anlass)
    gegenstand = models.CharField("Gegenstand", max_length=200)
    satz = models.TextField("Satz")
    ziel = models.CharField("Seite", max_length=500)
    anlage = models.CharField("Anlage", max_length=100, blank=True)
    """By what name the file that goes with it is made when it is sent; empty: none."""
    message_id = models.CharField("Kennung der E-Mail", max_length=250, unique=True)
    angelegt_am = models.DateTimeField("angelegt am")
    versuche = models.PositiveSmallIntegerField("Versuche", default=0)
    naechster_versuch = models.DateTimeField("nächster Versuch", null=True, blank=True, db_index=True)
    zugestellt_am = models.DateTimeField("zugestellt am", null=True, blank=True)
    zugestellt_an = models.CharField("zugestellt an", max_length=254, blank=True)
    fehler = models.TextField("Was dazwischenkam", blank=True)
    gescheitert = models.BooleanField("gescheitert", default=False)

    objects = NachrichtQuerySet.as_manager()

    class Meta:
        verbose_name = "Nachricht"
        verbose_name_plural = "Nachrichten"
        ordering: ClassVar[list[str]] = ["-angelegt_am", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(konto__isnull=False, adresse="") | Q(konto__isnull=True) & ~Q(adresse=""),
                name="post_nachricht_ein_empfaenger",
            ),
            models.CheckConstraint(
                condition=Q(zugestellt_am__isnull=True, gescheitert=False, naechster_versuch__isnull=False)
                | Q(zugestellt_am__isnull=True, gescheitert=True, naechster_versuch__isnull=True)
                | Q(zugestellt_am__isnull=False, gescheitert=False, naechster_versuch__isnull=True),
                name="post_nachricht_ein_zustand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gegenstand} ({self.get_anlass_display()})"

    @property
    def zustand(self) -> Zustand:
        """Return what has become of it."""
        if self.gescheitert:
            return Zustand.GESCHEITERT
        return Zustand.WARTET if self.zugestellt_am is None else Zustand.ZUGESTELLT

    @property
    def is_pflicht(self) -> bool:
        """Return whether its kind cannot be turned off."""
        return self.anlass in PFLICHT

    @property
    def is_verlinkt(self) -> bool:
        """Return whether it leads to a page, not to something that its link opens by itself."""
        return self.anlass not in settings.POST_LINKS


class Abbestellung(models.Model):
    """One account does not want mails of one kind."""

    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Konto", on_delete=models.CASCADE, related_name="abbestellungen"
    )
    anlass = models.CharField("Anlass", max_length=20, choices=Anlass)

    class Meta:
        verbose_name = "Abbestellung"
        verbose_name_plural = "Abbestellungen"
        ordering: ClassVar[list[str]] = ["konto", "anlass"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["konto", "anlass"], name="post_abbestellung_einmal"),
            models.CheckConstraint(condition=~Q(anlass__in=PFLICHT), name="post_abbestellung_keine_pflicht"),
        ]

    def __str__(self) -> str:
        return f"{self.konto}: {self.get_anlass_display()}"
