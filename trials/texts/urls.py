"""Addresses of the pages on which staff write and approve texts for families."""

from django.urls import path

from trials.texts.views import overviews, steps, writing

STUDY = "<registry_id:registry_id>"
VERSION = "version/<int:number>"

app_name = "texts"
urlpatterns = [
    path("", overviews.text_list, name="text_list"),
    path(f"{STUDY}/", overviews.texts_of_study, name="texts_of_study"),
    path(
        f"{STUDY}/<slug:kind>/<str:language>/", overviews.begin_text, name="begin_text"
    ),
    path(f"{VERSION}/", writing.show_text, name="show_text"),
    path(f"{VERSION}/write/", writing.write_text, name="write_text"),
    path(f"{VERSION}/check/", writing.check_text, name="check_text"),
    path(f"{VERSION}/step/", steps.step_text, name="step_text"),
    path(f"{VERSION}/sign/", steps.sign_text, name="sign_text"),
]
