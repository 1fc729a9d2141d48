"""The application's settings for a test run: a data folder of its own, no collected static files, quick passwords."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Before the settings are read: a test must never see or touch the developer's own data.
ABLAGE = Path(tempfile.mkdtemp(prefix="ratstest."))
(ABLAGE / "static").mkdir()
atexit.register(shutil.rmtree, ABLAGE, ignore_errors=True)
os.environ["DATA_DIR"] = str(ABLAGE)
for name in (
    "DEBUG",
    "DEMO",
    "HTTPS",
    "HINTER_PROXY",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "SECRET_KEY",
    "EMAIL_URL",
):
    os.environ.pop(name, None)

from koblenz_council.settings import *  # noqa: E402, F403
from koblenz_council.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: the live server and the tests with several processes open it a second time.
    DATABASES["default"]["TEST"] = {"NAME": ABLAGE / "test.sqlite3"}
    # What a test writes need not outlive the machine.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
    }
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
