"""Each listed address lets in whom it may, and no other."""

import pytest
from django.test import Client

from tests import factories
from tests.architecture.test_urls import HIDDEN, PUBLIC, STAFF, address


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(STAFF | HIDDEN))
def test_a_stranger_is_refused(client: Client, name):
    factories.accepted()
    for method in (client.get, client.post):
        answer = method(address(name))
        assert answer.status_code in {302, 403, 404, 405}, answer.content
        if answer.status_code == 302:
            assert "/staff/sign-in/" in answer["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/", "/staff/account/"])
def test_the_admin_and_the_account_pages_ask_for_a_sign_in(client: Client, path):
    answer = client.get(path, follow=True)
    assert answer.redirect_chain
    assert "/staff/sign-in/" in answer.redirect_chain[-1][0]


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PUBLIC - {"account_login"}))
def test_public_pages_set_no_cookie(client: Client, name):
    factories.Study(registry_id="NCT00000001")
    answer = client.get(address(name))
    # No worker runs here, and /readyz says so.
    unready = {503} if name == "readyz" else set()
    assert answer.status_code in {200, 302, 404, 405} | unready
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
