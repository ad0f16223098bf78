"""Addresses of the pages on responsibility."""

from django.urls import path

from contacts.responsible import views

urlpatterns = [
    path("privacy/", views.privacy, name="privacy"),
    path("imprint/", views.imprint, name="imprint"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("about/", views.about, name="about"),
    path("help/", views.help_page, name="help_page"),
]
