"""The worker of the queue on the database of a test; run as a program by the tests beside it."""

import sys

import django
from django.conf import settings
from django.core.management import call_command


def remove_schutz() -> None:
    """Let a worker have a mail whether or not somebody else has it."""
    from post import tasks
    from post.models import Nachricht

    tasks._take = lambda pk: Nachricht.objects.select_related("konto").get(pk=pk)


def main() -> None:
    """Work until nothing is left to do."""
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    django.setup()
    if "--ohne-schutz" in sys.argv:
        remove_schutz()
    call_command("db_worker", "--batch", "--no-startup-delay", "--no-reload", "--interval", "0.1")


if __name__ == "__main__":
    main()
