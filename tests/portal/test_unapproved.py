"""An installation that shows what nobody approved is told so."""

import pytest

from portal.starting.door_checks import words_approved


@pytest.mark.parametrize(
    ("is_debug", "serves", "count"),
    [(False, True, 1), (False, False, 0), (True, True, 0)],
)
def test_check_deploy_warns_of_unapproved_words(settings, is_debug, serves, count):
    settings.DEBUG, settings.SERVE_UNAPPROVED = is_debug, serves
    assert [one.id for one in words_approved()] == ["portal.W006"] * count
