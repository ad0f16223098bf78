"""What a study is about is said in the page's words, with the record's beside them."""

import pytest
from django.utils.translation import override

from trials.plain.blocks.short import say_short
from trials.plain.record import PlainRecord

LUPUS = "Lupus Erythematosus, Systemic"
OURS = {"es": "lupus", "ar": "الذئبة الحمامية الجهازية", "zh-hans": "系统性红斑狼疮"}


def said(**values) -> list[str]:
    record = PlainRecord(
        study_type="INTERVENTIONAL", overall_status="RECRUITING", **values
    )
    return [one.plain_text for one in say_short(record)]


@pytest.mark.parametrize("language", OURS)
def test_an_illness_has_its_name_in_the_pages_language(language):
    with override(language):
        (about,) = said(conditions=(LUPUS,))
    assert OURS[language] in about
    # Whoever asks the team, or a registry, needs the other name.
    assert LUPUS in about
    assert about.index(OURS[language]) < about.index(LUPUS)


def test_a_name_that_no_list_has_stands_as_in_the_record():
    with override("es"):
        assert said(conditions=("Nodding disease",)) == ["Trata de: «Nodding disease»."]


def test_that_something_is_tested_is_no_news():
    assert said(conditions=(LUPUS,)) == [f"It is about: “{LUPUS}”."]
    assert said(conditions=()) == ["The study tests something."]
