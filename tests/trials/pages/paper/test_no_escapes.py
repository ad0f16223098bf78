"""Nothing that leaves the portal shows a registry's escapes: paper, cards, machines."""

import re

import pytest

from tests.trials.pages.views.test_plain_layer import TODAY, bring, numbers
from tests.trials.registry.test_escapes import ESCAPES, plain_texts
from trials.pages.study import study_context
from trials.texts.pack.parts import registry_part

__all__ = ["numbers"]
pytestmark = pytest.mark.django_db
FOR_MACHINES = ("/api/v1/studies/{}", "/fhir/R4/ResearchStudy/{}")


def escaped(held: object) -> list[tuple[str, str]]:
    return [one for one in plain_texts(held, "") if ESCAPES.search(one[1])]


def test_what_is_printed_and_what_programs_read_is_plain(client, numbers):
    for number in numbers[::8]:
        study = bring(number)
        assert escaped(study_context(study, TODAY, "en")["sheet"].values()) == [], (
            number
        )
        for path in FOR_MACHINES:
            answer = client.get(path.format(number))
            assert answer.status_code == 200
            held = answer.json()
            # Markdown, by FHIR: whoever draws it takes the backslashes away.
            described = held.pop("description", "") if "fhir" in path else ""
            assert not re.search(r"&(?:amp;)?(?:gt|lt|amp);", described)
            assert escaped(held) == [], path
        assert escaped(registry_part(study).words) == [], number
