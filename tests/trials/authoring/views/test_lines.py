"""The protocol's lines: pasted, numbered, divided, added, left to the team."""

import pytest

from tests.filled import filled
from tests.trials.authoring.views.test_authoring import HERE, author, draft, page
from tests.trials.pages.views.test_selfchecks import version
from trials.models import EligibilityCriterion, SelfCheckVersion

__all__ = ["author", "draft", "version"]
pytestmark = pytest.mark.django_db
PASTED = """Inclusion criteria:
1. Aged 5 years or older
2. Organ function:
   * LVEF of at least 55 percent
   * ALT below 3 x ULN
3. Signed informed consent

Exclusion criteria:
* HIV antibody positive
* Pregnancy or a live vaccine within 4 weeks
"""


@pytest.fixture
def pasted(author, version) -> SelfCheckVersion:
    """A draft that began with pasted criteria."""
    assert author.post(f"{HERE}paste/", {"criteria": PASTED}).status_code == 302
    return SelfCheckVersion.objects.get(number="1.0.1")


def lines(draft: SelfCheckVersion) -> dict[str, str]:
    draft.refresh_from_db()
    return {one["id"]: one["source"] for one in draft.definition["criteria"]}


def test_pasted_criteria_become_numbered_lines(pasted):
    assert lines(pasted) == {
        "I1": "Aged 5 years or older",
        "I2": "Organ function:",
        "I2a": "LVEF of at least 55 percent",
        "I2b": "ALT below 3 x ULN",
        "I3": "Signed informed consent",
        "E1": "HIV antibody positive",
        "E2": "Pregnancy or a live vaccine within 4 weeks",
    }


def test_a_text_without_both_sides_is_kept_and_refused(author, version):
    answer = author.post(f"{HERE}paste/", {"criteria": "Only words"})
    assert "on lines of their" in answer.content.decode()
    assert filled(answer.content.decode())["criteria"].strip() == "Only words"
    assert SelfCheckVersion.objects.count() == 1


def test_nested_lines_of_the_record_are_kept(author, version):
    above = EligibilityCriterion.objects.create(
        study=version.study, kind="INCLUSION", position=0, text="Organ function:"
    )
    EligibilityCriterion.objects.create(
        study=version.study,
        kind="INCLUSION",
        position=1,
        text="SpO2 at least 92%",
        parent=above,
        depth=1,
    )
    author.post(f"{HERE}begin/")
    fresh = SelfCheckVersion.objects.get(number="1.0.1")
    assert lines(fresh) == {"I1": "Organ function:", "I1a": "SpO2 at least 92%"}


def test_a_line_is_divided_without_losing_a_word(author, pasted):
    path = f"{HERE}1.0.1/rule/E2/split/"
    for wrong in ("Pregnancy or a live vaccine", "Pregnancy\nor a vaccine"):
        assert author.post(path, {"parts": wrong}).status_code == 200
    assert len(lines(pasted)) == 7
    author.post(path, {"parts": "Pregnancy or\na live vaccine within 4 weeks"})
    found = lines(pasted)
    assert found["E2"] == "Pregnancy or"
    assert found["E2b"] == "a live vaccine within 4 weeks"


def test_lines_are_added_and_taken_out(author, pasted):
    author.post(f"{HERE}1.0.1/line/", {"kind": "inclusion", "words": "A new line"})
    assert list(lines(pasted))[5] == "I4"
    author.post(f"{HERE}1.0.1/rule/I2/remove/")
    assert "I2" not in lines(pasted)
    assert "I2a" in lines(pasted)
    short = author.post(f"{HERE}1.0.1/line/", {"kind": "inclusion", "words": ""})
    assert short.status_code == 422


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("I2b", "the laboratory&#x27;s own limits"),
        ("I3", "Consent is given in person"),
        ("E1", "Private and easily misread."),
    ],
)
def test_some_lines_are_suggested_to_the_team_with_the_reason(
    author, pasted, name, words
):
    text = page(author, f"1.0.1/rule/{name}/")
    assert words in text
    assert "suggested: the team checks" in page(author, "1.0.1/")
    author.post(f"{HERE}1.0.1/rule/{name}/", filled(text))
    pasted.refresh_from_db()
    one = next(c for c in pasted.definition["criteria"] if c["id"] == name)
    assert one["teamWhy"] not in {"", "Not asked yet."}


def test_a_line_that_families_can_tell_is_not_suggested(author, pasted):
    text = page(author, "1.0.1/rule/I1/")
    assert "Suggestion:" not in text
    assert author.post(f"{HERE}1.0.1/rule/I1/", filled(text)).status_code == 422
