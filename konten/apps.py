from django.apps import AppConfig


class KontenConfig(AppConfig):
    """Who is logged in."""

    name = "konten"
    verbose_name = "Konten und Rollen"

    def ready(self) -> None:
        """Have mails that open an account get their link when they are sent."""
        from konten.login.passwortlink import build_passwortlink  # Django has the models only now
        from post.enums import PFLICHT  # the same
        from post.versand.brief import ZIELE  # the same

        ZIELE.update(dict.fromkeys(PFLICHT, build_passwortlink))
