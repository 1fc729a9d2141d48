"""Addresses of sittings."""

from django.urls import path

from sitzungen.views import (
    druck,
    feststellung,
    kalender,
    planung,
    sitzungsdienst,
    tagesordnung,
    veroeffentlichung,
    vorschau,
)

urlpatterns = [
    path("sitzungen/", kalender.sitzungen, name="sitzungen"),
    path("sitzungen/neu/", planung.sitzung_neu, name="sitzung_neu"),
    path("sitzungen/<int:pk>/", kalender.sitzung, name="sitzung"),
    path("sitzungen/<int:pk>/bearbeiten/", planung.sitzung_bearbeiten, name="sitzung_bearbeiten"),
    path("sitzungen/<int:pk>/bekanntmachen/", planung.sitzung_bekanntmachen, name="sitzung_bekanntmachen"),
    path("sitzungen/<int:pk>/einladen/", planung.sitzung_einladen, name="sitzung_einladen"),
    path("sitzungen/<int:pk>/absagen/", planung.sitzung_absagen, name="sitzung_absagen"),
    path("sitzungen/<int:pk>/eroeffnen/", planung.sitzung_eroeffnen, name="sitzung_eroeffnen"),
    path("sitzungen/<int:pk>/beenden/", planung.sitzung_beenden, name="sitzung_beenden"),
    path("sitzungen/<int:pk>/anwesenheit/", feststellung.anwesenheit, name="anwesenheit"),
    path("sitzungen/<int:pk>/ergebnisse/", feststellung.ergebnisse, name="ergebnisse"),
    path("sitzungen/<int:pk>/tagesordnung/", tagesordnung.tagesordnung, name="tagesordnung"),
    path(
        "sitzungen/<int:pk>/tagesordnung/veroeffentlichen/",
        veroeffentlichung.tagesordnung_veroeffentlichen,
        name="tagesordnung_veroeffentlichen",
    ),
    path(
        "sitzungen/<int:pk>/tagesordnung/ablehnen/",
        veroeffentlichung.tagesordnung_ablehnen,
        name="tagesordnung_ablehnen",
    ),
    path("sitzungen/<int:pk>/tops/aufsetzen/", tagesordnung.top_aufsetzen, name="top_aufsetzen"),
    path("sitzungen/<int:pk>/tops/neu/", tagesordnung.top_neu, name="top_neu"),
    path("sitzungen/<int:pk>/tops/<int:top_pk>/bearbeiten/", tagesordnung.top_bearbeiten, name="top_bearbeiten"),
    path("sitzungen/<int:pk>/tops/<int:top_pk>/verschieben/", tagesordnung.top_verschieben, name="top_verschieben"),
    path("sitzungen/<int:pk>/tops/<int:top_pk>/absetzen/", tagesordnung.top_absetzen, name="top_absetzen"),
    path("sitzungen/<int:pk>/tops/<int:top_pk>/fassung/", tagesordnung.top_fassung, name="top_fassung"),
    path("sitzungen/<int:pk>/tops/<int:top_pk>/ergebnis/", feststellung.ergebnis, name="ergebnis"),
    path("sitzungen/<int:pk>/tops/<int:top_pk>/aufnahme/", feststellung.aufnahme, name="aufnahme"),
    path("sitzungen/<int:pk>/tagesordnung.pdf", druck.tagesordnung_pdf, name="tagesordnung_pdf"),
    path("sitzungen/<int:pk>/einladung.pdf", druck.einladung_pdf, name="einladung_pdf"),
    path("sitzungen/<int:pk>/anwesenheitsliste.pdf", druck.anwesenheitsliste_pdf, name="anwesenheitsliste_pdf"),
    path("sitzungen/<int:pk>/abstimmungsblatt.pdf", druck.abstimmungsblatt_pdf, name="abstimmungsblatt_pdf"),
    path("sitzungen/<int:pk>/leitfaden.pdf", druck.leitfaden_pdf, name="leitfaden_pdf"),
    path(
        "sitzungen/<int:pk>/tops/<int:top_pk>/beschlussauszug.pdf",
        druck.beschlussauszug_pdf,
        name="beschlussauszug_pdf",
    ),
    path("vorlagen/<int:pk>/pdf/", druck.vorlage_pdf, name="vorlage_pdf"),
    path("vorlagen/<int:pk>/fassungen/<int:neufassung>/pdf/", druck.vorlage_pdf, name="vorlage_pdf"),
    path("vorlagen/<int:pk>/vorschau/", vorschau.vorlage_vorschau, name="vorlage_vorschau"),
    path("vorlagen/<int:pk>/vorschau/<int:seite>/", vorschau.vorlage_vorschau_seite, name="vorlage_vorschau_seite"),
    path(
        "vorlagen/<int:pk>/unterschied/<int:von>/<int:bis>/pdf/",
        druck.vorlage_unterschied_pdf,
        name="vorlage_unterschied_pdf",
    ),
    path("vorlagen/<int:pk>/word/", druck.vorlage_word, name="vorlage_word"),
    path("vorlagen/<int:pk>/fassungen/<int:neufassung>/word/", druck.vorlage_word, name="vorlage_word"),
    path("sitzungsdienst/", sitzungsdienst.sitzungsdienst, name="sitzungsdienst"),
]
