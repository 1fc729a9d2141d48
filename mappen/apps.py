from django.apps import AppConfig


class MappenConfig(AppConfig):
    """What is bound from a sitting: packets, sheets to fill in, and whether a print is genuine."""

    name = "mappen"
    verbose_name = "Sitzungsmappen"

    def ready(self) -> None:
        """Tell the journal what to keep of filled sheets."""
        from journal.nachweis import ARTEN, BETROFFENE
        from mappen import nachweis

        ARTEN.update({art.art: art for art in nachweis.ARTEN})
        BETROFFENE.update(nachweis.BETROFFENE)
