"""What an installation may not name as the system that is told."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.refusals import hook_secrets, hook_url
from tests.contacts.mail.hooks.receiver import SECRET


@pytest.mark.parametrize(
    "url",
    [
        *("http://ctms.hospital.example/", "ctms.hospital.example", "ftp://a.example/"),
        *("https://", "https://user:word@a.example/", "file:///etc/passwd"),
    ],
)
def test_an_unsafe_address_stops_the_program(url):
    with pytest.raises(ImproperlyConfigured, match="HOOK_URL"):
        hook_url(url)


@pytest.mark.parametrize("secrets", [[], ["whsec_short"], ["whsec_!"], [SECRET, ""]])
def test_without_a_secret_of_some_length_nothing_starts(secrets):
    with pytest.raises(ImproperlyConfigured, match="HOOK_SECRETS"):
        hook_secrets("https://ctms.hospital.example/", secrets)
