"""The address alone, right after it was typed wrong."""

import pytest
from django.http import QueryDict

from contacts.conversation.forms.put_right import PutRightForm


@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [("lena@families.example", True), ("", False), ("lena", False)],
)
def test_an_address_is_needed(typed: str, is_taken: bool):
    form = PutRightForm(QueryDict(f"email={typed}"))
    assert form.is_valid() is is_taken
    assert list(form.fields)[:1] == ["email"]


def test_a_second_slip_is_asked_about_like_the_first():
    form = PutRightForm(QueryDict("email=lena@gmial.com"))
    assert "lena@gmail.com" in form.errors["email"][0]
