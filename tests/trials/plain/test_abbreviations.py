"""An abbreviation is explained only where the record itself unfolds it."""

import pytest

from trials.plain.abbreviations import unfolded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A study of non-small cell lung cancer (NSCLC)", "non-small cell lung cancer"),
        ("Quality of Life (QOL) in adults", "Quality of Life"),
        ("ED (Erectile Dysfunction) in men", "Erectile Dysfunction"),
        ("Acute lymphoblastic leukaemias (ALLs)", "Acute lymphoblastic leukaemias"),
    ],
)
def test_first_letters_in_order(text, found):
    assert list(unfolded([text]).values()) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "A medicine (ABC) for adults",
        "Two long forms (TLF), the last form (TLF)",
        "Cancer (C)",
        "",
    ],
)
def test_nothing_is_guessed(text):
    assert unfolded([text]) == {}
