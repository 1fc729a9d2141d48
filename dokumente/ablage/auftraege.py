"""Long work with stored files, done by the worker."""

from django_tasks import task

from dokumente.ablage.pruefen import fetch_pruefung
from dokumente.anlagen.pruefstelle import SEKUNDEN
from dokumente.models import Datei


@task()
def check_abgelegte_datei(pk: int) -> None:
    """Look through a stored file and make its public copy, unless that has happened or the file is gone."""
    datei = Datei.objects.filter(pk=pk).first()
    if datei is not None:
        fetch_pruefung(datei, hoechstens=SEKUNDEN)


def queue_pruefung(datei: Datei) -> None:
    """Have a file looked through in the queue; whoever needs the answer before that asks for it."""
    check_abgelegte_datei.enqueue(datei.pk)
