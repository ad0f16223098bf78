"""Times on pages."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format

from trials.pages.facts import registry_date


def rendered(time):
    return Template("{{ time|moment }}").render(Context({"time": time}))


def test_a_time_says_its_zone_and_can_be_read_by_scripts():
    page = rendered(datetime(2026, 11, 24, 17, 5, tzinfo=UTC))
    assert page.startswith('<time datetime="2026-11-24T17:05:00+00:00">')
    assert page.endswith(" UTC</time>")
    assert "November 24, 2026 at 5:05 p.m." in page


def test_a_time_of_another_zone_is_said_in_utc():
    tokyo = timezone(timedelta(hours=9))
    assert "T17:05:00+00:00" in rendered(datetime(2026, 11, 25, 2, 5, tzinfo=tokyo))


def test_no_time_says_nothing():
    assert rendered(None) == ""


def test_a_row_that_is_not_there_says_nothing():
    template = Template("{{ row.run_at|moment|default:'never' }}")
    assert template.render(Context({"row": {}})) == "never"


@pytest.mark.parametrize("code", ["en", "es", "zh-hans", "zh-hant", "ar"])
def test_a_day_has_one_form_in_a_language(code):
    """As registry dates, which CLDR writes, so are those of templates and mails."""
    with translation.override(code):
        day = registry_date("2026-12-03", code)
        assert date_format(date(2026, 12, 3)) == day
        moment = datetime(2026, 12, 3, 15, 56, tzinfo=UTC)
        assert date_format(moment, "DATETIME_FORMAT").startswith(day)
