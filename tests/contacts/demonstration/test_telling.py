"""Forty fictional families in every state and three languages, clearly invented."""

import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from contacts.demonstration.reading import read_stories
from contacts.demonstration.telling import tell_stories
from contacts.management.commands.load_demonstration import TEAM
from contacts.models import (
    EmailState,
    Enquiry,
    EnquiryState,
    Outcome,
    OutgoingEmail,
    Team,
)
from tests import factories
from tests.contacts.inbox.test_lists import headings
from tests.factories import staff
from trials.demonstration import FOUNDING
from trials.models import TextKind, TextVersion

pytestmark = pytest.mark.django_db
NAMES = {
    *("Example", "Sample", "Specimen", "Placeholder", "Offers"),
    *("Beispiel", "Muster", "Platzhalter", "范"),
}
KEPT_FOR_STORIES = re.compile(r"\+44 20 7946 0\d{3}|\+49 30 23125 \d{3}")


@pytest.fixture
def told():
    site = factories.site_with_contact()
    user = staff([site])
    tell_stories(site=site, user=user, now=timezone.now(), by="demonstration")
    return user


def test_every_family_is_clearly_invented():
    for story in read_stories():
        who = story.enquirer
        assert who.last_name in NAMES
        assert who.email.endswith("@families.example") or not who.email
        assert not who.phone or KEPT_FOR_STORIES.fullmatch(who.phone), who.phone


def test_forty_families_stand_in_every_state_and_three_languages(told):
    rows = Enquiry.objects.all()
    assert rows.count() == 40
    assert {one.state for one in rows} == set(EnquiryState)
    assert {one.language for one in rows} == {"en", "zh-hans"}
    assert "Deutsch" in {one.other_language for one in rows}
    ends = {one.outcome for one in rows} - {""}
    assert ends >= {Outcome.INFORMED, Outcome.DOES_NOT_FIT, Outcome.VISIT_ARRANGED}
    assert rows.filter(is_urgent=True).count() == 1
    assert rows.filter(urgency="side_effect_report").exists()
    assert rows.filter(state="WAITING", answer_due_at__lt=timezone.now()).exists()
    assert rows.filter(snoozed_until__gt=timezone.now()).exists()
    assert rows.filter(is_unread=True).count() >= 5
    assert rows.filter(owner=told).exists()
    assert rows.filter(merging__isnull=False, outcome="DUPLICATE").count() == 1
    assert "SPAM" in ends


def test_inbox_and_figures_are_full_of_life_and_nobody_gets_a_mail_of_it(told):
    assert not OutgoingEmail.objects.exclude(state=EmailState.SENT).exists()
    assert not Enquiry.objects.actionable(timezone.now()).exists()
    member = Client()
    member.force_login(told)
    assert headings(member)[0] == "At once"
    assert "Waiting for the family" in headings(member)
    page = member.get("/staff/figures/").content.decode()
    # An advertisement is no family.
    assert "<dt>Received</dt><dd>39</dd>" in page


def test_they_are_told_once_and_only_where_nobody_has_written(settings, tmp_path):
    settings.DATA_DIR, settings.DEBUG = tmp_path, True
    site = factories.site_with_contact()
    team = staff([site]).memberships.get().team
    team.name = TEAM
    team.save()
    call_command("tell_demonstration")
    assert Enquiry.objects.count() == 40
    call_command("tell_demonstration")
    assert Enquiry.objects.count() == 40
    assert (tmp_path / "demonstration-told").exists()


def test_an_installation_hears_no_stories(settings, tmp_path):
    settings.DATA_DIR, settings.DEBUG = tmp_path, False
    team = staff([factories.site_with_contact()]).memberships.get().team
    team.name = TEAM
    team.save()
    call_command("tell_demonstration")
    assert Enquiry.objects.count() == 0


def test_the_founding_study_is_told_in_four_languages_and_answered_in_two(
    settings, tmp_path
):
    settings.DATA_DIR, settings.DEBUG = tmp_path, True
    call_command("load_demonstration")
    assert Team.objects.get(name=TEAM).languages == ["en", "zh"]
    words = TextVersion.objects.filter(study__registry_id=FOUNDING, kind=TextKind.STUDY)
    told = {one.language: one.body for one in words}
    assert told.keys() == {"en", "zh-hans", "es", "ar"}
    counts = {
        (len(one["sections"]), len(one["words"]), len(one["missing_facts"]))
        for one in told.values()
    }
    assert len(counts) == 1
    # Nothing was left in English.
    for language in ("es", "ar"):
        english = {part["heading"] for part in told["en"]["sections"]}
        assert not english & {part["heading"] for part in told[language]["sections"]}
