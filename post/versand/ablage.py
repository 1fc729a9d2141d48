"""Where no mail server is named: every mail becomes a file that only the service account can read."""

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Ablage(BaseEmailBackend):
    """Puts mails into ``POST_ORDNER``, one file each; the same mail once more takes its own place."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the files and return how many."""
        ordner = Path(settings.POST_ORDNER)
        ordner.mkdir(mode=0o700, parents=True, exist_ok=True)
        for mail in email_messages:
            # Readable by the owner alone from the first byte on, and never half there.
            griff, vorlaeufig = tempfile.mkstemp(dir=ordner, suffix=".teil")
            with os.fdopen(griff, "wb") as datei:
                datei.write(mail.message().as_bytes())
            Path(vorlaeufig).replace(ordner / name_datei(mail))
        return len(email_messages)


def name_datei(mail: EmailMessage) -> str:
    """Return the name of the mail's file: its Message-ID, as far as that is safe as a name."""
    kennung = str(mail.extra_headers["Message-ID"]).strip("<>").partition("@")[0]
    return f"{re.sub(r'[^A-Za-z0-9.-]', '_', kennung)}.eml"
