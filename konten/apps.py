from django.apps import AppConfig


class KontenConfig(AppConfig):
    """Who is logged in."""

    name = "konten"
    verbose_name = "Konten und Rollen"

    def ready(self) -> None:
        """Tell the journal what to keep about accounts, roles and proposals."""
        from journal.nachweis import ARTEN, BETROFFENE
        from konten import nachweis

        ARTEN.update({art.art: art for art in nachweis.ARTEN})
        BETROFFENE.update(nachweis.BETROFFENE)
