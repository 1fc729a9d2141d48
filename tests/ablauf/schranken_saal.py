"""The rules of the room that no form reaches, and why; see :mod:`tests.ablauf.test_schranken`."""

ZUSAMMEN = "Beide Spalten schreibt ein einziger Vorgang; kein Formular hat ein Feld dafür."

IM_SAAL = {
    "sitzungen_top_ein_beschlussentwurf": "Bei einem Punkt mit Vorlage fehlt das Feld, und der Vorgang lehnt ab.",
    "sitzungen_anwesenheit_stimmig": "Der Vorgang rechnet aus, wer entschuldigt ist, und lehnt andere Vertretungen ab.",
    "sitzungen_teilnahme_mit_namen": "Eine Zeile ohne Namen wird überlesen.",
    "sitzungen_zuruecknahme_leer": ZUSAMMEN,
    "sitzungen_zwischen_mit_mehrheit": "Der Vorgang fragt dieselbe Regel wie beim Beschluss über den Punkt.",
    "sitzungen_zwischen_mit_grund": "Der Grund ist Pflichtfeld, und der Vorgang fragt noch einmal.",
    "sitzungen.Zwischenabstimmung.einsendung": "Dieselbe Kennung gibt die Zeile zurück, die sie beim ersten Mal ergab.",
    "sitzungen.Zwischenabstimmung.berichtigt": "Berichtigt wird nur, was gilt; das prüft der Vorgang unter der Sperre.",
}
"""Constraint → why no form and no command reaches it."""
