"""What is typed where a telephone number is asked for: nothing glued, nothing lost."""

import pytest

from contacts.enquiries.phones import dial_link, read_phones

DE, CN = "DE", "CN"


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("+49 30 901820 / 901821", CN, "+49 30 901820 / 901821"),
        ("+49 30 901820/901821", CN, "+49 30 901820 / 901821"),
        ("030 901820 oder 0170 1234567", DE, "+49 30 901820 / +49 170 1234567"),
        ("030 901820 or 0170 1234567", DE, "+49 30 901820 / +49 170 1234567"),
        ("030 901820, 0170 1234567", DE, "+49 30 901820 / +49 170 1234567"),
        ("030 901820; 0170 1234567", DE, "+49 30 901820 / +49 170 1234567"),
        ("030 901820\n0170 1234567", DE, "+49 30 901820 / +49 170 1234567"),
        ("13812345678或0571 88888888", CN, "+86 138 1234 5678 / +86 571 8888 8888"),
        # One number each.
        ("030/901820", DE, "+49 30 901820"),
        ("+49 (0)30 901820", CN, "+49 30 901820"),
        ("(0571) 8888 8888", CN, "+86 571 8888 8888"),
        ("０５７１ 8888 8888", CN, "+86 571 8888 8888"),
        ("0049 30 901820", CN, "+49 30 901820"),
    ],
)
def test_two_numbers_are_two_and_one_is_one(typed, country, kept):
    read = read_phones(typed, country)
    assert (read.text, read.words, read.doubtful) == (kept, "", ())


@pytest.mark.parametrize(
    "typed",
    ["030 901820 ext 12", "030 901820 #12", "030 901820 x12", "030 901820, ext. 12"],
)
def test_an_extension_is_kept_and_dialled(typed):
    read = read_phones(typed, DE)
    assert read.text == "+49 30 901820 ext. 12"
    assert dial_link(read.text) == "tel:+49-30-901820;ext=12"


@pytest.mark.parametrize(
    ("typed", "country", "code"),
    [
        ("+49 1234", "DE", 49),
        ("+52 1 55 1234 5678", "MX", 52),
        ("+225 07 12 34 56", "CI", 225),
        ("+1 555 555 5555", "US", 1),
        ("123", CN, 0),
    ],
)
def test_a_doubtful_number_is_judged_by_its_own_country(typed, country, code):
    read = read_phones(typed, CN)
    assert (read.doubtful, read.country, read.code) == ((typed,), country, code)
    assert read.text == typed


@pytest.mark.parametrize(
    ("typed", "kept", "words"),
    [
        ("0170 1234567 (evenings)", "+49 170 1234567", "evenings"),
        ("0170 1234567 (18-20 Uhr)", "+49 170 1234567", "18-20 Uhr"),
        ("0170 1234567 after 18:00", "+49 170 1234567", "after 18:00"),
        ("mobile: 0170 1234567", "+49 170 1234567", "mobile"),
        (
            "evenings 0170 1234567 or mornings 030 901820",
            "+49 170 1234567 / +49 30 901820",
            "evenings 0170 1234567 or mornings 030 901820",
        ),
        ("after 6 pm", "", "after 6 pm"),
        ("call me", "", "call me"),
        ("none", "", ""),
        ("没有", "", ""),
        ("", "", ""),
    ],
)
def test_words_beside_a_number_are_told_from_it(typed, kept, words):
    read = read_phones(typed, DE)
    assert (read.text, read.words) == (kept, words)
