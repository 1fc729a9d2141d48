"""The work on a packet, as the queue knows it. It may be called twice and changes nothing the second time."""

from django_tasks import task

from mappen.tasks.aufraeumen import reap_mappen
from mappen.tasks.lauf import run_mappe


@task()
def bind_sitzungsmappe(mappe: int) -> None:
    """Bind the packet of this order, after clearing away what a killed worker left."""
    reap_mappen()
    run_mappe(mappe)
