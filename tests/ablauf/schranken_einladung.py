"""The constraints around invitations and calendars that no form and no command reaches."""

UM_DIE_EINLADUNG = (
    "sitzungen_einladung_einmal",
    "sitzungen_einladung_vertretung_fuer_jemand",
    "sitzungen_einladung_mail_an_konto",
    # The mail is written with its invitation.
    "sitzungen.Einladung.nachricht",
    "sitzungen_zugang_ein_erster",
    "sitzungen.Zugang.ersetzt",
    # The act asks for the reason before.
    "sitzungen_zugang_berichtigt_mit_grund",
    # A new secret takes the place of the old one, and is never the same.
    "sitzungen.Kalenderlink.konto",
    "sitzungen.Kalenderlink.pruefsumme",
)
