"""What every page shows."""

from django.conf import settings
from django.http import HttpRequest


def stadt(request: HttpRequest) -> dict[str, object]:
    """Return the city's name and whether this is the demo council."""
    return {"STADT": settings.STADT, "DEMO": settings.DEMO}
