"""Addresses of the papers."""

from django.urls import path

from vorlagen.views import (
    akte,
    bestaetigung,
    einlesen,
    entwurf,
    gremienweg,
    liste,
    nachreichen,
    seite,
    teil,
    veroeffentlichung,
    word,
)

urlpatterns = [
    path("schreibtisch/", liste.schreibtisch, name="schreibtisch"),
    path("vorlagen/", liste.vorlagen, name="vorlagen"),
    path("vorlagen/neu/", entwurf.vorlage_neu, name="vorlage_neu"),
    path("vorlagen/neu/word/", word.vorlage_neu_word, name="vorlage_neu_word"),
    path("vorlagen/neu/word/<str:pruefsumme>/", word.vorlage_neu_word_pruefen, name="vorlage_neu_word_pruefen"),
    path("vorlagen/einlesen/", einlesen.vorlage_einlesen, name="vorlage_einlesen"),
    path("vorlagen/einlesen/<str:pruefsumme>/", einlesen.vorlage_einlesen_pruefen, name="vorlage_einlesen_pruefen"),
    path("vorlagen/eingelesen/", bestaetigung.vorlagen_eingelesen, name="vorlagen_eingelesen"),
    path("vorlagen/<int:pk>/", seite.vorlage, name="vorlage"),
    path("vorlagen/<int:pk>/fassungen/<int:neufassung>/", seite.vorlage_fassung, name="vorlage_fassung"),
    path("vorlagen/<int:pk>/anlagen/<int:anlage_pk>/", seite.anlage, name="anlage"),
    path("vorlagen/<int:pk>/nachreichen/", nachreichen.anlagen_nachreichen, name="anlagen_nachreichen"),
    path("vorlagen/<int:pk>/bestaetigen/", bestaetigung.einlesen_bestaetigen, name="einlesen_bestaetigen"),
    path("vorlagen/<int:pk>/verwerfen/", akte.einlesen_verwerfen, name="einlesen_verwerfen"),
    path("vorlagen/<int:pk>/bearbeiten/", entwurf.vorlage_bearbeiten, name="vorlage_bearbeiten"),
    path("vorlagen/<int:pk>/bearbeiten/<slug:teil>/", teil.entwurf_teil, name="entwurf_teil"),
    path("vorlagen/<int:pk>/bearbeiten/<slug:teil>/staende/", teil.entwurf_staende, name="entwurf_staende"),
    path("vorlagen/<int:pk>/loeschen/", entwurf.vorlage_loeschen, name="vorlage_loeschen"),
    path("vorlagen/<int:pk>/neufassen/", entwurf.vorlage_neufassen, name="vorlage_neufassen"),
    path("vorlagen/<int:pk>/einreichen/", akte.vorlage_einreichen, name="vorlage_einreichen"),
    path("vorlagen/<int:pk>/mitzeichnen/", akte.vorlage_mitzeichnen, name="vorlage_mitzeichnen"),
    path(
        "vorlagen/<int:pk>/mitzeichnungen/<int:mitzeichnung_pk>/",
        seite.mitzeichnung_gesehen,
        name="mitzeichnung_gesehen",
    ),
    path("vorlagen/<int:pk>/zurueckholen/", akte.vorlage_zurueckholen, name="vorlage_zurueckholen"),
    path("vorlagen/<int:pk>/freigeben/", akte.vorlage_freigeben, name="vorlage_freigeben"),
    path(
        "vorlagen/<int:pk>/veroeffentlichen/",
        veroeffentlichung.vorlage_veroeffentlichen,
        name="vorlage_veroeffentlichen",
    ),
    path("vorlagen/<int:pk>/ablehnen/", veroeffentlichung.vorlage_ablehnen, name="vorlage_ablehnen"),
    path("vorlagen/<int:pk>/zurueckziehen/", akte.vorlage_zurueckziehen, name="vorlage_zurueckziehen"),
    path("vorlagen/<int:pk>/gremienweg/", gremienweg.vorlage_gremienweg, name="vorlage_gremienweg"),
]
