"""What staff open or send is in the audit, whether its view thinks of it or not."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEvent, Verb
from portal.middleware.audited import QUIET
from tests.architecture.test_urls import STAFF, address, own_names
from tests.factories import (
    Study,
    accepted,
    add_second_factor,
    site_with_contact,
    staff,
)

pytestmark = pytest.mark.django_db
PASSWORD = {"password": "a long pass phrase"}


@pytest.fixture
def root() -> Client:
    """An administrator who has just proved who they are."""
    user = get_user_model().objects.create_superuser(*["root@portal.example"] * 2, "pw")
    add_second_factor(user)
    client = Client()
    client.force_login(user)
    client.post("/staff/account/confirm/?next=/staff/", {"password": "pw"})
    return client


def since(last: int) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(pk__gt=last).order_by("pk"))


def last() -> int:
    found = AuditEvent.objects.order_by("-pk").first()
    return found.pk if found else 0


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda m: m.__name__)
@pytest.mark.parametrize("deed", ["changelist", "add"])
def test_every_page_of_the_admin_is_noted(root, model, deed):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{deed}"
    before = last()
    answer = root.get(reverse(name))
    (event,) = since(before)
    assert event.detail["page"] == name
    is_shown = answer.status_code == 200
    assert event.verb == (Verb.PAGE_OPENED if is_shown else Verb.ACCESS_REFUSED)
    assert event.by.startswith("user:")


def test_a_change_in_the_admin_is_noted_with_its_row(root):
    study = Study()
    path = reverse("admin:trials_study_change", args=[study.pk])
    before = last()
    assert root.get(path).status_code == 200
    answer = root.post(path, {"is_published": "on", "contact_display_name": ""})
    opened, sent = since(before)
    about = {"page": "admin:trials_study_change", "object_id": str(study.pk)}
    assert (opened.verb, opened.detail) == (Verb.PAGE_OPENED, about)
    expected = Verb.PAGE_SENT if answer.status_code == 302 else Verb.PAGE_OPENED
    assert (sent.verb, sent.detail) == (expected, about)


def test_what_records_itself_is_not_noted_twice(root):
    sent = accepted()
    member = Client()
    member.force_login(staff([sent.enquiry.site]))
    before = last()
    member.post(f"/staff/enquiries/{sent.enquiry.reference}/claim/")
    assert [one.verb for one in since(before)] == [Verb.ENQUIRY_CLAIMED]


def test_every_look_at_an_enquiry_is_recorded_and_no_word_of_a_search(root):
    sent = accepted(last_name="Kanarienvogel")
    user = staff([sent.enquiry.site])
    member = Client()
    member.force_login(user)
    before = last()
    for _ in range(2):
        member.get(f"/staff/enquiries/{sent.enquiry.reference}/")
    member.get("/staff/?q=Kanarienvogel")
    member.get("/staff/")
    found = since(before)
    assert [one.verb for one in found] == [
        *(Verb.ENQUIRY_OPENED, Verb.ENQUIRY_READ, Verb.ENQUIRY_READ),
        *(Verb.SEARCH_MADE, Verb.ENQUIRIES_LISTED),
    ]
    assert {one.by for one in found} == {f"user:{user.pk}"}
    assert found[3].detail == {"found": 1, "shown": 1}
    assert "Kanarienvogel" not in str([one.detail for one in found])


def test_a_page_that_is_refused_is_noted(root):
    member = Client()
    member.force_login(staff([]))
    before = last()
    assert member.get("/staff/people/").status_code == 404
    (event,) = since(before)
    assert event.verb == Verb.ACCESS_REFUSED
    assert event.detail == {"page": "contacts:people"}


def test_who_is_asked_for_the_password_has_done_nothing_yet(root):
    user = get_user_model().objects.get()
    client = Client()
    client.force_login(user)
    before = last()
    client.post("/staff/setup/team/", {"name": "New"})
    client.get("/staff/setup/")
    assert since(before) == []


def test_what_is_not_noted_is_there_and_has_a_reason():
    names = {f"{one}" for one in own_names()} | {"admin:jsi18n"}
    assert set(QUIET) <= names
    assert all(QUIET.values())


def test_an_address_is_noted_by_its_name_and_never_by_its_secrets(root):
    before = last()
    root.get("/staff/people/?q=Kanarienvogel")
    (event,) = since(before)
    assert "Kanarienvogel" not in str(event.detail)


def test_families_are_not_noted_by_address(client):
    sent = accepted()
    before = last()
    client.get("/trials/")
    client.get(f"/trials/{sent.enquiry.study.registry_id}/")
    assert since(before) == []


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(STAFF - {"account_logout"}))
def test_no_address_of_the_staff_leaves_the_audit_out(name, method):
    """Whoever adds an address gets its line in the audit, or says why in QUIET."""
    site = site_with_contact(study=Study(registry_id="NCT00000001"))
    accepted(site)
    user = staff([site], is_desk=True)
    user.is_staff = user.is_superuser = True
    user.save()
    client = Client()
    client.force_login(user)
    client.post("/staff/account/confirm/?next=/staff/", PASSWORD)
    before = last()
    answer = getattr(client, method)(address(name))
    is_quiet = name in QUIET and answer.status_code == 200
    is_quiet = is_quiet or answer.status_code == 405
    is_only_sent_on = method == "get" and answer.status_code == 302
    found = [one.by for one in since(before)]
    assert bool(found) is not (is_quiet or is_only_sent_on), answer
    assert set(found) <= {f"user:{user.pk}"}
