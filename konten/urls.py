"""Addresses around the login. allauth looks some of them up by these names."""

from django.urls import path

from konten import views

urlpatterns = [
    path("anmelden/", views.anmelden, name="account_login"),
    path("anmelden/demo/<slug:rolle>/", views.demo_anmelden, name="demo_anmelden"),
    path("anmelden/bestaetigen/", views.bestaetigen, name="account_reauthenticate"),
    path("abmelden/", views.abmelden, name="account_logout"),
    path("konto/passwort/", views.passwort_aendern, name="account_change_password"),
]
