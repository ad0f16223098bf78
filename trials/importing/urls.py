"""Addresses of the pages on which staff bring, show and hide studies."""

from django.urls import path

from trials.importing.choosing import views

app_name = "studies"
urlpatterns = [
    path("", views.study_desk, name="study_desk"),
    path("find/", views.find_studies, name="find_studies"),
    path("<registry_id:registry_id>/", views.change_study, name="change_study"),
]
