"""How hard texts are, by language; a lint and not the goal."""

import pytest

from trials.texts.measures.chinese import chinese_burden, words_of_sentence
from trials.texts.measures.english import smog, syllables
from trials.texts.measures.table import MEASURES, measure


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("study", 2), ("asked", 1), ("needed", 2), ("created", 2), ("table", 2)),
        *(("people", 2), ("hospital", 3), ("medicine", 3), ("inches", 2), ("MRI", 1)),
        *(
            ("take", 1),
            ("different", 3),
            ("the", 1),
            ("don't", 1),
            ("immunological", 6),
        ),
    ],
)
def test_syllables_of_a_word(word, count):
    assert abs(syllables(word) - count) <= (1 if word in {"created", "inches"} else 0)


def test_smog_is_the_published_formula():
    thirty = "We see an immunological investigation here. " * 30
    # Two words of three syllables and more in each of thirty sentences.
    assert smog(thirty) == pytest.approx(1.0430 * 60**0.5 + 3.1291, abs=0.05)
    assert smog("The cat sat. It ran.") == pytest.approx(3.1, abs=0.05)
    assert smog("") == smog("…") == 0


def test_chinese_words_are_the_longest_known_ones():
    assert words_of_sentence("我们去医院看病人") == ["我们", "去", "医院", "看病", "人"]
    assert words_of_sentence("免疫治疗") == ["免疫", "治疗"]


def test_chinese_grows_with_length_and_with_rare_words():
    easy = chinese_burden("你好。我们在医院。")
    long = chinese_burden("我们今天上午在医院里请医生和我们说一说什么时候开始")
    hard = chinese_burden("难治性系统性红斑狼疮患者的免疫抑制治疗。")
    assert easy < long < hard
    assert easy < MEASURES["zh-hans"].most < hard
    assert chinese_burden("") == chinese_burden("SLE 12") == 0


def test_the_table_names_how_hard_our_own_words_may_be():
    assert {code: one.most for code, one in MEASURES.items()} == {
        "en": 9,
        "zh-hans": 30,
    }
    told = measure("An immunological investigation.", "en")
    assert told.is_hard
    assert measure("你好。", "zh").name == "HSK"
    assert measure("مرحبا", "ar") is None
