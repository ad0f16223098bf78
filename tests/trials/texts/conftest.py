"""A study whose texts are written, and who writes and who reads them."""

import pytest
from django.test import Client

from tests import factories
from tests.trials.texts.people import person
from trials.models import Study


@pytest.fixture
def study() -> Study:
    return factories.Study(registry_id="NCT90000001")


@pytest.fixture
def editor() -> Client:
    return person("editor")


@pytest.fixture
def reader() -> Client:
    return person("reader")
