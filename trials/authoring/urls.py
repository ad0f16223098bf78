"""Addresses of the pages on which staff write self-checks."""

from django.urls import path

from trials.authoring.views import (
    beginning,
    care,
    criteria,
    drafts,
    examples,
    items,
    protocol,
    questions,
    reviewing,
    studies,
    words,
)

STUDY = "<registry_id:registry_id>"
VERSION = f"{STUDY}/<str:number>"
LINE = f"{VERSION}/rule/<str:name>"
ITEM = f"{VERSION}/question/<str:link>"

app_name = "authoring"
urlpatterns = [
    path("", studies.author_list, name="author_list"),
    path(f"{STUDY}/", studies.author_study, name="author_study"),
    path(f"{STUDY}/begin/", beginning.author_begin, name="author_begin"),
    path(f"{STUDY}/paste/", beginning.author_paste, name="author_paste"),
    path(f"{VERSION}/", drafts.author_draft, name="author_draft"),
    path(f"{VERSION}/publish/", reviewing.author_publish, name="author_publish"),
    path(f"{VERSION}/shelve/", reviewing.author_shelve, name="author_shelve"),
    path(f"{VERSION}/note/<int:place>/", drafts.author_settle, name="author_settle"),
    path(f"{VERSION}/fhir.json", drafts.author_export, name="author_export"),
    path(f"{VERSION}/words/", words.author_words, name="author_words"),
    path(f"{VERSION}/languages/", words.author_languages, name="author_languages"),
    path(f"{VERSION}/try/", examples.author_try, name="author_try"),
    path(
        f"{VERSION}/example/<int:key>/", examples.author_example, name="author_example"
    ),
    path(f"{VERSION}/line/", protocol.author_line, name="author_line"),
    path(f"{LINE}/", criteria.author_criterion, name="author_criterion"),
    path(f"{LINE}/split/", protocol.author_split, name="author_split"),
    path(f"{LINE}/remove/", protocol.author_unline, name="author_unline"),
    path(f"{VERSION}/question/", questions.author_add, name="author_add"),
    path(f"{ITEM}/remove/", questions.author_remove, name="author_remove"),
    path(f"{ITEM}/care/", care.author_care, name="author_care"),
    path(f"{ITEM}/", items.author_question, name="author_question"),
    path(f"{VERSION}/group/<str:link>/", items.author_group, name="author_group"),
]
