"""Addresses for programs, without a language; they ask for one by name."""

from django.urls import path

from trials.api.views.described import api_document, api_root
from trials.api.views.studies import api_studies, api_study, api_unknown

app_name = "api"
urlpatterns = [
    path("", api_root, name="api_root"),
    path("openapi.json", api_document, name="api_document"),
    path("studies", api_studies, name="api_studies"),
    path("studies/", api_studies),
    path("studies/<registry_id:registry_id>", api_study, name="api_study"),
    path("studies/<registry_id:registry_id>/", api_study),
    path("<path:rest>", api_unknown, name="api_unknown"),
]
