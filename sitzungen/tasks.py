"""What happens in the background. Each of these may be called twice and changes nothing the second time."""

import logging
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from dokumente.druck.pdf import DruckFehler
from konten.rechte import Besucher, Rechte, build_besucher
from sitzungen.documents.vorlage import render_vorlage
from vorlagen.models import Beratung, Fassung
from vorlagen.querysets import VERFASSER

NACHRANGIG: Final = -10
"""Nobody waits for what is set in advance; what somebody ordered comes first."""
logger = logging.getLogger(__name__)


@task(priority=NACHRANGIG)
def set_drucke(vorlage: int) -> None:
    """Set the papers everybody, the bodies and the Sitzungsdienst will open, so that their first click is quick."""
    for leser in _list_leser(vorlage):
        fassungen = Fassung.objects.visible_to(leser).released().filter(vorlage=vorlage)
        fassung = fassungen.select_related("vorlage", *VERFASSER).order_by("-neufassung").first()
        if fassung is None:
            continue
        try:
            render_vorlage(fassung, leser=leser)
        except DruckFehler as fehler:
            # Whoever asks for it gets the same sentence on a page.
            logger.warning("Vorlage %s lässt sich nicht drucken: %s", vorlage, fehler)


def enqueue_drucke(vorlage: int) -> None:
    """Have the paper set unless that is waiting to be done anyway: it will see what has changed until then."""
    wartend = DBTaskResult.objects.ready().filter(task_path=set_drucke.module_path, args_kwargs__args=[vorlage])
    if not wartend.exists():
        set_drucke.enqueue(vorlage)


def _list_leser(vorlage: int) -> list[Besucher]:
    zugestellt = Beratung.objects.filter(vorlage=vorlage, zugestellt_am__isnull=False).order_by("gremium")
    gremien = zugestellt.values_list("gremium", flat=True).distinct()
    return [
        AnonymousUser(),
        build_besucher(Rechte(sitzungsdienst=True)),
        *(build_besucher(Rechte(gremien=frozenset({gremium}))) for gremium in gremien),
    ]
