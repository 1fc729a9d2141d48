"""How the acts on a sitting ask for their reasons."""

from typing import Final

from konten.forms.vorgang import Grundfrage

ABSAGE: Final = Grundfrage(label="Warum fällt die Sitzung aus?", hilfe="Der Grund bleibt intern.", is_pflicht=True)
ABSETZUNG: Final = Grundfrage(label="Grund der Absetzung", hilfe="Der Grund bleibt intern.")
EROEFFNUNG: Final = Grundfrage(
    label="Warum wird die Sitzung trotzdem eröffnet?",
    hilfe="Bleibt verwaltungsintern und wird im Journal festgehalten.",
)
ABLEHNUNG: Final = Grundfrage(
    label="Was soll geändert werden?",
    hilfe="Liest, wer die Tagesordnung vorgelegt hat. Bleibt intern.",
    fehlt="Bitte geben Sie an, warum Sie den Vorschlag ablehnen.",
    is_pflicht=True,
)
ZUGANG: Final = Grundfrage(
    label="Warum wird der Zugang berichtigt?",
    hilfe="Bleibt intern. Der bisherige Eintrag bleibt mit diesem Grund erhalten.",
    fehlt="Bitte begründen Sie, warum der Zugang berichtigt wird.",
    is_pflicht=True,
)
