"""Whose prepared answers are whose; one answer has one text in a language."""

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction

from contacts.console.models import ReplyTemplate
from contacts.models import Team
from tests.factories import StudySite, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _none_yet():
    ReplyTemplate.objects.all().delete()


def written(team: Team | None, key: str = "thanks", language: str = "en"):
    return ReplyTemplate.objects.create(
        team=team, key=key, language=language, title=key, body="…"
    )


def test_a_team_uses_the_common_ones_and_changes_its_own():
    user, other = staff([StudySite()]), staff([StudySite()])
    own = written(user.memberships.get().team)
    written(other.memberships.get().team)
    common = written(None)
    assert set(ReplyTemplate.objects.usable_by(user)) == {own, common}
    assert list(ReplyTemplate.objects.editable_by(user)) == [own]


def test_an_editor_changes_the_common_ones_and_no_teams():
    editor = staff([])
    editor.memberships.all().delete()
    may = Permission.objects.get(codename="change_replytemplate")
    editor.user_permissions.add(may)
    common = written(None)
    written(staff([StudySite()]).memberships.get().team)
    assert list(ReplyTemplate.objects.editable_by(editor)) == [common]


@pytest.mark.parametrize("is_common", [True, False])
def test_an_answer_has_one_text_in_a_language(is_common: bool):
    team = None if is_common else Team.objects.create(name="A team")
    first = written(team)
    chinese = written(team, language="zh-hans")
    with pytest.raises(IntegrityError), transaction.atomic():
        written(team)
    assert set(ReplyTemplate.objects.one(team, "thanks")) == {first, chinese}
