"""Links in mails come from PUBLIC_URL alone, whatever Host a request names."""

import ast
import re

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.test import Client
from django.utils import timezone

from contacts.models import OutgoingEmail, Purpose
from tests import factories
from tests.alerts import answered
from tests.architecture.test_imports import APPS, ROOT, sources
from tests.contacts.alerts.views.test_subscriptions import FORM as ALERTS_WANTED
from tests.contacts.enquiries.views.test_message import said as form_of_message
from tests.filled import filled

pytestmark = pytest.mark.django_db
PUBLIC = "https://trials.hospital.example"
# Django lets a port through that nobody chose.
STRANGE = "testserver:6666"
LINK = re.compile(r"https?://[^\s\"'<>)]+")


@pytest.fixture(autouse=True)
def _public_address(settings) -> None:
    settings.PUBLIC_URL = PUBLIC


@pytest.fixture
def stranger() -> Client:
    """A browser that says it asks another port."""
    return Client(headers={"host": STRANGE})


def words() -> str:
    """Return all that waits in the outbox, rendered or not."""
    return "\n".join(
        f"{mail.subject}\n{mail.body_text}\n{mail.body_html}"
        for mail in OutgoingEmail.objects.all()
    )


def check(*purposes: Purpose) -> None:
    """All of these mails were made, and every link of every mail is ours."""
    made = set(OutgoingEmail.objects.values_list("purpose", flat=True))
    assert made >= set(purposes)
    # A secret in a link may have the four digits in it.
    assert ":6666" not in words()
    assert "testserver" not in words()
    links = LINK.findall(words())
    assert links
    foreign = {one for one in links if not one.startswith(PUBLIC)}
    # The study's own record may be named beside it.
    assert {one for one in foreign if "clinicaltrials.gov" not in one} == set()


def test_a_new_password(stranger):
    user = factories.staff([])
    stranger.post("/staff/password/", {"email": user.email})
    check(Purpose.ACCOUNT)
    mail = OutgoingEmail.objects.get(purpose=Purpose.ACCOUNT)
    assert mail.subject.startswith("[Trial Portal] ")
    assert f"{PUBLIC}/staff/password/new/" in mail.body_text


def test_an_invitation(stranger):
    site = factories.site_with_contact()
    member = factories.staff([site])
    stranger.force_login(member)
    team = member.memberships.get().team
    who = {"email": "new@hospital.example", "role": "COORDINATOR"}
    stranger.post(f"/staff/team/{team.pk}/invite/", who)
    check(Purpose.INVITATION)


def test_a_message(stranger):
    site = factories.site_with_contact()
    path = f"/trials/{site.study.registry_id}/message/"
    assert stranger.post(path, form_of_message(site=site.key)).status_code == 303
    check(Purpose.ENQUIRY_TO_TEAM, Purpose.COPY_TO_SENDER)


def test_what_a_family_does_on_its_page(stranger):
    sent = factories.accepted()
    OutgoingEmail.objects.all().delete()
    where = f"/enquiries/{sent.token}/"
    assert stranger.post(f"{where}write/", {"message": "Hello?"}).status_code == 302
    form = filled(stranger.get(f"{where}contact/").content.decode())
    stranger.post(f"{where}contact/", {**form, "email": "new@families.example"})
    check(Purpose.MESSAGE_TO_TEAM, Purpose.ADDRESS_CHECK)
    stranger.post(f"{where}withdraw/")
    check(Purpose.NOTICE_TO_TEAM)


def test_an_answer_of_the_team(stranger):
    sent = factories.accepted()
    stranger.force_login(factories.staff([sent.enquiry.site]))
    form = {"text": "Please come on Tuesday.", "seen": sent.enquiry.revision}
    reference = sent.enquiry.reference
    answer = stranger.post(f"/staff/enquiries/{reference}/answer/", form)
    assert answer.status_code == 302
    check(Purpose.ANSWER_TO_FAMILY)


def test_alerts(stranger):
    assert stranger.post("/alerts/", ALERTS_WANTED).status_code == 303
    answered(timezone.now())
    check(Purpose.CONFIRM_ALERTS)


@pytest.mark.parametrize(
    "prefix",
    ["password_changed", "password_reset", "password_set", "email_changed"],
)
def test_whatever_the_library_writes_of_an_account(rf, settings, prefix):
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    asked = rf.get("/staff/", headers={"host": STRANGE})
    asked.user = user = factories.staff([])
    with context.request_context(asked):
        adapter = get_adapter(asked)
        adapter.send_notification_mail(f"account/email/{prefix}", user)
    assert "6666" not in words()
    assert "trials.hospital.example" in words()


def names(tree: ast.AST) -> set[str]:
    return {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.Name)
    }


def test_nothing_of_ours_asks_a_request_where_it_is():
    asking = {"build_absolute_uri", "get_current_site", "get_host"}
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for app in APPS
        for path in sources(app)
        for name in names(ast.parse(path.read_text(encoding="utf-8"))) & asking
    }
    # Whether a form was sent from a page of this very host: nothing is written of it.
    assert found == {"portal/lib/origin.py: get_host"}
