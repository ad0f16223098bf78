"""What staff fill in: limits of days, endings that need an answer, placeholders."""

from datetime import date, timedelta

import pytest

from contacts.console.filling import fill_placeholders, prepare_answers
from contacts.console.forms.closing import CloseForm
from contacts.console.forms.handling import SnoozeForm
from contacts.console.forms.prepared_answers import (
    NewPreparedAnswerForm,
    PreparedAnswerForm,
)
from contacts.console.models import ReplyTemplate
from contacts.inbox.forms.looking import InboxForm
from contacts.models import Enquiry
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def enquiry() -> Enquiry:
    return accepted().enquiry


def snooze(enquiry: Enquiry, day: date) -> SnoozeForm:
    return SnoozeForm({"until": day.isoformat()}, enquiry=enquiry, now=NOW)


def test_an_enquiry_is_put_off_to_a_day_to_come_and_not_past_its_promise(enquiry):
    due = enquiry.answer_due_on
    assert not snooze(enquiry, NOW.date()).is_valid()
    assert snooze(enquiry, due).is_valid()
    assert not snooze(enquiry, due + timedelta(days=1)).is_valid()
    enquiry.state = "ANSWERED"
    assert snooze(enquiry, NOW.date() + timedelta(days=180)).is_valid()
    assert not snooze(enquiry, NOW.date() + timedelta(days=181)).is_valid()


def ends(enquiry: Enquiry, outcome: str = "INFORMED") -> bool:
    return CloseForm({"outcome": outcome, "seen": 0}, enquiry=enquiry).is_valid()


def test_nobody_is_left_without_an_answer(enquiry):
    assert not ends(enquiry)
    assert ends(enquiry, "MISDIRECTED")
    enquiry.first_answered_at = NOW
    assert not ends(enquiry)
    enquiry.state = "ANSWERED"
    assert ends(enquiry)
    # The family's own word, and what only time says.
    assert not ends(enquiry, "WITHDRAWN")
    assert not ends(enquiry, "NO_REPLY")


def test_what_cannot_be_read_in_the_address_counts_as_not_said():
    asked = InboxForm({"show": "nonsense", "team": "x", "q": "a"}, teams=[]).asked()
    assert asked == {"show": "waiting", "q": "a", "team": ""}


def words(**values: str) -> dict[str, str]:
    empty = ("title_en", "body_en", "title_zh-hans", "body_zh-hans")
    return {**dict.fromkeys(empty, ""), **values}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"title_en": "Hours", "body_en": "Dear {first_name}"}, None),
        ({}, "__all__"),
        ({"title_en": "Hours"}, "body_en"),
        ({"body_en": "Dear"}, "title_en"),
        ({"title_en": "Hours", "body_en": "Dear {surname}"}, "body_en"),
        ({"title_en": "Hours", "body_en": "Dear {}"}, "body_en"),
    ],
)
def test_a_prepared_answer_is_whole_in_one_language_and_can_be_filled(typed, wrong):
    form = PreparedAnswerForm(words(**typed))
    assert form.is_valid() is (wrong is None)
    assert wrong is None or wrong in form.errors


def test_an_answer_for_every_team_is_its_editors_alone(enquiry):
    user = staff([enquiry.site])
    team = user.memberships.get().team
    said = words(title_en="Hours", body_en="From nine.", team="")
    form = NewPreparedAnswerForm(said, teams=[team], may_all=False)
    assert "team" in form.errors
    form = NewPreparedAnswerForm(said, teams=[team], may_all=True)
    assert form.is_valid()
    assert form.chosen_team() is None


def test_only_known_braces_are_filled():
    values = dict.fromkeys(("reference", "site", "study", "my_name"), "x")
    filled = fill_placeholders("{first_name}, {other} {", {**values, "first_name": "L"})
    assert filled == "L, {other} {"


def test_an_answer_goes_in_the_familys_language_beside_the_staffs_own(enquiry):
    for language, body in (("en", "Dear {first_name}"), ("zh-hans", "{first_name}，")):
        ReplyTemplate.objects.create(
            key="hello", language=language, title=language, body=body
        )
    enquiry.language = "zh-hans"
    (one,) = prepare_answers(ReplyTemplate.objects.all(), enquiry, "Mia", "en")
    assert (one.text, one.original) == ("Lena Fischer，", "Dear Lena Fischer")
    assert one.is_translated
    enquiry.language = "de"
    (one,) = prepare_answers(ReplyTemplate.objects.all(), enquiry, "Mia", "en")
    assert (one.text, one.is_translated) == ("Dear Lena", False)


def test_a_team_uses_the_common_answers_and_changes_its_own(enquiry):
    user, other = staff([enquiry.site]), staff([])
    rows = {
        name: ReplyTemplate.objects.create(
            key=name, language="en", title=name, body=name, team=team
        )
        for name, team in (
            ("common", None),
            ("mine", user.memberships.get().team),
            ("theirs", other.memberships.get().team),
        )
    }
    usable = set(ReplyTemplate.objects.usable_by(user))
    assert usable == {rows["common"], rows["mine"]}
    assert list(ReplyTemplate.objects.editable_by(user)) == [rows["mine"]]
