"""Addresses of the pages on which staff write and approve texts for families."""

from django.urls import path

from trials.texts.views import overviews, packs, sheets, steps, writing

STUDY = "<registry_id:registry_id>"
LANGUAGE = "translation/<str:language>"
VERSION = "version/<int:number>"

app_name = "texts"
urlpatterns = [
    path("", overviews.text_list, name="text_list"),
    path(
        "own/<slug:kind>/<str:language>/",
        overviews.begin_own_page,
        name="begin_own_page",
    ),
    path(f"{STUDY}/", overviews.texts_of_study, name="texts_of_study"),
    path(
        f"{STUDY}/<slug:kind>/<str:language>/", overviews.begin_text, name="begin_text"
    ),
    path(f"{STUDY}/{LANGUAGE}/sheet.csv", sheets.export_sheet, name="export_sheet"),
    path(f"{STUDY}/{LANGUAGE}/sheet/", sheets.take_sheet, name="take_sheet"),
    path(f"{STUDY}/pack.zip", packs.take_pack, name="take_pack"),
    path(f"{STUDY}/decision/", packs.decide_pack, name="decide_pack"),
    path(f"{VERSION}/", writing.show_text, name="show_text"),
    path(f"{VERSION}/write/", writing.write_text, name="write_text"),
    path(f"{VERSION}/check/", writing.check_text, name="check_text"),
    path(f"{VERSION}/step/", steps.step_text, name="step_text"),
    path(f"{VERSION}/sign/", steps.sign_text, name="sign_text"),
]
