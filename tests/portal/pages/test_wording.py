"""Words of others keep what belongs together, and nothing around it."""

from portal.pages.wording import together, trimmed


def test_a_short_word_with_a_hyphen_is_not_broken():
    set_words = together("Study of CAR-T in anti-inflammatory <b> care")
    assert '<span class="together">CAR-T</span>' in set_words
    assert "in anti-inflammatory &lt;b&gt; care" in set_words
    assert together("No hyphen here") == "No hyphen here"


def test_no_empty_line_stands_around_a_quotation():
    assert trimmed("\n  First.\nSecond. \n") == "First.\nSecond."
