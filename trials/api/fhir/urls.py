"""FHIR's addresses: a kind of resource, and the registry's number as its id."""

from django.urls import path

from trials.api.views.fhir import (
    fhir_base,
    fhir_metadata,
    fhir_read_questionnaire,
    fhir_read_study,
    fhir_search_questionnaires,
    fhir_search_studies,
)

NUMBER = "<registry_id:registry_id>"

app_name = "fhir"
urlpatterns = [
    path("metadata", fhir_metadata, name="fhir_metadata"),
    path("ResearchStudy", fhir_search_studies, name="fhir_search_studies"),
    path(f"ResearchStudy/{NUMBER}", fhir_read_study, name="fhir_read_study"),
    path(
        "Questionnaire", fhir_search_questionnaires, name="fhir_search_questionnaires"
    ),
    path(
        f"Questionnaire/{NUMBER}",
        fhir_read_questionnaire,
        name="fhir_read_questionnaire",
    ),
    path("", fhir_base, name="fhir_base"),
    path("<path:rest>", fhir_base),
]
