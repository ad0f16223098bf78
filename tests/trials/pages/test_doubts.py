"""A number of a report that cannot be so is asked about, never read as another test."""

import pytest
from django.test import Client

from tests.trials.pages.views.test_selfchecks import CHECK, form_of, version
from tests.trials.selfcheck.founding import case

__all__ = ["version"]
pytestmark = pytest.mark.django_db
ANSWERS = {**case("C01"), "has_results": "yes"}


def to_results(client: Client, prefix: str = "") -> str:
    """Answer until values of a report are asked for; return that page's address."""
    address = f"{prefix}{CHECK}q/1/"
    while 'name="egfr"' not in client.get(address).content.decode():
        address = client.post(address, form_of(ANSWERS))["Location"]
    return address


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        # A creatinine in µmol/L.
        ({"egfr": "250"}, "Is it the line “eGFR” of the report?"),
        ({"egfr": "0.5"}, "Is it the line “eGFR” of the report?"),
        ({"lvef": "0.62"}, "Did you mean 62 %?"),
        ({"spo2": "0,98"}, "Did you mean 98 %?"),
        ({"spo2": "9"}, "Is it the line “Oxygen level (SpO2)” of the report?"),
    ],
)
def test_what_was_perhaps_meant_is_asked(client, version, typed, words):
    answer = client.post(to_results(client), typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    (value,) = typed.values()
    assert f'value="{value}"' in answer.content.decode()


def test_decimals_are_taken_as_they_are(client, version):
    assert client.post(to_results(client), {"lvef": "62,5"}).status_code == 303


def test_an_age_is_in_no_report(client, version):
    client.post(f"{CHECK}q/1/", {"who": "child"})
    answer = client.post(f"{CHECK}q/2/", {"age.value": "200", "age.unit": "a"})
    assert "of the report" not in answer.content.decode()
