"""The office acts that leave a row in the journal."""

from django.db import models


class Akt(models.TextChoices):
    """One verb per office act."""

    EINREICHEN = "einreichen", "In die Mitzeichnung geben"
    MITZEICHNEN = "mitzeichnen", "Mitzeichnen"
    FREIGEBEN = "freigeben", "Freigeben"
    VEROEFFENTLICHEN = "veroeffentlichen", "Veröffentlichen"
    ZURUECKZIEHEN = "zurueckziehen", "Zurückziehen"
    NEU_FASSEN = "neu_fassen", "Neu fassen"
    EINLESEN = "einlesen", "Einlesen"
    GREMIENWEG_AENDERN = "gremienweg_aendern", "Gremienweg ändern"
    ANSETZEN = "ansetzen", "Sitzung ansetzen"
    AUFSETZEN = "aufsetzen", "Auf die Tagesordnung setzen"
    ABSETZEN = "absetzen", "Von der Tagesordnung absetzen"
    TO_VEROEFFENTLICHEN = "to_veroeffentlichen", "Tagesordnung veröffentlichen"
    EINLADEN = "einladen", "Einladen"
    ABSAGEN = "absagen", "Sitzung absagen"
    EROEFFNEN = "eroeffnen", "Sitzung eröffnen"
    BEENDEN = "beenden", "Sitzung beenden"
    ANWESENHEIT = "anwesenheit", "Anwesenheit feststellen"
    FESTSTELLEN = "feststellen", "Ergebnis feststellen"
    BERICHTIGEN = "berichtigen", "Ergebnis berichtigen"
