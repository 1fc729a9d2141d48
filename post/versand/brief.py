"""A mail as it is sent."""

from collections.abc import Callable
from email.utils import format_datetime, formataddr
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from post.enums import Anlass
from post.models import Nachricht
from post.rules.brief import Brief, clean_zeile, write_text
from post.versand.fehler import Unzustellbar

NOCH_EINMAL: Final = "und stellen Sie die Nachricht dann noch einmal zu."
OHNE_ADRESSE: Final = (
    f"Bei diesem Konto ist keine E-Mail-Adresse eingetragen. Bitte tragen Sie in der Verwaltung eine ein {NOCH_EINMAL}"
)
GESCHLOSSEN: Final = "Dieses Konto ist geschlossen. Wer sich nicht anmelden kann, bekommt keine E-Mail."

ZIELE: Final[dict[Anlass, Callable[[AbstractUser], str]]] = {}
"""For kinds whose link opens something by itself: what makes its path when it is sent, so that it is kept nowhere.

Filled by ``ready()`` of the apps above, once per process.
"""


def build_mail(nachricht: Nachricht) -> EmailMessage:
    """Return the mail, the same each time it is tried. Raises :class:`Unzustellbar` where nobody can get it."""
    konto = nachricht.konto
    name, adresse = find_empfaenger(nachricht)
    anlass = Anlass(nachricht.anlass)
    ziel = ZIELE[anlass](konto) if konto is not None and anlass in ZIELE else nachricht.ziel
    text = write_text(
        Brief(
            name=name,
            satz=clean_zeile(nachricht.satz),
            adresse=f"{settings.ADRESSE}{ziel}",
            empfaenger=f"{adresse} (Konto {clean_zeile(konto.get_username())})" if konto else adresse,
            haus=settings.ADRESSE,
            wahl="" if nachricht.is_pflicht or konto is None else f"{settings.ADRESSE}{reverse('konto_post')}",
        )
    )
    return EmailMessage(
        subject=clean_zeile(nachricht.gegenstand),
        body=text,
        from_email=str(settings.POST_ABSENDER),
        to=[formataddr((name, adresse))],
        headers={
            "Message-ID": nachricht.message_id,
            "Date": format_datetime(timezone.localtime(nachricht.angelegt_am)),
            "Auto-Submitted": "auto-generated",
            "Content-Language": "de",
        },
    )


def find_empfaenger(nachricht: Nachricht) -> tuple[str, str]:
    """Return name and address; raise :class:`Unzustellbar` with a sentence for whoever has none that can be used."""
    konto = nachricht.konto
    if konto is not None and not konto.is_active:
        raise Unzustellbar(GESCHLOSSEN)
    adresse = konto.email if konto is not None else nachricht.adresse
    if not adresse:
        raise Unzustellbar(OHNE_ADRESSE)
    try:
        validate_email(adresse)
    except ValidationError:
        satz = f"„{clean_zeile(adresse)}“ ist keine E-Mail-Adresse. Bitte tragen Sie die richtige ein {NOCH_EINMAL}"
        raise Unzustellbar(satz) from None
    return clean_zeile(konto.get_full_name() or konto.get_username()) if konto is not None else "", adresse
