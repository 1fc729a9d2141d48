"""Entry point for the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koblenz_council.settings")

application = get_wsgi_application()

# Models can be imported only once the application is set up.
from konten.login.demo import ensure_demo_erlaubt  # noqa: E402

ensure_demo_erlaubt()
