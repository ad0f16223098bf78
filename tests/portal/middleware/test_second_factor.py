"""A password alone opens the pages that set up a second factor, and nothing else."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories import staff

pytestmark = pytest.mark.django_db


def admin_addresses() -> list[str]:
    """Return the address of every page of the admin, with 1 for each argument."""
    (admin,) = (
        one
        for one in get_resolver().url_patterns
        if getattr(one, "namespace", "") == "admin"
    )
    return sorted(address for address in walk(admin, "/") if address)


def walk(resolver: URLResolver, prefix: str):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, prefix)
        elif isinstance(pattern, URLPattern) and pattern.name:
            names = pattern.pattern.regex.groups + len(pattern.pattern.converters)
            args = ["1"] * (1 if names else 0)
            if pattern.name == "app_list":
                args = ["auth"]
            if pattern.name == "view_on_site":
                args = ["1", "1"]
            yield reverse(f"admin:{pattern.name}", args=args)


@pytest.fixture
def powerful() -> Client:
    """A superuser without a second factor."""
    user = staff([])
    user.is_staff = user.is_superuser = True
    user.save()
    user.authenticator_set.all().delete()
    client = Client()
    client.force_login(user)
    return client


def test_no_page_of_the_admin_opens_with_a_password_alone(powerful):
    # Signing out is no page: it only ends the session, so it comes last.
    addresses = [one for one in admin_addresses() if not one.endswith("/logout/")]
    assert "/admin/mfa/authenticator/" in addresses
    assert "/admin/usersessions/usersession/" in addresses
    assert len(addresses) > 40
    answers = {address: powerful.get(address) for address in addresses}
    opened = {
        address: answer.status_code
        for address, answer in answers.items()
        if answer.status_code != 302
        or not answer["Location"].startswith("/staff/account/")
    }
    assert opened == {}


def test_what_sets_up_a_second_factor_stays_open(powerful):
    for path in ("/staff/account/", "/staff/account/sessions/"):
        assert powerful.get(path).status_code == 200
