"""Long work with stored files, done by the worker."""

from django_tasks import task

from dokumente.models import Datei
from dokumente.pruefstelle import SEKUNDEN
from dokumente.pruefung import fetch_pruefung, is_pruefbar


@task()
def check_abgelegte_datei(pk: int) -> None:
    """Look through a stored file and make its public copy, unless that has happened or the file is gone."""
    datei = Datei.objects.filter(pk=pk).first()
    if datei is not None and is_pruefbar(datei):
        fetch_pruefung(datei, hoechstens=SEKUNDEN)
