"""The kinds of mail, and what becomes of one."""

from typing import Final

from django.db import models


class Anlass(models.TextChoices):
    """Why the house writes to somebody."""

    PASSWORT = "passwort", "Passwort vergessen"
    EINLADUNG = "einladung", "Einladung zum Konto"
    SITZUNG = "sitzung", "Einladung zu einer Sitzung, und wenn sie ausfällt"
    MITZEICHNUNG = "mitzeichnung", "Eine Vorlage wartet auf meine Mitzeichnung"
    RUECKGABE = "rueckgabe", "Eine Vorlage, an der ich geschrieben habe, kommt zur Überarbeitung zurück"
    FREIGABE = "freigabe", "Eine Vorlage wartet auf meine Freigabe"
    FREIGEGEBEN = "freigegeben", "Eine Vorlage, mit der ich zu tun habe, ist freigegeben"
    VORSCHLAG = "vorschlag", "Eine Veröffentlichung wartet auf meine Bestätigung"
    NACHGEREICHT = "nachgereicht", "Zu einer Vorlage, die mich angeht, ist eine Anlage nachgereicht"
    BESCHLUSSAUSZUG = "beschlussauszug", "Ein Beschluss, den mein Amt umsetzt, ist gefasst"
    ANTRAG = "antrag", "Ein Antrag oder eine Anfrage wartet auf meine Annahme"
    EINGANG = "eingang", "Bestätigung, dass eingegangen ist, was ich eingereicht habe"
    NIEDERSCHRIFT = "niederschrift", "Eine Niederschrift wartet auf meine Prüfung oder Unterschrift"
    TAGESUEBERSICHT = "tagesuebersicht", "An Arbeitstagen eine Übersicht, solange noch etwas auf mich wartet"


PFLICHT: Final = (Anlass.PASSWORT, Anlass.EINLADUNG, Anlass.SITZUNG)
"""Kinds nobody can turn off: without the first two nobody gets in, and whoever is invited by law must learn of it."""
WAEHLBAR: Final = tuple(anlass for anlass in Anlass if anlass not in PFLICHT)


class Zustand(models.TextChoices):
    """What has become of a mail."""

    WARTET = "wartet", "wartet"
    ZUGESTELLT = "zugestellt", "zugestellt"
    GESCHEITERT = "gescheitert", "gescheitert"
