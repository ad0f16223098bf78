"""Addresses of the public pages."""

from django.urls import path, register_converter

from trials.converters import RegistryId
from trials.listing.views.search import study_list
from trials.listing.views.suggesting import found_map, suggest_names, suggest_places
from trials.pages.views.selfchecks import (
    selfcheck_clear,
    selfcheck_question,
    selfcheck_result,
    selfcheck_start,
)
from trials.pages.views.sites import study_map, study_sites
from trials.pages.views.studies import (
    contact_photo,
    similar_studies,
    study_changes,
    study_detail,
)
from trials.pages.views.taken import study_card, study_sheet

register_converter(RegistryId, "registry_id")

CHECK = "<registry_id:registry_id>/self-check"

app_name = "trials"
urlpatterns = [
    path("", study_list, name="study_list"),
    path("names/", suggest_names, name="suggest_names"),
    path("places/", suggest_places, name="suggest_places"),
    path("found.svg", found_map, name="found_map"),
    path("<registry_id:registry_id>/", study_detail, name="study_detail"),
    path("<registry_id:registry_id>/sites/", study_sites, name="study_sites"),
    path("<registry_id:registry_id>/changes/", study_changes, name="study_changes"),
    path("<registry_id:registry_id>/similar/", similar_studies, name="similar_studies"),
    path("<registry_id:registry_id>/map.svg", study_map, name="study_map"),
    path("<registry_id:registry_id>/sheet.pdf", study_sheet, name="study_sheet"),
    path("<registry_id:registry_id>/card.png", study_card, name="study_card"),
    path("<registry_id:registry_id>/photo/", contact_photo, name="contact_photo"),
    path(f"{CHECK}/", selfcheck_start, name="selfcheck_start"),
    path(f"{CHECK}/q/<int:number>/", selfcheck_question, name="selfcheck_question"),
    path(f"{CHECK}/result/", selfcheck_result, name="selfcheck_result"),
    path(f"{CHECK}/clear/", selfcheck_clear, name="selfcheck_clear"),
]
