"""Addresses of packets, filled sheets and the page that says whether a print is genuine."""

from django.urls import path

from mappen.views import bogen, druck, mappe, pruefen

urlpatterns = [
    path("sitzungen/<int:pk>/bogen/", bogen.bogen, name="bogen"),
    path("sitzungen/<int:pk>/bogen/<int:bogen_pk>/", bogen.bogen_datei, name="bogen_datei"),
    path("sitzungen/<int:pk>/bogen/<int:bogen_pk>/tops/<int:top_pk>/", bogen.bogen_ergebnis, name="bogen_ergebnis"),
    path("sitzungen/<int:pk>/mappe/", mappe.mappe, name="mappe"),
    path("sitzungen/<int:pk>/mappe/stand/", mappe.mappe_stand, name="mappe_stand"),
    path("sitzungen/<int:pk>/mappe/<int:mappe_pk>/", mappe.mappe_datei, name="mappe_datei"),
    path("sitzungen/<int:pk>/mappe/<int:mappe_pk>/abbrechen/", mappe.mappe_abbrechen, name="mappe_abbrechen"),
    path("sitzungen/<int:pk>/abstimmungsbogen.pdf", druck.abstimmungsbogen_pdf, name="abstimmungsbogen_pdf"),
    path("vorlagen/<int:pk>/fassungen/<int:neufassung>/bogen.pdf", druck.vorlage_bogen_pdf, name="vorlage_bogen_pdf"),
    path("p/<str:code>/", pruefen.ausdruck, name="ausdruck"),
    path("pruefen/", pruefen.pruefen, name="pruefen"),
]
