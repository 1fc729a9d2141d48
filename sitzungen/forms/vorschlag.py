"""The answer to a proposed agenda."""

from typing import Any

from sitzungen.forms.vorgang import VorgangForm


class AblehnenForm(VorgangForm):
    """Why not; whoever proposed it takes it back without a reason."""

    grund_label = "Was soll geändert werden?"
    grund_hilfe = "Liest, wer die Tagesordnung vorgelegt hat. Bleibt intern."

    def __init__(self, *args: Any, is_eigener: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_eigener:
            self._ask_for_grund()
            self.fields["grund"].required = True
            self.fields["grund"].error_messages["required"] = "Bitte geben Sie an, warum Sie den Vorschlag ablehnen."
