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
UNTERLAGE_OEFFNEN: Final = Grundfrage(
    label="Warum soll die Unterlage öffentlich werden?",
    hilfe="Liest, wer bestätigt. Bleibt verwaltungsintern und wird im Journal festgehalten.",
    fehlt="Bitte begründen Sie, warum die Unterlage öffentlich werden soll.",
    is_pflicht=True,
)
UNTERLAGE_ABLEHNEN: Final = Grundfrage(
    label="Warum soll die Unterlage nicht öffentlich werden?",
    hilfe="Liest, wer sie vorgelegt hat. Bleibt intern.",
    fehlt="Bitte geben Sie an, warum Sie den Vorschlag ablehnen.",
    is_pflicht=True,
)
UNTERLAGE_ENTFERNEN: Final = Grundfrage(
    label="Warum wird die Unterlage entfernt?",
    hilfe="Bleibt bei der Sitzung stehen, für alle, die sie führen.",
    fehlt="Bitte geben Sie an, warum die Unterlage entfernt wird.",
    is_pflicht=True,
)
ZUGANG: Final = Grundfrage(
    label="Warum wird der Zugang berichtigt?",
    hilfe="Bleibt intern. Der bisherige Eintrag bleibt mit diesem Grund erhalten.",
    fehlt="Bitte begründen Sie, warum der Zugang berichtigt wird.",
    is_pflicht=True,
)
