"""Addresses of bodies."""

from django.urls import path

from gremien.views import gremien

urlpatterns = [
    path("gremien/", gremien.gremien, name="gremien"),
    path("gremien/<int:pk>/", gremien.gremium, name="gremium"),
]
