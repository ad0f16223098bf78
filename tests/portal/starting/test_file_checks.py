"""What stops an installation before its first request."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from portal.starting.startcheck import refuse_wrong_installation


def test_the_languages_of_the_interface_have_all_their_words():
    assert "portal.E011" not in {found.id for found in run_checks()}


def test_an_interface_language_without_words_is_refused(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("tlh", "Klingon")]
    with pytest.raises(SystemCheckError, match="forbidden_words has no words in tlh"):
        call_command("check")


def test_and_the_server_does_not_start_with_it(settings):
    settings.DEBUG = False
    settings.LANGUAGES = [*settings.LANGUAGES, ("tlh", "Klingon")]
    with pytest.raises(SystemExit, match=r"portal.E011: .* in tlh"):
        refuse_wrong_installation()
