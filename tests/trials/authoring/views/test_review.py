"""Publishing needs a whole review; nothing goes round it, nothing published changes."""

import json
import logging

import pytest
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.test import Client

from tests import factories
from tests.trials.authoring.views.test_authoring import (
    HERE,
    REVIEW,
    author,
    draft,
    in_words,
    page,
)
from tests.trials.authoring.views.test_protocol_and_files import upload
from tests.trials.pages.views.test_selfchecks import CHECK, version, walk
from tests.trials.selfcheck.founding import DEFINITION, case, worked_examples
from trials.authoring.actions.drafting import draft_selfcheck
from trials.authoring.actions.publishing import NotReadyError
from trials.authoring.actions.restoring import roll_back
from trials.models import (
    EligibilityCriterion,
    FrozenVersionError,
    SelfCheckVersion,
    TextState,
)

__all__ = ["author", "draft", "version"]
pytestmark = pytest.mark.django_db


def publish(_author: Client, one: SelfCheckVersion, **changes: str):
    """Let another person than the author publish."""
    client = Client()
    client.force_login(second())
    return publish_by(client, one, **changes)


def publish_by(client: Client, one: SelfCheckVersion, **changes: str):
    data = {**REVIEW, "revision": one.sha256, **changes}
    return client.post(f"{HERE}{one.number}/publish/", data)


def second():
    """Return the second person, who may publish what others wrote."""
    users = get_user_model().objects
    known = users.filter(username="second@portal.example").first()
    if known is None:
        known = users.create_superuser("second@portal.example")
        factories.add_second_factor(known)
    return known


def test_an_author_alone_cannot_publish(author, draft):
    person = get_user_model().objects.get(username="author@portal.example")
    by = f"user:{person.pk}"
    SelfCheckVersion.objects.filter(pk=draft.pk).update(author=by)
    answer = publish_by(author, draft)
    assert answer.status_code == 422
    assert "Whoever wrote in it last cannot publish it" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == TextState.DRAFT


def test_without_a_whole_review_nothing_is_published(author, draft):
    for name in (*REVIEW, "revision"):
        assert publish(author, draft, **{name: ""}).status_code == 422
    draft.refresh_from_db()
    assert draft.state == TextState.DRAFT


def test_a_refused_review_keeps_what_was_typed(author, draft):
    text = publish(author, draft, clinician="").content.decode()
    assert 'value="EC-1-ZH"' in text
    assert "This field is required." in text


def test_what_was_changed_after_the_review_is_not_published(author, draft):
    seen = draft.sha256
    definition = {**draft.definition, "authorNotes": []}
    SelfCheckVersion.objects.filter(pk=draft.pk).update(
        definition=definition, sha256="0" * 64
    )
    answer = publish(author, draft, revision=seen)
    assert "was changed after this page was opened" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == TextState.DRAFT


def test_publishing_records_who_and_puts_the_old_one_away(
    author, draft, version, client
):
    publish(author, draft)
    draft.refresh_from_db()
    version.refresh_from_db()
    assert (draft.state, version.state) == ("PUBLISHED", "WITHDRAWN")
    assert draft.published_by == version.retired_by != ""
    assert "读者" in page(author, "1.0.1/")
    assert "Nobody has reviewed this version" in page(author, "1.0.0/")
    assert draft.readings["zh-hans"] == {"reader": "读者", "ethics": "EC-1-ZH"}
    start = client.get(CHECK).content.decode()
    assert "Checked by Dr Example; ethics reference EC-1" in start
    assert client.get(walk(client, case("C01"))).status_code == 200


def test_only_what_was_approved_and_published_comes_back(
    author, draft, version, client
):
    publish(author, draft)
    author.post(f"{HERE}begin/", {"copy": "1.0.1"})
    third = SelfCheckVersion.objects.get(number="1.0.2")
    publish(author, third)
    assert "Publish again" in page(author, "")
    refused = author.post(f"{HERE}1.0.0/shelve/", {"wish": "roll_back"}, follow=True)
    assert "Only what was approved and published" in refused.content.decode()
    assert SelfCheckVersion.objects.published().get() == third
    author.post(f"{HERE}1.0.1/shelve/", {"wish": "roll_back"})
    fresh = SelfCheckVersion.objects.published().get()
    assert (fresh.number, fresh.clinician) == ("1.0.3", "Dr Example")
    assert fresh.readings == draft_readings(draft)
    author.post(f"{HERE}1.0.3/shelve/", {"wish": "retire"})
    assert client.get(CHECK).status_code == 410


def draft_readings(draft: SelfCheckVersion) -> dict:
    draft.refresh_from_db()
    return draft.readings


def test_a_draft_cannot_be_put_away_to_come_back_unreviewed(author, draft, version):
    author.post(f"{HERE}1.0.1/shelve/", {"wish": "retire"})
    draft.refresh_from_db()
    assert draft.state == TextState.DRAFT
    with pytest.raises(NotReadyError):
        roll_back(version=draft, now=factories.NOW, by="test")
    assert SelfCheckVersion.objects.published().get() == version


def test_publishing_needs_an_example_for_each_outcome_that_can_come(author, version):
    bare = draft_selfcheck(
        study=version.study, definition=DEFINITION, now=factories.NOW, by="test"
    )
    worked_examples(bare, ("C01", "C11"))
    assert publish(author, bare).status_code == 422
    text = in_words(page(author, f"{bare.number}/"))
    ready = text.partition("Is it ready?")[2].partition("Review and publish")[0]
    assert "comes to this outcome yet. This study may not fit right now. The" in ready
    assert "You can talk to the study team" not in ready
    worked_examples(bare, ("C10",))
    assert publish(author, bare).status_code == 302


def test_not_asked_yet_is_no_reason(author, draft):
    definition = {**draft.definition}
    first, *rest = definition["criteria"]
    first = {k: first[k] for k in ("id", "kind", "source", "label")}
    first |= {"mode": "team_check", "teamWhy": "Not asked yet."}
    first["reasons"] = [
        {"state": "team_check", "code": "I1.team", "text": first["label"]}
    ]
    definition["criteria"] = [first, *rest]
    draft.definition, draft.sha256 = definition, "0" * 64
    draft.save()
    text = in_words(publish(author, draft).content.decode())
    assert "Nobody has decided yet whether the family is asked. I1 " in text


def test_what_visitors_saw_is_never_saved_over(version):
    version.definition = {**version.definition, "id": "other"}
    with pytest.raises(FrozenVersionError):
        version.save()
    version.refresh_from_db()
    version.state = TextState.DRAFT
    with pytest.raises(FrozenVersionError):
        version.save()
    for changes in ({"definition": {}}, {"sha256": ""}, {"state": "DRAFT"}):
        with pytest.raises(FrozenVersionError):
            SelfCheckVersion.objects.filter(pk=version.pk).update(**changes)
    version.refresh_from_db()
    version.clinician = "Dr Example"
    version.save()
    assert version.is_whole


def test_a_changed_byte_is_not_served_and_is_logged(client, version, caplog):
    assert client.get(CHECK).status_code == 200
    # Round every guard of ours, as a hand on the database would.
    rows = QuerySet(SelfCheckVersion).filter(pk=version.pk)
    assert rows.update(definition={**version.definition, "id": "other"}) == 1
    with caplog.at_level(logging.ERROR):
        assert client.get(CHECK).status_code == 404
        assert client.get(f"{CHECK}q/1/").status_code == 404
    assert "is not what was published" in caplog.text


def test_what_an_import_could_not_read_has_to_be_settled(author, version):
    EligibilityCriterion.objects.create(
        study=version.study, kind="INCLUSION", position=0, text="Adults"
    )
    group = {"linkId": "G", "type": "group", "text": "Children", "repeats": True}
    group["item"] = [{"linkId": "Q1", "type": "boolean", "text": "Any?"}]
    other = {"linkId": "Q2", "type": "boolean", "text": "Do you smoke?"}
    form = {"resourceType": "Questionnaire", "item": [group, other]}
    author.post(HERE, {"file": upload("form.json", json.dumps(form).encode())})
    fresh = SelfCheckVersion.objects.get(number="1.0.1")
    text = page(author, "1.0.1/")
    words = "Question G: A group that repeats cannot be asked here."
    assert words in text
    assert publish(author, fresh).status_code == 422
    author.post(f"{HERE}1.0.1/note/0/")
    assert words not in page(author, "1.0.1/")


def test_a_copy_keeps_what_is_still_to_be_settled(author, draft):
    draft.open_notes = [{"code": "repeating_group", "where": "G"}]
    draft.save()
    author.post(f"{HERE}begin/", {"copy": "1.0.1"})
    fresh = SelfCheckVersion.objects.get(number="1.0.2")
    assert fresh.open_notes == draft.open_notes
    assert publish(author, fresh).status_code == 422
