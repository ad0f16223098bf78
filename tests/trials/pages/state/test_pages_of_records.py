"""The pages of sixty real records as families open them: what time has made untrue."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from tests.records import SIXTY
from trials.freshness.calendar import last_day
from trials.freshness.tones import OVER_STATES, RANKS, Tone
from trials.importing.actions.copies import Copy
from trials.importing.actions.studies import import_study
from trials.models import Study
from trials.registry.clinicaltrials.files import read_studies
from trials.registry.clinicaltrials.source import SOURCE

pytestmark = [pytest.mark.django_db, pytest.mark.long]
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TODAY = date(2026, 11, 28)


@pytest.fixture
def studies() -> list[Study]:
    """The sixty, imported from their files today."""
    return [
        import_study(
            SOURCE.parse_study(raw),
            now=NOW,
            publishes=True,
            copy=Copy(SOURCE.copied_on(raw)),
        ).study
        for _where, raw in read_studies(SIXTY)
    ]


def words_of(client: Client, path: str) -> str:
    """Return what stands on a page, without its marks."""
    page = client.get(path).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@time_machine.travel(NOW, tick=False)
def test_no_page_says_what_time_has_made_untrue(client, studies):
    for study in studies:
        words = words_of(client, f"/trials/{study.registry_id}/")
        end = last_day(study.completion_date)
        if end and end < TODAY:
            assert "people now" not in words, study.registry_id
        if study.overall_status in OVER_STATES:
            assert "The study is over." in words
            assert "Expected to end" not in words, study.registry_id
            assert "Planned end" not in words, study.registry_id
            assert "Send a message" not in words, study.registry_id
        assert "Last checked by us" not in words
        assert "Not yet: it came from a file." in words, study.registry_id
        assert not re.search(r"Copied from the registry on Nov\S* 28, 2026", words)


@time_machine.travel(NOW, tick=False)
def test_lists_of_them_begin_with_the_surest(client, studies):
    answer = client.get("/trials/?status=all")
    tones = [study.tone for study in answer.context["found"].studies]
    assert [RANKS[tone] for tone in tones] == sorted(RANKS[tone] for tone in tones)
    assert Tone.PROBABLY_OVER in tones
