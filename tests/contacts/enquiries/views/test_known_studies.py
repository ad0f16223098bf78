"""What is known of a study for a moment never loses or doubles a message."""

from datetime import date
from uuid import uuid4

import pytest
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client
from django.utils import timezone

from contacts import trusting
from contacts.enquiries.views import known_studies
from contacts.enquiries.views.known_studies import known_study
from contacts.models import (
    AuditEvent,
    Enquiry,
    Mailbox,
    Membership,
    OutgoingEmail,
    RoutedTo,
    Team,
)
from tests import factories
from tests.costs import counted
from tests.services.posted import filled_form, network_of
from trials.models import Study, StudySite

# Foreign keys are looked at when a transaction ends.
pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def _trusting(_asking: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trusting, "TRUST", 3600)
    known_studies.known.clear()


def trusted_site() -> StudySite:
    """Return a place with a team and a contact, as this process knows it."""
    site = factories.site_with_contact()
    factories.staff([site])
    then = dict.fromkeys(("created_at", "asked_at", "verified_at"), timezone.now())
    Mailbox.objects.create(team=Team.objects.get(), email="box@site.example", **then)
    assert post(site).status_code == 303
    Enquiry.objects.all().delete()
    OutgoingEmail.objects.all().delete()
    return site


def post(site: StudySite, **more: str):
    key = str(uuid4())
    form = {**filled_form(key, site.key), **more}
    page = f"/trials/{site.study.registry_id}/message/"
    return Client().post(page, form, REMOTE_ADDR=network_of(key))


def forget() -> None:
    """As when a moment is over."""
    known_studies.known.clear()


def test_the_second_to_ask_asks_the_database_nothing():
    site = factories.site_with_contact()
    first = known_study(site.study.registry_id, TODAY)
    first.route(site)
    first.with_team(site)
    with counted() as cost:
        again = known_study(site.study.registry_id, TODAY)
        assert (again.route(site).email, again.with_team(site)) == (
            "site@example-hospital.example",
            site,
        )
        assert list(again.study.contacts.all())
        assert again.place(site.key) == site
        assert again.closed() == set()
    assert cost.statements == []


def test_a_moment_later_and_on_another_day_it_is_read_anew(monkeypatch):
    site = factories.site_with_contact()
    name = site.study.registry_id
    first = known_study(name, TODAY)
    assert known_study(name, TODAY) is first
    assert known_study(name, date(2026, 12, 1)) is not first
    monkeypatch.setattr(trusting, "TRUST", 0.0)
    last = known_study(name, TODAY)
    assert known_study(name, TODAY) is not last
    # Nothing old is kept beside it.
    assert len(known_studies.known) == 1


def test_a_team_that_paused_a_moment_ago_gets_what_was_already_on_its_way():
    site = trusted_site()
    Team.objects.update(is_paused=True)
    assert post(site).status_code == 303
    enquiry = Enquiry.objects.get()
    assert enquiry.routed_to == RoutedTo.SITE_TEAM
    assert OutgoingEmail.objects.filter(to_address__gt="").count() == 3
    forget()
    # Whoever comes now is told; nothing is written.
    assert post(site).status_code == 422
    assert Enquiry.objects.count() == 1


def test_how_many_a_team_has_is_counted_at_every_message():
    site = trusted_site()
    Team.objects.update(capacity=1)
    forget()
    assert post(site).status_code == 303
    assert post(site).status_code == 422
    assert Enquiry.objects.count() == 1


def test_a_message_for_a_team_that_is_gone_goes_the_way_that_is_left():
    site = trusted_site()
    Team.objects.all().delete()
    assert post(site).status_code == 303
    enquiry = Enquiry.objects.get()
    assert (enquiry.routed_to, enquiry.team) == (RoutedTo.SITE_CONTACT, None)
    assert enquiry.team_email == "site@example-hospital.example"
    assert AuditEvent.objects.filter(reference=enquiry.reference).count() == 1
    assert enquiry.emails.count() == 2


def test_a_message_beside_a_member_who_left_goes_to_who_is_left():
    site = trusted_site()
    Membership.objects.all().delete()
    assert post(site).status_code == 303
    enquiry = Enquiry.objects.get()
    assert enquiry.team_email == "box@site.example"
    assert enquiry.emails.count() == 2


def test_a_place_that_is_gone_leaves_the_words_in_the_form():
    site = trusted_site()
    factories.StudySite(study=site.study)
    factories.StudySite(study=site.study)
    site.delete()
    answer = post(site, message="Is there a place in spring?")
    assert answer.status_code == 422
    assert "Is there a place in spring?" in answer.content.decode()
    assert Enquiry.objects.count() == OutgoingEmail.objects.count() == 0


def test_a_study_that_is_gone_is_not_found():
    site = trusted_site()
    Study.objects.all().delete()
    assert post(site).status_code == 404
    assert Enquiry.objects.count() == 0


def test_what_was_read_just_now_is_not_read_twice(monkeypatch):
    site = trusted_site()
    Team.objects.all().delete()
    forget()
    tried = []

    def refuse(*_tables, **_more):
        tried.append(1)
        raise known_studies.IntegrityError

    monkeypatch.setattr("contacts.enquiries.actions.sending.insert_together", refuse)
    with pytest.raises(known_studies.IntegrityError):
        post(site)
    assert tried == [1]


def test_what_is_known_of_a_study_is_read_again_by_words_known_before(monkeypatch):
    site = trusted_site()
    team = Team.objects.get()

    def composed(*_args: object) -> None:
        raise AssertionError("a query is composed anew")

    monkeypatch.setattr(SQLCompiler, "as_sql", composed)
    known_studies.known.clear()
    known = known_study(site.study.registry_id, TODAY)
    [place] = known.recruiting
    assert (known.study.pk, known.place(site.key)) == (site.study.pk, site)
    assert place.study is known.study
    emails = [one.email for one in known.study.contacts.all()]
    assert "site@example-hospital.example" in emails
    assert known.with_team(place).answering_team == team
