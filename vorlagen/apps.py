from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _ensure_stammdaten(**kwargs: object) -> None:
    from vorlagen.actions.stammdaten import ensure_kaestchen

    ensure_kaestchen()


class VorlagenConfig(AppConfig):
    """The paper."""

    name = "vorlagen"
    verbose_name = "Vorlagen"

    def ready(self) -> None:
        """Fill in the voting grid after migrating, also after a database was emptied; look after attachments.

        Tell the journal what to keep about a paper.
        """
        from journal.nachweis import ARTEN, BETROFFENE
        from vorlagen import nachweis
        from vorlagen.actions.anlagenpruefung import queue_anlagen
        from vorlagen.actions.nachlauf import NACH_FREIGABE

        post_migrate.connect(_ensure_stammdaten, sender=self)
        NACH_FREIGABE.append(queue_anlagen)
        ARTEN.update({art.art: art for art in nachweis.ARTEN})
        BETROFFENE["vorlagen.vorlage"] = nachweis.list_betroffene
        BETROFFENE["vorlagen.fassung"] = BETROFFENE["vorlagen.beratung"] = nachweis.list_vorgeschlagene
