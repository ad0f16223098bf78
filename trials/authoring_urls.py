"""Addresses of the pages on which staff write self-checks."""

from django.urls import path

from trials.views.authoring import (
    author_begin,
    author_draft,
    author_export,
    author_list,
    author_publish,
    author_study,
)
from trials.views.editing import (
    author_add,
    author_criterion,
    author_question,
    author_remove,
    author_try,
    author_words,
)

STUDY = "<registry_id:registry_id>"
VERSION = f"{STUDY}/<str:number>"

app_name = "authoring"
urlpatterns = [
    path("", author_list, name="author_list"),
    path(f"{STUDY}/", author_study, name="author_study"),
    path(f"{STUDY}/begin/", author_begin, name="author_begin"),
    path(f"{VERSION}/", author_draft, name="author_draft"),
    path(f"{VERSION}/publish/", author_publish, name="author_publish"),
    path(f"{VERSION}/fhir.json", author_export, name="author_export"),
    path(f"{VERSION}/words/", author_words, name="author_words"),
    path(f"{VERSION}/try/", author_try, name="author_try"),
    path(f"{VERSION}/rule/<str:name>/", author_criterion, name="author_criterion"),
    path(f"{VERSION}/question/", author_add, name="author_add"),
    path(f"{VERSION}/question/<str:link>/remove/", author_remove, name="author_remove"),
    path(f"{VERSION}/question/<str:link>/", author_question, name="author_question"),
]
