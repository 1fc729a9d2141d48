"""Settings, read once from the environment; a value that makes no sense stops the start with a sentence."""

import os
import secrets
import tomllib
from pathlib import Path

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from koblenz_council.umgebung import (
    env,
    read_absender,
    read_adresse,
    read_adressen,
    read_datenbank,
    read_ordner,
    read_postweg,
    read_rechnernamen,
    read_schalter,
    read_zahl,
)

# Lets Django's own classes be written with their type parameters, as the type checker wants them.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
RELEASE: str = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

# Whatever this program writes is its own account's business: also in a folder that was there before.
os.umask(0o077)


def read_secret_key(ablage: Path) -> str:
    """Return the signing key kept in ``ablage``, drawing one on the first start (readable by the owner only)."""
    if not ablage.exists():
        ablage.parent.mkdir(parents=True, exist_ok=True)
        vorlaeufig = ablage.with_name(f"{ablage.name}.{secrets.token_hex(8)}")
        vorlaeufig.touch(mode=0o600)
        vorlaeufig.write_text(secrets.token_urlsafe(64), encoding="ascii")
        # A second process may be starting too: the first key wins, and both read the same one.
        try:
            ablage.hardlink_to(vorlaeufig)
        except FileExistsError:
            pass
        finally:
            vorlaeufig.unlink()
    schluessel = ablage.read_text(encoding="ascii").strip()
    if len(schluessel) < 50:
        raise ImproperlyConfigured(f"Der Schlüssel in {ablage} ist zu kurz. Bitte die Datei löschen und neu starten.")
    return schluessel


DATA_DIR = read_ordner("DATA_DIR", BASE_DIR / "var")
DEBUG = read_schalter("DEBUG")
DEMO = read_schalter("DEMO")
HTTPS = read_schalter("HTTPS")
HINTER_PROXY = read_schalter("HINTER_PROXY")
NUR_SEITEN = read_schalter("NUR_SEITEN")
"""Whether the worker of the task queue is somebody else's business, such as a service of its own."""
SECRET_KEY = env.str("SECRET_KEY", default="") or read_secret_key(DATA_DIR / "geheim" / "schluessel")
ALLOWED_HOSTS = read_rechnernamen("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = read_adressen("CSRF_TRUSTED_ORIGINS")

STADT = env.str("STADT", default="Stadt Koblenz")
"""Name of the city a new installation begins with; from then on it is master data of the administration."""

ADRESSE = read_adresse("ADRESSE", "http://127.0.0.1:8000")
"""Address under which readers reach this house; it stands on printed papers, so it must last."""

EINLADUNGSFRIST_TAGE = read_zahl("EINLADUNGSFRIST_TAGE", 4, mindestens=0)
"""Full calendar days between receipt of the invitation and the sitting (§ 34 Abs. 3 GemO)."""

ANLAGE_MAX_BYTES = read_zahl("ANLAGE_MAX_BYTES", 50 * 1024 * 1024, mindestens=1)
"""Largest single attachment, in bytes."""

POSTWEG = read_postweg("EMAIL_URL")
POST_WIRD_VERSCHICKT = POSTWEG is not None
"""Whether mails leave the house; without a server they become files in POST_ORDNER."""
POST_ORDNER = DATA_DIR / "post"
POST_ABSENDER = read_absender("POST_ABSENDER", "" if POSTWEG else "Ratsinformation <ratsinformation@localhost>")
POST_LINKS = dict.fromkeys(("passwort", "einladung"), "konten.login.passwortlink.build_passwortlink")
"""What makes the link of a mail by its kind, where the link opens something by itself."""
POST_ANLAGEN = {"sitzung": "sitzungen.documents.einladung.build_einladungsanlage"}
"""What makes the file that goes with a mail by its kind, from the name the mail gives it."""
EMAIL_TIMEOUT = 20
if POSTWEG is None:
    EMAIL_BACKEND = "post.versand.ablage.Ablage"
else:
    EMAIL_BACKEND = str(POSTWEG["EMAIL_BACKEND"])
    EMAIL_HOST, EMAIL_PORT = str(POSTWEG["EMAIL_HOST"]), POSTWEG["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = POSTWEG["EMAIL_HOST_USER"] or "", POSTWEG["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS, EMAIL_USE_SSL = bool(POSTWEG.get("EMAIL_USE_TLS")), bool(POSTWEG.get("EMAIL_USE_SSL"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = str(POST_ABSENDER)

INSTALLED_APPS = [
    "allauth",
    "allauth.account",
    "koblenz_council.apps.KoblenzCouncilConfig",
    "mappen.apps.MappenConfig",
    "nachbereitung.apps.NachbereitungConfig",
    "sitzungen.apps.SitzungenConfig",
    "vorlagen.apps.VorlagenConfig",
    "konten.apps.KontenConfig",
    "gremien.apps.GremienConfig",
    "dokumente.apps.DokumenteConfig",
    "journal.apps.JournalConfig",
    "post.apps.PostConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "koblenz_council.apps.StatischeDateien",
    "django.forms",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "koblenz_council.middleware.CompressPages",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "koblenz_council.middleware.keep_off_disk",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before the check against forged requests, which already reads what was sent.
    "koblenz_council.middleware.cap_body",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "koblenz_council.auswege.Auswege",
    "koblenz_council.middleware.ExplainSchaden",
    "koblenz_council.einmal.Einmal",
]
CSRF_FAILURE_VIEW = "koblenz_council.auswege.csrf_failure"

ROOT_URLCONF = "koblenz_council.urls"
WSGI_APPLICATION = "koblenz_council.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "koblenz_council.context_processors.stadt",
            ],
        },
    }
]

# Not as an address: a folder may have a plus or a percent sign in its name.
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "ratsinformation.sqlite3"}
DATABASES = {"default": read_datenbank("DATABASE_URL") or SQLITE}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at BEGIN: two writers queue instead of one failing with "locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        # It counts failed logins; Django's 300 entries would be forgotten within one attack.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Long work waits in the database: the same on both engines, and no further service to run.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "konten.Konto"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
"""How long a link to a new password holds, in seconds: a weekend, and it is used up by the first use."""
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "schreibtisch"
LOGOUT_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "konten.login.adapter.KontoAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
ACCOUNT_SESSION_REMEMBER = False
# Only failed logins are counted, per device or place (konten/login/drosselung.py); a town hall is one address, and
# before a sitting everybody logs in within minutes.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "ausdruck_pruefen": "30/m/ip",
    "fehlversuch_geraet": "10/300s/key",
    "fehlversuch_bekannter_ort": "20/300s/key,300/300s/ip",
    "fehlversuch_fremder_ort": "5/300s/key,20/m/ip",
    "fehlversuch_fremde": "30/h/key",
    "passwortlink_adresse": "3/h/key",
    "passwortlink_bekannter_ort": "60/300s/ip",
    "passwortlink_fremder_ort": "5/300s/ip,20/h/ip",
}
# A login lasts one working day, including a long sitting.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("kern", BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist"),
    ("fira-sans", BASE_DIR / "node_modules" / "@fontsource" / "fira-sans" / "files"),
    ("prosemirror", BASE_DIR / "node_modules" / ".prosemirror"),
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": DATA_DIR / "dateien",
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "koblenz_council.statische_dateien.HashedDateien"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    *("jpg", "jpeg", "png", "gif", "webp", "zip", "gz", "tgz", "bz2", "tbz", "xz", "br"),
    *("swf", "flv", "woff", "woff2", "3gp", "3gpp", "asf", "avi", "m4v", "mov", "mp4", "mpeg", "mpg", "webm", "wmv"),
    "map",
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Every form says itself, in a sentence, how many it takes; this is only the end of patience.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CRISPY_ALLOWED_TEMPLATE_PACKS = ("kern",)
CRISPY_TEMPLATE_PACK = "kern"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Both reach beyond this house: other services of the city's domain, and lists in browsers that forget slowly.
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and read_schalter("HSTS_SUBDOMAINS")
SECURE_HSTS_PRELOAD = HTTPS and read_schalter("HSTS_PRELOAD")
if SECURE_HSTS_PRELOAD and not SECURE_HSTS_INCLUDE_SUBDOMAINS:
    raise ImproperlyConfigured("HSTS_PRELOAD=1 gilt nur zusammen mit HSTS_SUBDOMAINS=1. Bitte beide angeben.")
if HTTPS:
    # The browser then takes the cookie from this host alone, over HTTPS alone: no neighbour can plant one.
    SESSION_COOKIE_NAME = "__Host-sitzung"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope"),
        *("magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "usb"),
    )
}
"""What no page of this house ever asks a browser for."""
if HINTER_PROXY:
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"zeile": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"konsole": {"class": "logging.StreamHandler", "formatter": "zeile"}},
    "loggers": {"django": {"handlers": ["konsole"], "level": "WARNING", "propagate": False}},
    "root": {"handlers": ["konsole"], "level": "WARNING"},
}
