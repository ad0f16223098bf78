"""What families are shown of each class: approved, in time, unaltered."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from portal.alarms.models import Alarm
from portal.lib.json_hash import hash_json
from tests import factories, texts
from tests.factories import NOW
from tests.texts import OTHER, TODAY, read_study
from trials.models import SelfCheckVersion, TextKind, TextVersion
from trials.models.gated.kinds import LEGAL_KINDS
from trials.texts.actions.publishing import withdraw_text
from trials.texts.actions.watching import STAGES, stage_of_end, watch_served_texts
from trials.texts.serving import served_on_page, served_version

pytestmark = pytest.mark.django_db
WORDS = "A study of rest."


@pytest.fixture(autouse=True)
def _closed(settings) -> None:
    """As in an installation: what is not approved is not shown."""
    settings.SERVE_UNAPPROVED = False


@pytest.fixture
def study():
    return factories.site_with_contact(study__registry_id="NCT90000001").study


def alter(model: type, column: str, pk: int) -> None:
    """Change bytes around the models, as by hand in the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET {column} = %s WHERE id = %s",  # noqa: S608
            ['{"title": "Another"}', pk],
        )


def test_a_study_text_is_shown_only_once_it_is_published(study):
    for make in (texts.drafted, texts.submitted, texts.approved):
        version = make(study)
        assert WORDS not in read_study(), make
        assert 'id="plain"' in read_study()
        withdraw_text(version=version, now=NOW, by=OTHER)
    texts.published(study)
    page = read_study()
    assert WORDS in page
    assert "Checked by Dr Example (fictional); ethics reference EC 2026/17" in page


def test_a_demonstration_shows_what_nobody_approved_and_says_so(study, settings):
    settings.SERVE_UNAPPROVED = True
    texts.drafted(study)
    page = read_study()
    assert WORDS in page
    assert "no doctor and no ethics committee has checked it yet" in page


def test_a_draft_is_shown_beside_nothing_that_is_published(study, settings):
    settings.SERVE_UNAPPROVED = True
    texts.published(study)
    texts.drafted(study, texts.study_body(texts.section("what", "What?", "New.")))
    assert WORDS in read_study()


@pytest.mark.parametrize(("days", "is_shown"), [(0, True), (1, False)])
def test_a_study_text_ends_with_its_last_day(study, days, is_shown):
    texts.published(study, valid_until=TODAY)
    day = TODAY + timedelta(days)
    assert bool(served_version("STUDY", "en", day, study)) is is_shown


def test_the_last_day_is_one_of_the_portals_zone(study, settings, time_machine_at):
    settings.TIME_ZONE = "Asia/Shanghai"
    texts.published(study, valid_until=date(2026, 11, 30))
    with time_machine_at("2026-11-30T15:59:00+00:00"):
        assert WORDS in read_study()
    with time_machine_at("2026-11-30T16:01:00+00:00"):
        assert WORDS not in read_study()


@pytest.fixture
def time_machine_at():
    return lambda moment: time_machine.travel(moment, tick=False)


def test_a_withdrawn_text_leaves_the_page(study):
    version = texts.published(study)
    assert WORDS in read_study()
    withdraw_text(version=version, now=NOW, by=OTHER)
    assert WORDS not in read_study()


@pytest.mark.parametrize("is_open", [True, False])
def test_a_byte_changed_in_the_database_is_not_shown_and_alarms(
    study, settings, is_open
):
    settings.SERVE_UNAPPROVED = is_open
    version = texts.published(study)
    alter(TextVersion, "body", version.pk)
    assert WORDS not in read_study()
    watch_served_texts(now=NOW, today=TODAY)
    assert Alarm.objects.standing().get(kind="texts").detail["altered"] == 1


def on_page(study) -> list[tuple[str, str]]:
    """Return a study's own words on its page, and who stands behind them."""
    texts_there = served_on_page(study, TODAY, "en").texts
    return [
        (one.sections[0].paragraphs[0].text, one.reviewer)
        for one in texts_there
        if one.kind == TextKind.STUDY
    ]


def test_a_row_that_was_read_before_is_read_anew_when_a_byte_of_it_changed(study):
    """What is kept of a row is kept of the whole row."""
    version = texts.published(study)
    row = TextVersion.objects.filter(pk=version.pk)
    usual = [(WORDS, "Dr Example (fictional)")]
    assert on_page(study) == usual == on_page(study)
    alter(TextVersion, "body", version.pk)
    assert on_page(study) == []
    QuerySet.update(row, body=version.body)
    assert on_page(study) == usual
    QuerySet.update(row, reviewer_name="Dr Other")
    assert on_page(study) == [(WORDS, "Dr Other")]
    QuerySet.update(row, sha256="0" * 64)
    assert on_page(study) == []
    QuerySet.update(row, sha256=version.sha256, state="APPROVED")
    assert on_page(study) == []


def selfcheck(study, **values) -> SelfCheckVersion:
    definition = {"format": "selfcheck/1"}
    review = {
        "clinician": "Dr Example",
        "language_reader": "N. N.",
        "ethics_reference": "EC 2",
        "approved_on": TODAY,
    }
    return SelfCheckVersion.objects.create(
        study=study,
        number="1.0.0",
        definition=definition,
        sha256=hash_json(definition),
        state="PUBLISHED",
        created_at=NOW,
        published_at=NOW,
        **{**review, **values},
    )


@pytest.mark.parametrize(
    ("values", "is_shown"),
    [
        ({}, True),
        ({"valid_until": TODAY + timedelta(400)}, True),
        ({"valid_until": TODAY - timedelta(400)}, False),
        ({"approved_on": None}, False),
    ],
)
def test_a_selfcheck_is_asked_only_while_it_is_approved(study, values, is_shown):
    selfcheck(study, **values)
    assert ("/self-check/" in read_study()) is is_shown
    if not is_shown:
        for language in ("", "/zh-hans"):
            path = f"{language}/trials/NCT90000001/self-check/"
            assert Client().get(path).status_code == 404


def test_an_altered_selfcheck_is_not_asked_and_alarms(study):
    version = selfcheck(study)
    alter(SelfCheckVersion, "definition", version.pk)
    assert "/self-check/" not in read_study()
    watch_served_texts(now=NOW, today=TODAY)
    assert Alarm.objects.standing().get(kind="texts").detail["altered"] == 1


@pytest.mark.parametrize("kind", LEGAL_KINDS)
def test_legal_words_stay_for_ever_and_alarm_when_over(kind):
    texts.published(kind=kind, valid_until=TODAY)
    late = TODAY + timedelta(3650)
    assert served_version(kind, "en", late)
    watch_served_texts(now=NOW, today=late)
    assert Alarm.objects.standing().get(kind="texts").detail["over"] == 1


@pytest.mark.parametrize(
    ("left", "stage"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)],
)
def test_the_stages_before_an_end(left, stage):
    assert stage_of_end(TODAY + timedelta(left), TODAY) == stage
    assert stage_of_end(None, TODAY) is None


def test_an_end_is_told_once_at_60_30_and_7_days(settings, sink):
    settings.ALARM_EMAIL = "watch@hospital.example"
    settings.ALARM_EMAIL_URL = f"smtp://127.0.0.1:{sink.port}"
    last = TODAY + timedelta(70)
    texts.published(kind=TextKind.PRIVACY, valid_until=last)
    for day in range(71):
        for _look in range(2):
            watch_served_texts(now=NOW, today=TODAY + timedelta(day))
    assert len(sink.mails) == len(STAGES)
    assert not Alarm.objects.standing().exists()


def test_an_end_that_nobody_heard_of_is_told_again(settings):
    settings.ALARM_EMAIL = settings.ALARM_WEBHOOK = ""
    version = texts.published(kind=TextKind.PRIVACY, valid_until=TODAY)
    watch_served_texts(now=NOW, today=TODAY)
    version.refresh_from_db()
    assert version.warned_days is None


def test_each_withdrawal_changes_the_key_of_caches(study):
    def key() -> str:
        return Client().get("/texts-version")["X-Texts"]

    version = texts.published(study)
    before = key()
    withdraw_text(version=version, now=NOW, by=OTHER)
    assert key() != before
