"""A password is set: by its owner, by whoever got a link, and what is written to whom for it."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from post.actions.nachricht import write_nachricht
from post.enums import Anlass
from post.models import Nachricht

GESCHLOSSEN = "Das Konto {konto} ist geschlossen. Bitte öffnen Sie es zuerst."
OHNE_ADRESSE = "Bei {konto} ist keine E-Mail-Adresse eingetragen. Bitte tragen Sie zuerst eine ein."
SCHON_DABEI = (
    "Mit {konto} hat sich schon jemand mit eigenem Passwort angemeldet. Wer es vergessen hat, bekommt auf der "
    "Anmeldeseite selbst einen Link."
)


@transaction.atomic
def set_passwort(betroffen: Konto, passwort: str, *, konto: Konto) -> Konto:
    """Passwort setzen: the account's other logins end with it. Whether it is a good one was asked before."""
    Konto.objects.select_for_update(of=("self",)).get(pk=betroffen.pk)
    betroffen.set_password(passwort)
    betroffen.save(update_fields=["password"])
    record(
        Akt.PASSWORT_SETZEN,
        betroffen,
        konto=konto,
        inhaber=betroffen.get_username(),
        selbst=konto.auge.is_same(betroffen.auge),
    )
    return betroffen


@transaction.atomic
def write_passwortlinks(adresse: str) -> int:
    """Write a link to every open account with this address; return how many there are.

    An account without a password is meant only if it was invited: any other logs in another way.
    """
    eingeladen = Nachricht.objects.filter(konto=OuterRef("pk"), anlass=Anlass.EINLADUNG)
    konten = Konto.objects.filter(email__iexact=adresse, is_active=True).annotate(eingeladen=Exists(eingeladen))
    gemeinte = [konto for konto in konten.order_by("pk") if konto.has_usable_password() or konto.eingeladen]
    for konto in gemeinte:
        write_nachricht(
            Anlass.PASSWORT,
            konto=konto,
            gegenstand="Neues Passwort für die Ratsinformation",
            satz=(
                f"Mit diesem Link setzen Sie für Ihr Konto {konto.get_username()} ein neues Passwort; er gilt drei "
                "Tage und nur einmal. Haben Sie keinen angefordert, brauchen Sie nichts zu tun: Ihr Passwort bleibt."
            ),
            ziel=reverse("passwort_vergessen"),
        )
    return len(gemeinte)


def check_einladung(betroffen: Konto) -> list[Befund]:
    """Check that somebody is there to be invited, and does not come and go already."""
    saetze = {
        GESCHLOSSEN: not betroffen.is_active,
        OHNE_ADRESSE: not betroffen.email,
        SCHON_DABEI: betroffen.last_login is not None and betroffen.has_usable_password(),
    }
    return [
        Befund(satz.format(konto=betroffen), "", Stufe.SPERRE)
        for satz, steht_dagegen in saetze.items()
        if steht_dagegen
    ]


@transaction.atomic
def invite_konto(betroffen: Konto, *, konto: Konto) -> Konto:
    """Zum Konto einladen: write a link with which its holder sets the first password.

    Raises :class:`VorgangGesperrt` for a closed account, one without an address, and one that is in use.
    """
    betroffen = Konto.objects.select_for_update(of=("self",)).get(pk=betroffen.pk)
    require(check_einladung(betroffen))
    write_nachricht(
        Anlass.EINLADUNG,
        konto=betroffen,
        gegenstand="Ihr Konto in der Ratsinformation",
        satz=(
            f"Für Sie ist ein Konto eingerichtet, Ihr Anmeldename ist {betroffen.get_username()}; mit diesem Link "
            "setzen Sie Ihr Passwort. Er gilt drei Tage und nur einmal, danach bekommen Sie auf der Anmeldeseite unter "
            "„Passwort vergessen?“ einen neuen."
        ),
        ziel=reverse("passwort_vergessen"),
    )
    record(Akt.KONTO_EINLADEN, betroffen, konto=konto, inhaber=betroffen.get_username())
    return betroffen
