"""A mail as it is sent."""

from email.utils import format_datetime, formataddr
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from post.enums import Anlass
from post.models import Nachricht
from post.rules.brief import Brief, clean_zeile, write_text
from post.versand.fehler import Unzustellbar

NOCH_EINMAL: Final = "und stellen Sie die Nachricht dann noch einmal zu."
OHNE_ADRESSE: Final = (
    f"Bei diesem Konto ist keine E-Mail-Adresse eingetragen. Bitte tragen Sie in der Verwaltung eine ein {NOCH_EINMAL}"
)
GESCHLOSSEN: Final = "Dieses Konto ist geschlossen. Wer sich nicht anmelden kann, bekommt keine E-Mail."


def build_mail(nachricht: Nachricht) -> EmailMessage:
    """Return the mail, the same each time it is tried. Raises :class:`Unzustellbar` where nobody can get it."""
    konto = nachricht.konto
    name, adresse = find_empfaenger(nachricht)
    text = write_text(
        Brief(
            name=name,
            satz=clean_zeile(nachricht.satz),
            adresse=f"{settings.ADRESSE}{find_ziel(nachricht)}",
            empfaenger=f"{adresse} (Konto {clean_zeile(konto.get_username())})" if konto else adresse,
            haus=settings.ADRESSE,
            schluss=_write_schluss(nachricht),
        )
    )
    mail = EmailMessage(
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
    if nachricht.anlage:
        mail.attach(*build_anlage(nachricht))
    return mail


def build_anlage(nachricht: Nachricht) -> tuple[str, bytes, str]:
    """Return name, content and kind of the file that goes with the mail: made now, as it is now, and kept nowhere."""
    name, inhalt, medientyp = import_string(settings.POST_ANLAGEN[nachricht.anlass])(nachricht.anlage)
    return str(name), bytes(inhalt), str(medientyp)


def _write_schluss(nachricht: Nachricht) -> str:
    if nachricht.anlass == Anlass.SITZUNG:
        return "Einladungen zu Sitzungen lassen sich nicht abbestellen."
    if nachricht.is_pflicht:
        return "E-Mails dieser Art gehören zum Konto und lassen sich nicht abbestellen."
    if nachricht.konto is None:
        return ""
    return f"Welche E-Mails Sie bekommen, wählen Sie hier:\n{settings.ADRESSE}{reverse('konto_post')}"


def find_ziel(nachricht: Nachricht) -> str:
    """Return the path the mail leads to; one that opens something by itself is made only now and kept nowhere."""
    macht = settings.POST_LINKS.get(nachricht.anlass)
    return str(import_string(macht)(nachricht.konto)) if macht and nachricht.konto else nachricht.ziel


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
