"""Each role opens what is its own and nothing else; administrators give roles."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from contacts.models import (
    AuditEvent,
    Invitation,
    OutgoingEmail,
    Purpose,
    Role,
    StaffRole,
    Verb,
)
from contacts.teams.actions.roles import roles_of, set_roles
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
PASSWORD = "a long pass phrase"
PEOPLE = "/staff/people/"
# What opens for whom; everybody else is refused.
DOORS = {
    "enquiry": "/staff/enquiries/{reference}/",
    "self-checks": "/staff/self-checks/",
    "words": "/staff/texts/",
    "teams": "/admin/contacts/team/",
    "accounts": "/admin/auth/user/",
    "audit": "/staff/audit/",
    "alerts": "/staff/alerts/",
    "people": PEOPLE,
}
OPENS = {
    "coordinator": {"enquiry"},
    "deputy": {"enquiry"},
    "portal desk": {"enquiry", "alerts"},
    "content editor": {"self-checks", "words"},
    "auditor": {"audit"},
    "administrator": set(DOORS) - {"enquiry", "alerts"},
    "no role": set(),
}


@pytest.fixture
def sent():
    call_command("form_roles")
    return accepted(first_name="Kanarienvogel")


def person(role: str, sent) -> Client:
    """Return somebody of exactly this role, signed in, the password just given."""
    site = [sent.enquiry.site]
    sites = site if role in {"coordinator", "deputy"} else []
    user = staff(sites, is_desk=role == "portal desk")
    if role == "deputy":
        user.memberships.update(role=Role.DEPUTY)
    known = {one.label.lower(): one for one in StaffRole}
    if role in {*known, "no role"}:
        user.memberships.all().delete()
        roles = {known[role]} if role in known else set()
        set_roles(user=user, roles=roles, is_open=True, now=NOW, by="test")
    return signed_in(user)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    client.post("/staff/account/confirm/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("role", OPENS)
def test_a_role_opens_its_own_doors_only(sent, role):
    client = person(role, sent)
    reference = sent.enquiry.reference
    answers = {
        name: client.get(path.format(reference=reference)).status_code
        for name, path in DOORS.items()
    }
    assert {name for name, status in answers.items() if status == 200} == OPENS[role]
    assert set(answers.values()) <= {200, 302, 403, 404}


def test_an_auditor_sees_no_personal_data(sent):
    client = person("auditor", sent)
    secrets = ("Kanarienvogel", "Fischer", "lena@", "901820", sent.enquiry.reference)
    assert b"/staff/enquiries/ENQ" not in client.get("/staff/?q=Fischer").content
    ends = ("audit/", "?show=all", "figures/", "team/", "prepared/", "account/")
    for path in (f"/staff/{end}" for end in ends):
        page = client.get(path).content.decode()
        assert [secret for secret in secrets if secret in page] == []
    assert "Enquiry received" in client.get("/staff/audit/").content.decode()


def test_an_editor_has_pages_in_the_console_and_none_in_djangos_admin(sent):
    client = person("content editor", sent)
    study = sent.enquiry.study
    for path in (
        "/staff/texts/",
        "/staff/studies/",
        f"/staff/studies/{study.registry_id}/",
    ):
        assert client.get(path).status_code == 200, path
    for path in ("", "trials/textversion/", f"trials/study/{study.pk}/delete/"):
        assert client.get(f"/admin/{path}").status_code == 302, path
        assert client.post(f"/admin/{path}").status_code == 302, path


def invite(client: Client, role: StaffRole) -> str:
    form = {"email": "neu@portal.example", "role": role}
    assert client.post(f"{PEOPLE}invite/", form)["Location"] == PEOPLE
    mail = OutgoingEmail.objects.get(purpose=Purpose.INVITATION)
    return re.search(r"http://testserver(/staff/invitations/\S+)", mail.body_text)[1]


@pytest.mark.parametrize("role", StaffRole)
def test_an_invitation_into_a_role(sent, client, role):
    link = invite(person("administrator", sent), role)
    page = client.get(link).content.decode()
    assert str(role.label) in page
    form = {"name": "Neu Gier", "password": "ein langer ruhiger Satz"}
    assert client.post(link, form).status_code == 302
    user = get_user_model().objects.get(username="neu@portal.example")
    assert roles_of(user) == {role}
    assert user.is_staff == (role == StaffRole.ADMINISTRATOR)
    assert not user.memberships.exists()
    assert client.get(link).status_code == 404


def test_a_role_is_added_to_an_account_that_is_there(sent, client):
    member = staff([sent.enquiry.site])
    member.username = member.email = "neu@portal.example"
    member.save()
    link = invite(person("administrator", sent), StaffRole.EDITOR)
    client.post(link, {"name": "X", "password": "ein langer ruhiger Satz"})
    member.refresh_from_db()
    assert roles_of(member) == {StaffRole.EDITOR}
    assert member.memberships.exists()
    assert member.check_password(PASSWORD)


def test_roles_are_given_and_taken(sent):
    client, user = person("administrator", sent), staff([])
    path = f"{PEOPLE}{user.pk}/"
    client.post(path, {"roles": ["EDITOR", "AUDITOR"], "is_open": "on"})
    user.refresh_from_db()
    assert roles_of(user) == {StaffRole.EDITOR, StaffRole.AUDITOR}
    client.post(path, {"roles": ["AUDITOR"], "is_open": "on"})
    user = get_user_model().objects.get(pk=user.pk)
    assert (roles_of(user), user.is_staff) == ({StaffRole.AUDITOR}, False)
    events = AuditEvent.objects.filter(verb=Verb.ROLES_CHANGED, by__startswith="user:")
    assert events.count() == 2
    assert "@" not in str(list(events.values("detail")))


def test_a_closed_account_is_out_at_once(sent):
    user = staff([sent.enquiry.site])
    leaver = signed_in(user)
    assert leaver.get("/staff/").status_code == 200
    person("administrator", sent).post(f"{PEOPLE}{user.pk}/", {"roles": []})
    assert leaver.get("/staff/").status_code == 302
    form = {"login": user.email, "password": PASSWORD}
    again = Client()
    answer = again.post("/staff/sign-in/", form)
    assert answer["Location"] == "/staff/sign-in/closed/"
    assert again.get(answer["Location"]).status_code == 200
    assert again.get("/staff/account/authenticate/").status_code == 302
    assert again.get("/staff/").status_code == 302


@pytest.mark.parametrize("form", [{"is_open": "on"}, {"roles": ["ADMINISTRATOR"]}])
def test_nobody_locks_the_last_door_from_outside(sent, form):
    client = person("administrator", sent)
    own = get_user_model().objects.get(is_superuser=True)
    assert client.post(f"{PEOPLE}{own.pk}/", form).status_code == 422
    own.refresh_from_db()
    assert own.is_superuser
    assert own.is_active


@pytest.mark.parametrize("role", sorted(set(OPENS) - {"administrator"}))
def test_only_administrators_give_roles(sent, role):
    client, victim = person(role, sent), staff([])
    form = {"roles": ["ADMINISTRATOR"], "is_open": "on"}
    assert client.post(f"{PEOPLE}{victim.pk}/", form).status_code == 404
    invitation = {"email": "neu@portal.example", "role": "ADMINISTRATOR"}
    assert client.post(f"{PEOPLE}invite/", invitation).status_code == 404
    assert not get_user_model().objects.filter(is_superuser=True).exists()
    assert not OutgoingEmail.objects.filter(purpose=Purpose.INVITATION).exists()


def test_an_administrator_proves_who_it_is_first(sent):
    person("administrator", sent)
    cold = Client()
    cold.force_login(get_user_model().objects.get(is_superuser=True))
    assert "/staff/account/confirm/" in cold.get(PEOPLE)["Location"]


def test_an_invitation_is_taken_back(sent, client):
    admin = person("administrator", sent)
    link = invite(admin, StaffRole.EDITOR)
    invited = Invitation.objects.get()
    path = f"{PEOPLE}{invited.pk}/back/"
    assert person("coordinator", sent).post(path).status_code == 404
    assert client.get(link).status_code == 200
    said = admin.post(path, follow=True).content.decode()
    assert "The invitation is taken back." in said
    assert client.get(link).status_code == 404
    # A team's own invitations are that team's page's.
    team = sent.enquiry.site.teams.get()
    Invitation.objects.create(team=team, email="x@site.example", invited_at=NOW)
    theirs = Invitation.objects.get()
    assert admin.post(f"{PEOPLE}{theirs.pk}/back/").status_code == 404


def test_an_old_invitation_is_named(sent):
    admin = person("administrator", sent)
    invite(admin, StaffRole.EDITOR)
    assert "the link is too old" not in admin.get(PEOPLE).content.decode()
    Invitation.objects.update(invited_at=timezone.now() - timedelta(days=8))
    assert "the link is too old" in admin.get(PEOPLE).content.decode()


@pytest.mark.parametrize("text", ["uni-kö", "Mara", "Team Köln"])
def test_somebody_is_found(sent, text):
    admin = person("administrator", sent)
    user = staff([sent.enquiry.site])
    user.first_name, user.email = "Mara", "mara@uni-köln.example"
    user.save()
    user.memberships.get().team.__class__.objects.update(name="Team Köln")
    other = get_user_model().objects.get(is_superuser=True)
    found = admin.get(PEOPLE, {"q": text}).content.decode()
    assert f'href="{PEOPLE}{user.pk}/"' in found
    assert f'href="{PEOPLE}{other.pk}/"' not in found
    assert (
        "Nobody here is called so." in admin.get(PEOPLE, {"q": "Zzz"}).content.decode()
    )


def test_no_team_invitation_gives_a_role(sent):
    """A coordinator's own form knows no other roles than the team's."""
    client = person("coordinator", sent)
    team = sent.enquiry.site.teams.get()
    form = {"email": "neu@portal.example", "role": "ADMINISTRATOR"}
    assert client.post(f"/staff/team/{team.pk}/invite/", form).status_code == 422
