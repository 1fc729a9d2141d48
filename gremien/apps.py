from django.apps import AppConfig


class GremienConfig(AppConfig):
    """Who decides and who drafts."""

    name = "gremien"
    verbose_name = "Gremien und Personen"

    def ready(self) -> None:
        """Have the journal told when a kept file is found damaged."""
        from dokumente.ablage.lesen import MELDER  # Django has the models only now
        from gremien.actions.schaeden import note_zustand  # likewise

        MELDER.append(note_zustand)
