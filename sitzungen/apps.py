from django.apps import AppConfig


class SitzungenConfig(AppConfig):
    """The sitting."""

    name = "sitzungen"
    verbose_name = "Sitzungen"

    def ready(self) -> None:
        """Have printed papers set anew after every act that changes them; tell the journal what to keep."""
        from journal.nachweis import ARTEN, BETROFFENE
        from sitzungen import nachweis
        from sitzungen.tasks import enqueue_drucke
        from vorlagen.actions.nachlauf import NACH_FREIGABE

        NACH_FREIGABE.append(enqueue_drucke)
        ARTEN.update({art.art: art for art in nachweis.ARTEN})
        BETROFFENE.update(nachweis.BETROFFENE)
