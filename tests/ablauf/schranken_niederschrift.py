"""Constraints of minutes that no form and no command reaches, and why."""

_EIN_VORGANG = "Die Spalten schreibt ein einziger Vorgang unter der Sperre der Niederschrift; kein Formular nennt sie."

NIEDERSCHRIFT: dict[str, str] = {
    "nachbereitung.Niederschrift.sitzung": "Begonnen wird sie unter der Sperre der Sitzung, einmal.",
    "nachbereitung.Mitschrift.niederschrift": "Eine weitere Mitschrift tritt an die Stelle der ersten.",
    "nachbereitung.Einwendung.top": _EIN_VORGANG,
    "nachbereitung.Ausfertigung.berichtigt": _EIN_VORGANG,
    "nachbereitung_ausfertigung_nummer": _EIN_VORGANG,
    "nachbereitung_ausfertigung_berichtigt": _EIN_VORGANG,
    "nachbereitung_ausfertigung_veroeffentlicht": _EIN_VORGANG,
    "nachbereitung_unterzeichnet_als": _EIN_VORGANG,
    "nachbereitung_berichtigung_mit_grund": "Der Grund ist Pflichtfeld, und der Vorgang fragt noch einmal.",
    "nachbereitung_text_einmal": "Stände zählt das Speichern unter der Sperre der Niederschrift.",
    "nachbereitung_zwei_unterzeichnen": "Der Vorgang fragt vorher, ob es zwei Personen sind.",
}
