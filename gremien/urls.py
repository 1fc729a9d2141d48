"""Addresses of bodies."""

from django.urls import path

from gremien import views

urlpatterns = [
    path("gremien/", views.gremien, name="gremien"),
    path("gremien/<int:pk>/", views.gremium, name="gremium"),
]
