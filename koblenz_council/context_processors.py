"""What every page shows."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from gremien.models import Stadt


def stadt(request: HttpRequest) -> dict[str, object]:
    """Return the city, read only by pages that name it, and whether this is the demo council."""
    return {"STADT": SimpleLazyObject(Stadt.objects.current), "DEMO": settings.DEMO}
