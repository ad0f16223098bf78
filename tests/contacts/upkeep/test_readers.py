"""Readers tell us what is wrong; readers wait for one mail, and are forgotten."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contacts.conversation.actions.stopping import stop_token
from contacts.models import (
    Correction,
    DeadAddress,
    OutgoingEmail,
    Purpose,
    Watcher,
    address_hash,
)
from contacts.pagemails.actions import erase_passed_mails
from contacts.upkeep.actions.correcting import purge_corrections
from contacts.upkeep.actions.watching import tell_watchers, tidy_watchers
from tests import factories
from tests.administrators import OUTSIDERS, outsider, signed_in
from trials.importing.actions.conditions import write_conditions
from trials.models import Study, StudyChange

pytestmark = pytest.mark.django_db
STUDY = "/trials/NCT90000001/"
WRONG = {"part": "PLACE", "text": "This hospital has moved.", "email": ""}


@pytest.fixture
def study() -> Study:
    return factories.site_with_contact(study__registry_id="NCT90000001").study


@pytest.fixture
def desk() -> Client:
    return signed_in(factories.staff([], is_desk=True))


def correct(client: Client, **more: str):
    return client.post(f"{STUDY}correct/", WRONG | more)


def test_a_correction_reaches_the_desks_list(client, study, desk):
    assert f"{STUDY}correct/" in client.get(STUDY).content.decode()
    answer = correct(client)
    assert answer.status_code == 200
    assert not answer.cookies
    page = desk.get("/staff/corrections/").content.decode()
    assert "This hospital has moved." in page
    assert "A place or its address" in page


def test_it_has_states_and_who_left_an_address_hears_of_the_end(client, study, desk):
    correct(client, email="reader@families.example")
    row = Correction.objects.get()
    for state in ("LOOKING", "PUT_RIGHT"):
        desk.post(f"/staff/corrections/{row.pk}/", {"state": state})
        row.refresh_from_db()
        assert row.state == state
    mail = OutgoingEmail.objects.get(purpose=Purpose.CORRECTION_TOLD)
    assert mail.to_address == "reader@families.example"
    assert "Put right" in mail.body_text
    assert (row.email, bool(row.settled_at)) == ("", True)
    assert desk.post(f"/staff/corrections/{row.pk}/", {"state": "X"}).status_code == 404


@pytest.mark.parametrize("who", [who for who in OUTSIDERS if who != "desk"])
def test_others_see_no_corrections(client, study, who):
    correct(client)
    visitor = outsider(who, [])
    assert visitor.get("/staff/corrections/").status_code in {302, 403, 404}
    path = f"/staff/corrections/{Correction.objects.get().pk}/"
    assert visitor.post(path, {"state": "PUT_RIGHT"}).status_code in {302, 403, 404}
    assert Correction.objects.get().state == "NEW"


def test_nothing_typed_is_lost_and_programs_are_refused(client, study):
    page = correct(client, part="")
    assert page.status_code == 422
    assert "This hospital has moved." in page.content.decode()
    assert correct(client, homepage="x").status_code == 422
    assert not Correction.objects.exists()


def test_corrections_are_limited(client, study):
    for _ in range(10):
        assert correct(client).status_code == 200
    page = correct(client)
    assert page.status_code == 429
    assert "This hospital has moved." in page.content.decode()
    assert Correction.objects.count() == 10


def test_settled_corrections_are_erased(client, study):
    now = timezone.now()
    correct(client)
    Correction.objects.update(state="AS_IT_IS", settled_at=now - timedelta(days=91))
    assert purge_corrections(now=now) == 1


def wait_for(client: Client, awaited: str, email: str = "lena@families.example"):
    return client.post(f"{STUDY}tell-me/{awaited}/", {"email": email})


def link() -> str:
    mail = OutgoingEmail.objects.filter(purpose=Purpose.CONFIRM_WATCH).last()
    return re.search(r"http://testserver(/\S*tell-me/\S+)", mail.body_text)[1]


def confirmed(client: Client, awaited: str) -> None:
    wait_for(client, awaited)
    assert client.post(link()).status_code == 200


def test_only_the_press_behind_the_mail_keeps_an_address(client, study):
    wait_for(client, "results")
    client.get(link())
    client.head(link())
    assert not Watcher.objects.confirmed().exists()
    mail = OutgoingEmail.objects.get(purpose=Purpose.CONFIRM_WATCH)
    assert study.brief_title not in mail.body_text + mail.subject
    client.post(link())
    assert Watcher.objects.confirmed().exists()


def test_one_mail_when_results_appear_and_nothing_is_left(client, study):
    now = timezone.now()
    confirmed(client, "results")
    assert tell_watchers(now=now) == 0
    Study.objects.update(facts={"has_results": True})
    assert tell_watchers(now=now) == 1
    mail = OutgoingEmail.objects.get(purpose=Purpose.WATCHED_STUDY)
    assert mail.to_address == "lena@families.example"
    assert "Results of this study are in the registry now." in mail.body_text
    assert not Watcher.objects.exists()
    assert tell_watchers(now=now) == 0
    OutgoingEmail.objects.update(state="SENT", sent_at=now)
    erase_passed_mails(now=now + timedelta(days=2))
    assert OutgoingEmail.objects.count() == 2
    erase_passed_mails(now=now + timedelta(days=4))
    assert not OutgoingEmail.objects.exists()


@pytest.mark.parametrize(
    ("status", "words"),
    [("RECRUITING", "has begun to take people"), ("WITHDRAWN", "is over")],
)
def test_one_mail_when_a_study_begins_or_never_will(client, study, status, words):
    Study.objects.update(overall_status="NOT_YET_RECRUITING")
    assert f"{STUDY}tell-me/begins/" in client.get(STUDY).content.decode()
    confirmed(client, "begins")
    assert tell_watchers(now=timezone.now()) == 0
    Study.objects.update(overall_status=status)
    assert tell_watchers(now=timezone.now()) == 1
    mail = OutgoingEmail.objects.get(purpose=Purpose.WATCHED_STUDY)
    assert words in mail.body_text


def test_a_wish_can_be_erased_and_runs_out(client, study):
    confirmed(client, "results")
    client.post(link(), {"erase": "1"})
    assert not Watcher.objects.exists()
    wait_for(client, "results")
    tidy_watchers(now=timezone.now() + timedelta(days=8))
    assert not Watcher.objects.exists()


def test_an_address_that_complained_is_not_written_to(client, study):
    DeadAddress.objects.create(
        address_hash=address_hash("lena@families.example"),
        kind="complained",
        since=factories.NOW,
    )
    assert wait_for(client, "results").status_code == 200
    assert not OutgoingEmail.objects.exists()
    assert not Watcher.objects.exists()


def test_who_stops_all_mails_gets_this_one_neither(client, study):
    confirmed(client, "results")
    token = stop_token(address_hash("lena@families.example"))
    client.get(f"/enquiries/stop/{token}/")
    assert Watcher.objects.exists()
    client.post(f"/enquiries/stop/{token}/")
    assert not Watcher.objects.exists()


def test_an_address_gets_few_mails_and_every_address_the_same_answer(client, study):
    pages = {wait_for(client, "results").content for _ in range(5)}
    assert len(pages) == 1
    mails = OutgoingEmail.objects.filter(purpose=Purpose.CONFIRM_WATCH)
    assert mails.count() == 3
    assert Watcher.objects.count() == 1


def test_a_finished_study_leads_on(client, study):
    Study.objects.update(overall_status="COMPLETED", minimum_age_days=0)
    study.refresh_from_db()
    young = factories.Study(
        registry_id="NCT90000002", brief_title="Play in lupus", maximum_age_days=6574
    )
    old = factories.Study(
        registry_id="NCT90000003", brief_title="Walks in lupus", minimum_age_days=23741
    )
    Study.objects.filter(pk=study.pk).update(maximum_age_days=6574)
    study.refresh_from_db()
    other = factories.Study(registry_id="NCT90000004", conditions=["Asthma"])
    for one in (study, young, old, other):
        write_conditions(one)
    page = client.get(STUDY).content.decode()
    assert "The study is over." in page
    assert "We did not find results in the record." in page
    assert f"{STUDY}tell-me/results/" in page
    assert f'href="{STUDY}similar/"' in page
    assert f"{STUDY}message/" not in page
    for text in (page, client.get(f"{STUDY}similar/").content.decode()):
        assert 0 < text.index("Play in lupus") < text.index("Walks in lupus")
        assert "NCT90000004" not in text


def test_results_in_the_registry_are_linked(client, study):
    Study.objects.update(
        overall_status="COMPLETED",
        facts={"has_results": True, "results_date": "2025-03-04"},
    )
    page = client.get(STUDY).content.decode()
    assert "https://clinicaltrials.gov/study/NCT90000001?tab=results" in page
    assert "March 4, 2025" in page
    assert "tell-me" not in page


def test_the_history_is_public_and_in_words(client, study):
    StudyChange.objects.create(
        study=study,
        field="overall_status",
        old="NOT_YET_RECRUITING",
        new="RECRUITING",
        changed_at=factories.NOW,
    )
    page = client.get(f"{STUDY}changes/").content.decode()
    assert "November 24, 2026" in page
    assert "State of the study: Not yet recruiting → Recruiting" in page
    assert f"{STUDY}changes/" in client.get(STUDY).content.decode()
    assert client.get("/trials/NCT90000009/changes/").status_code == 404
