"""Addresses of upkeep: a study's forms, secret links, the desk's list."""

from django.urls import path

from contacts.upkeep.views import answering, desk, facts, readers

STUDY = "trials/<registry_id:registry_id>"

urlpatterns = [
    path(f"{STUDY}/correct/", readers.correct_study, name="correct_study"),
    path(f"{STUDY}/tell-me/<slug:awaited>/", readers.watch_study, name="watch_study"),
    path("tell-me/<secret:token>/", readers.confirm_watch, name="confirm_watch"),
    path("your-studies/<secret:token>/", answering.answer_upkeep, name="answer_upkeep"),
    path("staff/facts/", facts.fact_list, name="fact_list"),
    path(
        "staff/facts/<registry_id:registry_id>/<str:language>/",
        facts.tell_facts,
        name="tell_facts",
    ),
    path("staff/corrections/", desk.correction_list, name="correction_list"),
    path(
        "staff/corrections/<int:number>/",
        desk.settle_correction,
        name="settle_correction",
    ),
]
