"""Staff write a self-check with forms, try it, have it reviewed, publish it."""

from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils.html import strip_tags

from tests import factories
from tests.filled import filled
from tests.trials.pages.views.test_selfchecks import version
from trials.models import SelfCheckVersion, TextState

__all__ = ["version"]
pytestmark = pytest.mark.django_db
HERE = "/staff/self-checks/NCT07233642/"
REVIEW = {
    "clinician": "Dr Example",
    "reader-en": "Reader Example",
    "reader-zh-hans": "读者",
    "ethics-en": "EC-1",
    "ethics-zh-hans": "EC-1-ZH",
    "approved_on": "2026-11-01",
}


@pytest.fixture
def author() -> Client:
    """Somebody who may write self-checks."""
    user = get_user_model().objects.create_user("author@portal.example")
    factories.add_second_factor(user)
    user.user_permissions.add(
        Permission.objects.get(codename="change_selfcheckversion")
    )
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def draft(author, version) -> SelfCheckVersion:
    """A copy of the published version, to be changed."""
    author.post(f"{HERE}begin/", {"copy": "1.0.0"})
    return SelfCheckVersion.objects.get(number="1.0.1")


def page(author: Client, path: str) -> str:
    answer = author.get(HERE + path)
    assert answer.status_code == 200
    return answer.content.decode()


def in_words(html: str) -> str:
    """Return what a page says, without its elements and with single blanks."""
    return " ".join(unescape(strip_tags(html)).split()).replace(" :", ":")


def test_whoever_may_not_write_is_refused(version):
    other = Client()
    other.force_login(factories.staff([]))
    for path in ("", "1.0.0/", "1.0.0/try/", "1.0.0/fhir.json", "1.0.0/words/"):
        assert other.get(HERE + path).status_code == 403
    assert other.post(f"{HERE}1.0.0/shelve/", {"wish": "retire"}).status_code == 403
    version.refresh_from_db()
    assert version.state == TextState.PUBLISHED


def test_criteria_stand_beside_questions(author, version):
    text = page(author, "1.0.0/")
    assert "CAR-T before" in text
    assert "Received CAR-T treatment (except for" in text
    assert "Have {you} ever had CAR-T cells before?" in text
    assert "A reading of an ECG needs a clinician." in text


def test_a_published_version_cannot_be_changed(author, version):
    before = version.sha256
    for path in ("words/", "rule/E8/", "question/age/", "group/g-person/", "line/"):
        if path == "line/":
            assert author.post(f"{HERE}1.0.0/{path}", {}).status_code == 404
            continue
        assert author.get(f"{HERE}1.0.0/{path}").status_code == 404
        assert author.post(f"{HERE}1.0.0/{path}", {}).status_code == 404
    version.refresh_from_db()
    assert version.sha256 == before


def test_a_criterion_is_edited_with_a_table(author, draft):
    text = page(author, "1.0.1/rule/E8/")
    for option in ("part-0-option-yes", "part-0-option-no", "part-0-option-unsure"):
        assert f'name="{option}"' in text
    data = filled(text)
    assert data["part-0-option-yes"] == "fails"
    assert data["part-0-option-no"] == "fits"
    assert data["part-0-option-unsure"] == "cannot_tell"
    data |= {"part-0-option-no": "cannot_tell", "unknown": "none", "exception": "on"}
    assert author.post(f"{HERE}1.0.1/rule/E8/", data).status_code == 302
    draft.refresh_from_db()
    changed = next(c for c in draft.definition["criteria"] if c["id"] == "E8")
    assert changed["rule"] == {
        "op": "answer",
        "item": "cart",
        "true": ["yes"],
        "false": [],
    }
    assert changed["effects"]["unknown"] == "none"
    assert {r["state"] for r in changed["reasons"]} == {
        "meets",
        "does_not_meet",
        "unknown",
    }


def test_an_exception_is_never_probably_not(author, draft):
    data = filled(page(author, "1.0.1/rule/E8/"))
    data |= {"exception": "on", "does_not_meet": "stop"}
    answer = author.post(f"{HERE}1.0.1/rule/E8/", data)
    assert "it is never “probably not”" in answer.content.decode()
    assert (
        '<option value="stop"'
        not in (
            page(author, "1.0.1/rule/E8/")
            .partition('name="unknown"')[2]
            .partition("</s")[0]
        )
    )


def test_a_criterion_goes_to_the_team_only_with_a_reason(author, draft):
    data = {**filled(page(author, "1.0.1/rule/E9/")), "mode": "team_check"}
    refused = author.post(f"{HERE}1.0.1/rule/E9/", {**data, "team_why": ""})
    assert "Say why the team checks it." in refused.content.decode()
    author.post(f"{HERE}1.0.1/rule/E9/", {**data, "team_why": "Needs a scan."})
    draft.refresh_from_db()
    changed = next(c for c in draft.definition["criteria"] if c["id"] == "E9")
    assert (changed["mode"], changed["teamWhy"]) == ("team_check", "Needs a scan.")
    assert [r["state"] for r in changed["reasons"]] == ["team_check"]


def test_a_number_is_compared_with_its_unit(author, draft):
    data = filled(page(author, "1.0.1/rule/I4c/"))
    assert (data["part-0-comparison"], data["part-0-unit"]) == (
        ">=",
        "mL/min/{1.73_m2}",
    )
    author.post(f"{HERE}1.0.1/rule/I4c/", {**data, "part-0-value": "45"})
    draft.refresh_from_db()
    changed = next(c for c in draft.definition["criteria"] if c["id"] == "I4c")
    assert changed["rule"]["value"] == 45


def test_a_joined_rule_is_kept(author, draft):
    text = page(author, "1.0.1/rule/I2d/")
    assert "in a way that no table can show" in text
    before = next(c for c in draft.definition["criteria"] if c["id"] == "I2d")
    author.post(f"{HERE}1.0.1/rule/I2d/", filled(text))
    draft.refresh_from_db()
    after = next(c for c in draft.definition["criteria"] if c["id"] == "I2d")
    assert after["rule"] == before["rule"]


def test_several_questions_of_one_line_are_joined(author, draft):
    data = filled(page(author, "1.0.1/rule/E5b/"))
    assert data["join"] == "any"
    assert (data["part-0-item"], data["part-1-item"]) == ("transplant", "gvhd")
    assert data["part-0-option-no"] == "fits"
    assert data["part-1-option-yes"] == "fails"
    before = next(c for c in draft.definition["criteria"] if c["id"] == "E5b")
    author.post(f"{HERE}1.0.1/rule/E5b/", data)
    draft.refresh_from_db()
    after = next(c for c in draft.definition["criteria"] if c["id"] == "E5b")
    assert after["rule"] == before["rule"]


def test_several_ticks_that_count_are_all_kept(author, draft):
    data = filled(page(author, "1.0.1/rule/E4/"))
    assert data["part-0-option-infection"] == "fails"
    data["part-0-option-dialysis"] = "fails"
    author.post(f"{HERE}1.0.1/rule/E4/", data)
    draft.refresh_from_db()
    changed = next(c for c in draft.definition["criteria"] if c["id"] == "E4")
    assert [arg["code"] for arg in changed["rule"]["args"]] == ["infection", "dialysis"]
    again = filled(page(author, "1.0.1/rule/E4/"))
    assert again["part-0-option-dialysis"] == "fails"
