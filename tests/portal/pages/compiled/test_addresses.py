"""A study's address is put together once for all numbers, and is right everywhere."""

from secrets import token_hex

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse, set_script_prefix
from django.utils.translation import override

from portal.pages.compiled import addresses
from portal.pages.compiled.addresses import known_number, numbered_address

VIEWS = (
    *("trials:study_detail", "trials:study_sites", "trials:study_map"),
    *("trials:study_changes", "trials:study_sheet", "contacts:send_message"),
    *("contacts:notes_on", "contacts:correct_study", "contacts:mail_study"),
)
NUMBERS = ("NCT00000000", "NCT90909090", "NCT07233642", "NCT12345678")


@pytest.mark.parametrize("language", ["en", "zh-hans", "es", "ar"])
@pytest.mark.parametrize("view", VIEWS)
def test_it_is_djangos(view, language):
    tag = Template(f"{{% url '{view}' number %}}")
    with override(language):
        for number in NUMBERS:
            address = reverse(view, args=[number])
            assert numbered_address(view, number) == address
            assert tag.render(Context({"number": number})) == address


def test_it_is_put_together_once_in_a_language(monkeypatch):
    asked = []
    monkeypatch.setattr(addresses, "known", {})
    monkeypatch.setattr(
        addresses,
        "reverse",
        lambda *one, **more: asked.append(one) or reverse(*one, **more),
    )
    for language in ("en", "es", "en", "es"):
        with override(language):
            for number in NUMBERS:
                numbered_address("trials:study_detail", number)
    assert len(asked) == 2


def test_below_another_path_it_is_another():
    with override("en"):
        plain = numbered_address("trials:study_detail", NUMBERS[2])
        set_script_prefix("/below/")
        try:
            below = numbered_address("trials:study_detail", NUMBERS[2])
        finally:
            set_script_prefix("/")
        assert below == f"/below{plain}"


def test_what_is_no_number_is_put_together_each_time():
    with pytest.raises(NoReverseMatch):
        numbered_address("trials:study_detail", "a/b")
    for number in ("trials", "NCT0000000", "NCT000000001", "nct00000001"):
        with override("en"):
            try:
                expected = reverse("trials:study_detail", args=[number])
            except NoReverseMatch:
                with pytest.raises(NoReverseMatch):
                    numbered_address("trials:study_detail", number)
            else:
                assert numbered_address("trials:study_detail", number) == expected


def test_an_unknown_view_is_said_each_time():
    for _time in range(2):
        with pytest.raises(NoReverseMatch):
            numbered_address("trials:nowhere", NUMBERS[2])


def test_a_tag_escapes_and_keeps_what_it_is_told_to():
    kept = Template("{% url 'trials:study_detail' number as it %}[{{ it }}]")
    with override("en"):
        address = reverse("trials:study_detail", args=[NUMBERS[2]])
        assert kept.render(Context({"number": NUMBERS[2]})) == f"[{address}]"


OF_FAMILIES = (
    *("contacts:enquiry_status", "contacts:write_again", "contacts:print_enquiry"),
    *("contacts:erase_enquiry", "contacts:put_address_right"),
)


@pytest.mark.parametrize("view", OF_FAMILIES)
def test_a_familys_word_is_a_number_as_any_and_is_remembered_nowhere(view, monkeypatch):
    asked, words = [], [token_hex(32) for _time in range(4)]
    told = lambda *one, **more: asked.append(one) or reverse(*one, **more)  # noqa: E731
    monkeypatch.setattr(addresses, "known", {})
    monkeypatch.setattr(addresses, "reverse", told)
    for language in ("en", "zh-hans"):
        with override(language):
            for word in words:
                address = reverse(view, args=[word])
                assert numbered_address(view, word) == address
                assert numbered_address(view, word, "token") == address
    assert len(asked) == 4
    assert not any(word in str(addresses.known) for word in words)


def test_what_is_asked_by_a_name_that_no_view_has_is_said_each_time():
    word = token_hex(32)
    assert numbered_address("contacts:enquiry_status", word)
    for _time in range(2):
        with pytest.raises(NoReverseMatch):
            numbered_address("contacts:enquiry_status", word, "number")


def test_a_word_of_figures_alone_is_no_familys():
    assert (
        known_number("1" * 64) != known_number("a" + "1" * 63) == known_number("f" * 64)
    )
