"""Addresses of minutes."""

from django.urls import path

from nachbereitung.views import druck, niederschrift, schritte

_WURZEL = "sitzungen/<int:pk>/niederschrift/"

urlpatterns = [
    path(_WURZEL, niederschrift.niederschrift, name="niederschrift"),
    path(f"{_WURZEL}angaben/", niederschrift.angaben, name="niederschrift_angaben"),
    path(f"{_WURZEL}mitschrift/", niederschrift.mitschrift, name="niederschrift_mitschrift"),
    path(f"{_WURZEL}einwendung/", schritte.einwendung, name="niederschrift_einwendung"),
    path(
        f"{_WURZEL}einwendungen/<int:einwendung_pk>/aufsetzen/",
        schritte.einwendung_aufsetzen,
        name="einwendung_aufsetzen",
    ),
    path(f"{_WURZEL}punkte/<int:top_pk>/", niederschrift.punkt, name="niederschrift_punkt"),
    path(f"{_WURZEL}schritte/<str:akt>/", schritte.akt, name="niederschrift_akt"),
    path(f"{_WURZEL}<str:fuer>.pdf", druck.niederschrift_pdf, name="niederschrift_pdf"),
    path(f"{_WURZEL}ausfertigungen/<int:nummer>/<str:fuer>.pdf", druck.ausfertigung_pdf, name="ausfertigung_pdf"),
]
