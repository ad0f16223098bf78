"""A registry of the tests' own, and what was imported of it."""

from collections.abc import Iterator

import pytest

from tests.records import raw
from tests.registry_server import LocalRegistry, local_registry
from tests.trials.commands.held import BEFORE, NUMBERS
from trials.importing.actions.studies import import_study
from trials.registry.clinicaltrials import client as client_module
from trials.registry.clinicaltrials.parsing import parse_study


@pytest.fixture
def registry(settings, monkeypatch) -> Iterator[LocalRegistry]:
    """A registry with five studies, all of which we hold."""
    monkeypatch.setattr(client_module, "PAUSES", ())
    with local_registry() as known:
        settings.REGISTRY_API_URL, settings.REGISTRY_PAUSE = known.url, 0
        for number in NUMBERS:
            known.put(raw(number))
            record = parse_study(raw(number))
            import_study(record, now=BEFORE, publishes=True)
        yield known
