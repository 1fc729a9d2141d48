"""What happens after the answer to a visitor, so that its time tells nothing."""

from django_tasks import task

from konten.actions.passwort import write_passwortlinks
from post.tasks import VORRANG


@task(priority=VORRANG)
def send_passwortlinks(adresse: str) -> None:
    """Write a link to whoever has this address; whether there is anybody, the page that asked never knew."""
    write_passwortlinks(adresse)
