"""Every staff address, walked by those whose families these are not.

Each walk has its control: the site's own member finds at the same address what the
others must not.
"""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from contacts.models import (
    AuditEvent,
    Enquiry,
    Message,
    OutgoingEmail,
    ReplyTemplate,
    Team,
    Verb,
)
from tests import factories
from tests.architecture.staff_addresses import STUDIES, TEXTS
from tests.architecture.test_urls import (
    AUTHORING,
    OF_ENQUIRY,
    OF_MAIL,
    OF_OURS,
    OF_PEOPLE,
    OF_PLACE,
    OF_SETUP,
    OF_TEAM,
    OF_TEMPLATE,
    STAFF,
    address,
)
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db
SECRETS = {"first_name": "Kanarienvogel", "last_name": "Zeisig", "text": "Lerchenruf"}
READ = {"contacts:enquiry_detail", "contacts:enquiry_state", "contacts:team_settings"}
ACCOUNT = {"account_logout", "account_reauthenticate", "account_change_password"}
OF_DESK = OF_MAIL | {
    *("contacts:alert_progress", "contacts:halt_alerts", "contacts:aside_mails"),
    "contacts:hook_calls",
    "contacts:correction_list",
    *("contacts:show_incident", "contacts:export_incident"),
}
OF_ONE = OF_ENQUIRY | OF_TEAM | OF_TEMPLATE | OF_PLACE
# For administrators alone, who reach the page of every team as well.
OF_ADMINISTRATORS = OF_PEOPLE | OF_SETUP | OF_OURS
LISTS = STAFF - AUTHORING - OF_ONE - OF_ADMINISTRATORS - ACCOUNT - OF_DESK
# Of studies that one's own teams answer for; their texts need a right of their own.
OF_FACTS = {"contacts:tell_facts"}
OF_TEXTS = (TEXTS | STUDIES) - OF_FACTS - {"contacts:fact_list"}
# What nobody without the right of the audit, or of words, gets.
REFUSED = {"contacts:audit_log", "contacts:export_audit"} | AUTHORING
PASSWORD = {"password": "a long pass phrase"}


@pytest.fixture
def sent():
    return accepted(**SECRETS)


def client_of(user) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def somebody(who: str):
    """Return an account that has nothing to do with the enquiry."""
    if who == "nobody":
        return None
    if who == "another site":
        return staff([factories.StudySite()])
    name = f"{who}@portal.example"
    user = get_user_model().objects.create_user(name, name, PASSWORD["password"])
    factories.add_second_factor(user)
    if who == "administrator":
        user.is_staff = user.is_superuser = True
        user.save()
    return user


STRANGERS = ["another site", "no team", "administrator"]


@pytest.fixture(params=STRANGERS)
def stranger(sent, request) -> Client:
    return client_of(somebody(request.param))


def text_of(answer) -> str:
    """Return a page without what differs from request to request."""
    body = b"".join(answer) if answer.streaming else answer.content
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body.decode())
    return re.sub(r"ENQ(-\w{4}){3}|\b[0-9a-f]{12}\b", "", page)


def holds_nothing(answer, sent) -> bool:
    body = b"".join(answer) if answer.streaming else answer.content
    words = [*SECRETS.values(), sent.enquiry.reference, "lena@families", "901820"]
    return not any(word.encode() in body for word in words)


def everything() -> list[list]:
    """Return what a deed would change."""
    team = list(Team.objects.order_by("pk").values("name", "is_paused", "opens_at"))
    return [
        team,
        *(
            list(model.objects.order_by("pk").values())
            for model in (Enquiry, Message, OutgoingEmail)
        ),
    ]


def place(name: str, sent) -> str:
    if name in OF_ENQUIRY:
        return reverse(name, args=[sent.enquiry.reference])
    if name in OF_PLACE:
        return reverse(name, args=[sent.enquiry.site.pk])
    if name in OF_TEAM:
        return reverse(name, args=[sent.enquiry.site.teams.get().pk])
    if name in OF_TEMPLATE:
        team = sent.enquiry.site.teams.get()
        values = {"key": "visit", "language": "en", "title": "V", "body": "V"}
        row, _is_new = ReplyTemplate.objects.get_or_create(team=team, **values)
        return reverse(name, args=[row.pk])
    return address(name)


def test_every_address_of_the_staff_is_walked():
    walked = OF_ONE | OF_ADMINISTRATORS | OF_DESK | LISTS | AUTHORING | ACCOUNT
    assert walked == STAFF


@pytest.mark.parametrize("who", [*STRANGERS, "nobody"])
def test_no_stranger_sees_or_changes_anything(sent, who):
    staff([sent.enquiry.site])
    client, before = client_of(somebody(who)), everything()
    for name in sorted(STAFF - ACCOUNT):
        for method in (client.get, client.post):
            answer = method(place(name, sent))
            assert answer.status_code in expected(name, who), name
            assert holds_nothing(answer, sent), name
            if answer.status_code == 302:
                door = "sign-in/" if who == "nobody" else "account/confirm/"
                assert f"/staff/{door}" in answer["Location"], name
    assert everything() == before


def expected(name: str, who: str) -> set[int]:
    """Return how an address may answer somebody; 405 where it knows no such method."""
    if who == "nobody":
        return {302, 404, 405}
    if who == "administrator" and name in OF_ADMINISTRATORS | OF_TEAM | OF_TEXTS:
        return {200, 302, 404, 405, 422}
    if name in OF_ONE | OF_DESK | OF_ADMINISTRATORS | OF_FACTS:
        return {404, 405}
    if name == "contacts:add_prepared_answer" and who == "no team":
        return {404}
    if name in REFUSED | OF_TEXTS and who != "administrator":
        return {403, 404, 405}
    if name in LISTS - REFUSED - {"contacts:export_enquiries"}:
        return {200, 405, 409, 422}
    return {200, 302, 404, 405}


def test_an_enquiry_of_others_is_like_none(sent, stranger):
    for name in sorted(OF_ENQUIRY):
        path = place(name, sent)
        wanted = stranger.get if name in READ else stranger.post
        real = wanted(path)
        none = wanted(path.replace(sent.enquiry.reference, "ENQ-3333-3333-3333"))
        assert real.status_code == none.status_code == 404, name
        assert text_of(real) == text_of(none), name
    refused = AuditEvent.objects.filter(verb=Verb.ACCESS_REFUSED)
    assert refused.count() == 2 * len(OF_ENQUIRY)


@pytest.mark.parametrize("who", [one for one in STRANGERS if one != "administrator"])
def test_a_team_of_others_is_like_none(sent, who):
    staff([sent.enquiry.site])
    stranger = client_of(somebody(who))
    for name in sorted(OF_TEAM):
        path = place(name, sent)
        wanted = stranger.get if name in READ else stranger.post
        assert wanted(path).status_code == 404, name
        assert wanted(re.sub(r"\d+", "999999", path)).status_code == 404, name


@pytest.mark.parametrize("group", ["Content editors", "Auditors"])
def test_a_role_without_a_team_opens_no_enquiry(sent, group):
    call_command("form_roles")
    staff([sent.enquiry.site])
    user = somebody("no team")
    user.groups.add(Group.objects.get(name=group))
    client, before = client_of(user), everything()
    for name in sorted(STAFF - ACCOUNT - AUTHORING):
        for method in (client.get, client.post):
            assert holds_nothing(method(place(name, sent)), sent), name
    assert everything() == before
