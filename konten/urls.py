"""Addresses around the login. allauth looks some of them up by these names."""

from django.urls import path

from konten.views import anmeldung, passwort, post, vertretung

urlpatterns = [
    path("anmelden/", anmeldung.anmelden, name="account_login"),
    path("anmelden/demo/<slug:rolle>/", anmeldung.demo_anmelden, name="demo_anmelden"),
    path("anmelden/bestaetigen/", anmeldung.bestaetigen, name="account_reauthenticate"),
    path("abmelden/", anmeldung.abmelden, name="account_logout"),
    path("konto/passwort/", anmeldung.passwort_aendern, name="account_change_password"),
    path("konto/post/", post.post, name="konto_post"),
    path("konto/abwesenheit/", vertretung.abwesenheit, name="konto_abwesenheit"),
    path("konto/abwesenheit/beenden/", vertretung.abwesenheit_beenden, name="konto_abwesenheit_beenden"),
    path("passwort/vergessen/", passwort.passwort_vergessen, name="passwort_vergessen"),
    path("passwort/neu/<str:uid>/<str:token>/", passwort.passwort_neu, name="passwort_neu"),
]
