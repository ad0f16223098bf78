"""A site with three families who wait, and two of its team."""

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import Enquiry, Membership
from tests import factories
from tests.contacts.inbox.pairs import Two
from tests.contacts.inbox.ticking import client_of
from tests.factories import accepted, staff


@pytest.fixture
def site():
    return factories.site_with_contact()


@pytest.fixture
def three(site) -> list[Enquiry]:
    return [accepted(site, now=timezone.now()).enquiry for _ in range(3)]


@pytest.fixture
def user(site):
    return staff([site])


@pytest.fixture
def colleague(user):
    other = staff([factories.StudySite()])
    Membership.objects.create(user=other, team=user.memberships.get().team)
    return other


@pytest.fixture
def member(user) -> Client:
    return client_of(user)


@pytest.fixture
def two() -> Two:
    return Two()
