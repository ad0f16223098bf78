"""Notes whose text has changed: old and new are shown, only the owner moves them."""

import html
import re

import pytest
from django.test import Client

from tests import notebooks
from tests.notebooks import CRITERIA, written
from trials.models import EligibilityCriterion, Study

pytestmark = pytest.mark.django_db
NEW = "Adults of 21 years or older"


@pytest.fixture(autouse=True)
def study() -> Study:
    """A study to make notes on."""
    return notebooks.study()


def update(study: Study, old: str, **values: object) -> None:
    """Change a criterion as an import does."""
    EligibilityCriterion.objects.filter(text=old).update(**values)
    Study.objects.filter(pk=study.pk).update(revision=study.revision + 1)
    study.refresh_from_db()


def listed(client: Client) -> str:
    """Return the words of the list of notes, in one line."""
    page = html.unescape(client.get("/notes/").content.decode())
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def move_form(client: Client) -> dict[str, str]:
    """Return what the button to move a note sends."""
    page = client.get("/notes/").content.decode()
    form = re.search(r'(?s)<form[^>]*/move/">(.*?)</form>', page)[1]
    return dict(re.findall('name="([a-z]+)" value="([^"]*)"', form))


def test_old_and_new_are_shown_and_the_owner_moves_the_note(client: Client, study):
    note = written(client, at="1")
    update(study, CRITERIA[0], text=NEW)
    page = listed(client)
    assert "The text has changed since you noted this." in page
    assert f"It was: {CRITERIA[0]}" in page
    assert f"What stands there now: {NEW}" in page
    assert "It stood under" not in page
    assert client.get("/notes/on/NCT90000001/").json() == {"notes": [], "changed": 1}
    client.post(f"/notes/{note.key}/move/", move_form(client))
    note.refresh_from_db()
    assert note.exact == NEW
    assert "The text has changed" not in listed(client)


def test_of_a_few_words_the_whole_sentence_is_shown(client: Client, study):
    written(client, at="2", words="4 weeks")
    update(study, CRITERIA[1], text="No live vaccine within 6 weeks")
    page = listed(client)
    assert "It was: No live vaccine within 4 weeks" in page
    assert "What stands there now: No live vaccine within 6 weeks" in page


def test_a_criterion_in_the_other_list_is_named_so(client: Client, study):
    note = written(client, at="2")
    update(study, CRITERIA[1], kind="EXCLUSION")
    assert (
        "It stood under “Inclusion criteria”. What is like it stands under “Exclusion "
        "criteria” now, and may mean something else there."
    ) in listed(client)
    client.post(f"/notes/{note.key}/move/", move_form(client))
    note.refresh_from_db()
    assert (note.part, note.exact) == ("exclusion", CRITERIA[1])


def test_under_a_heading_inside_one_text_it_is_named_too(client: Client, study):
    lines = ["Inclusion Criteria:", "* Pregnant women", "", "Exclusion Criteria:"]
    rest = ["* Heart failure", "* Kidney failure"]
    Study.objects.update(is_eligibility_split=False)
    EligibilityCriterion.objects.all().delete()

    def record(*text: str) -> None:
        Study.objects.update(eligibility_text="\n".join(text))
        update(study, "")

    record(*lines[:2], *lines[2:], "", *rest)
    at = next(
        n
        for n in range(60)
        if "Pregnant women"
        in client.get(f"/notes/new/?study=NCT90000001&at={n}").content.decode()
    )
    note = written(client, at=str(at))
    assert note.heading == "Inclusion Criteria:"
    record(lines[0], "* Adults", *lines[2:], "", "* Pregnant women", *rest)
    assert client.get("/notes/on/NCT90000001/").json() == {"notes": [], "changed": 1}
    assert (
        "It stood under “Criteria › Inclusion Criteria:”. What is like it stands under "
        "“Criteria › Exclusion Criteria:” now"
    ) in listed(client)


def test_only_what_was_seen_is_taken(client: Client, study):
    """The record changed once more between the list and the press of the button."""
    note = written(client, at="1")
    update(study, CRITERIA[0], text=NEW)
    said = move_form(client)
    update(study, NEW, text="Adults of 22 years or older")
    for form in (said, {}, {**said, "end": "100000"}, {**said, "seen": ""}):
        client.post(f"/notes/{note.key}/move/", form)
        note.refresh_from_db()
        assert note.exact == CRITERIA[0]
    assert "Adults of 22 years" in listed(client)
