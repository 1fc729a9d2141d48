"""The way to the server that takes mails, and what its answers mean."""

import smtplib
from contextlib import suppress
from typing import Final, Self

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from post.rules.brief import clean_zeile
from post.versand.fehler import Aufgeschoben, Stoerung, Unzustellbar

ENDGUELTIG: Final = 500
"""Answers from here on are for good (RFC 5321, section 4.2.1)."""


class Verbindung:
    """One connection for many mails, opened with the first one and anew after every refusal."""

    def __init__(self) -> None:
        self.tuer = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, art: type[BaseException] | None, fehler: BaseException | None, weg: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; that the server had done so already is no harm."""
        with suppress(OSError, smtplib.SMTPException):
            self.tuer.close()

    def send(self, mail: EmailMessage) -> None:
        """Hand over one mail; when this returns, the server has taken it.

        Raises :class:`Unzustellbar`, :class:`Aufgeschoben` or :class:`Stoerung`.
        """
        try:
            self.tuer.open()
        except (OSError, smtplib.SMTPException) as fehler:
            self.close()
            raise Stoerung(describe_stoerung(fehler)) from fehler
        try:
            self.tuer.send_messages([mail])
        except (OSError, smtplib.SMTPException) as fehler:
            self.close()
            raise judge(fehler) from fehler


def judge(fehler: OSError) -> Exception:
    """Return what an error while handing over means for the mail."""
    if isinstance(fehler, smtplib.SMTPRecipientsRefused):
        adresse, (code, antwort) = next(iter(fehler.recipients.items()))
        return _judge_antwort(f"Der Mailserver nimmt für {adresse} nichts an", code, antwort)
    if isinstance(fehler, smtplib.SMTPSenderRefused):
        # This is about the house, not about the mail: put right, it holds for all of them.
        return Stoerung(f"Der Mailserver nimmt vom Absender nichts an: {_read(fehler.smtp_code, fehler.smtp_error)}")
    if isinstance(fehler, smtplib.SMTPDataError):
        return _judge_antwort("Der Mailserver nimmt die E-Mail nicht an", fehler.smtp_code, fehler.smtp_error)
    return Aufgeschoben(f"Die Verbindung zum Mailserver ist abgerissen: {_describe(fehler)}")


def describe_stoerung(fehler: OSError) -> str:
    """Return why there is no server, and which was meant."""
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    wohin = server if settings.POST_WIRD_VERSCHICKT else settings.POST_ORDNER
    return f"Unter {wohin} nimmt zurzeit niemand E-Mails an: {_describe(fehler)}"


def _judge_antwort(satz: str, code: int, antwort: bytes | str) -> Exception:
    text = f"{satz}: {_read(code, antwort)}"
    return Unzustellbar(text) if code >= ENDGUELTIG else Aufgeschoben(text)


def _read(code: int, antwort: bytes | str) -> str:
    text = antwort.decode("utf-8", "replace") if isinstance(antwort, bytes) else antwort
    return clean_zeile(f"{code} {text}")


def _describe(fehler: OSError) -> str:
    if isinstance(fehler, smtplib.SMTPResponseException):
        return _read(fehler.smtp_code, fehler.smtp_error)
    return clean_zeile(str(fehler)) or type(fehler).__name__
