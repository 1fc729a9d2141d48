"""Addresses of minutes, of decisions, and of what is done about them after the sitting."""

from django.urls import path

from nachbereitung.views import bekanntgabe, bericht, beschluss, druck, niederschrift, schritte, umsetzung

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
    path("beschluesse/", beschluss.beschluesse, name="beschluesse"),
    path("beschluesse/bericht/", bericht.beschlussbericht, name="beschlussbericht"),
    path("beschluesse/bericht.pdf", bericht.beschlussbericht_pdf, name="beschlussbericht_pdf"),
    path("beschluesse/bericht.csv", bericht.beschlussbericht_csv, name="beschlussbericht_csv"),
    path("beschluesse/<int:pk>/", beschluss.beschluss, name="beschluss"),
    path("beschluesse/<int:pk>/auszug.pdf", beschluss.beschluss_pdf, name="beschluss_pdf"),
    path("beschluesse/<int:pk>/vermerken/", beschluss.beschluss_vermerken, name="beschluss_vermerken"),
    path("beschluesse/<int:pk>/zuweisen/", beschluss.beschluss_zuweisen, name="beschluss_zuweisen"),
    path("beschluesse/<int:pk>/umsetzung/", umsetzung.umsetzung, name="umsetzung"),
    path("beschluesse/<int:pk>/umsetzung/freigeben/", umsetzung.umsetzung_freigeben, name="umsetzung_freigeben"),
    path("beschluesse/<int:pk>/umsetzung/ablehnen/", umsetzung.umsetzung_ablehnen, name="umsetzung_ablehnen"),
    path("bekanntgaben/", bekanntgabe.bekanntgaben, name="bekanntgaben"),
    path("bekanntgaben/<int:pk>/", bekanntgabe.bekanntgabe, name="bekanntgabe"),
    path("bekanntgaben/<int:pk>/absehen/", bekanntgabe.bekanntgabe_absehen, name="bekanntgabe_absehen"),
    path("bekanntgaben/<int:pk>/freigeben/", bekanntgabe.bekanntgabe_freigeben, name="bekanntgabe_freigeben"),
    path("bekanntgaben/<int:pk>/ablehnen/", bekanntgabe.bekanntgabe_ablehnen, name="bekanntgabe_ablehnen"),
    path("sitzungen/<int:pk>/bekanntgabe/aufsetzen/", bekanntgabe.bekanntgabe_aufsetzen, name="bekanntgabe_aufsetzen"),
    path("sitzungen/<int:pk>/bekanntgabe.pdf", bekanntgabe.bekanntgabe_pdf, name="bekanntgabe_pdf"),
]
