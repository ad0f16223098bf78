"""What somebody may choose as a passcode: nothing that one tries first."""

import pytest

from contacts.notes.forms.sharing import well_known
from contacts.notes.passcodes import is_common, is_strong, new_passcode


@pytest.mark.parametrize(
    "weak",
    [
        *("short", "aaaaaaaaaaaa", "abcabcabcabc", "12121212121", "1234567890"),
        *("0987654321", "abcdefghijk", "password123", "Password 1985", "qwertyuiop"),
        *("1q2w3e4r5t", "iloveyou12", "P4ssw0rd1985", "123qwerty456", "asdfghjkl1"),
        *("passwordpassword", "grandmagrandma", "grandmagrandm", "1985198519"),
        *("12345678901234567", "qwertz12345", "zyxwvutsrq", "- - - - - - - - - -"),
    ],
)
def test_what_everybody_tries_first_is_weak(weak):
    assert not is_strong(weak) or is_common(weak, well_known())


@pytest.mark.parametrize(
    "strong",
    [
        "correct horse battery",
        "Oma hat 3 Katzen",
        "blue teapot 17",
        "我们家的猫今年七岁了",
        "kj2hf8s0qp",
    ],
)
def test_a_few_words_of_ones_own_are_strong(strong):
    assert is_strong(strong)
    assert not is_common(strong, well_known())


def test_nearly_every_made_passcode_would_be_taken_as_ones_own():
    made = [new_passcode(language) for language in ("en", "de") for _ in range(100)]
    hard = [one for one in made if is_strong(one) and not is_common(one, well_known())]
    assert len(hard) > 180
    assert len(set(made)) == 200
