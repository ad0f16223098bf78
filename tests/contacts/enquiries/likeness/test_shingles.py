"""Likeness is of many words in their order, in any script, and needs its key."""

import pytest

from contacts.enquiries.likeness.shingles import KEPT, is_alike, marks_of

OFFER = (
    "Dear sir or madam, we sell the best links for your website at a very good price, "
    "please answer today and get the first hundred links for free from our company."
)
OTHER_NAME = OFFER.replace("Dear sir or madam", "Hello dear friend")
FAMILY = (
    "Our daughter is nine years old and has had lupus since spring. We would like to "
    "know whether there is a place for her in your study and how often we would come."
)
CHINESE = (
    "您好，我们公司专业提供网站推广服务，价格优惠，欢迎来电咨询，第一个月免费试用。"
)


def shared(one: str, other: str) -> int:
    return len(set(marks_of(one, "k")) & set(marks_of(other, "k")))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (OFFER, OFFER, True),
        (OFFER, OTHER_NAME, True),
        (OFFER, OFFER.upper(), True),
        (OFFER, FAMILY, False),
        (CHINESE, CHINESE.replace("您好，", "老师您好！"), True),
        (CHINESE, OFFER, False),
        ("Is there a place?", "Is there a place?", False),
        ("", "", False),
    ],
)
def test_alike(one, other, alike):
    marks = marks_of(other, "k")
    assert is_alike(marks, shared(one, other)) is alike


def test_a_text_leaves_few_numbers_and_none_without_the_key():
    marks = marks_of(OFFER, "k")
    assert len(marks) == KEPT
    assert all(0 <= one < 2**56 for one in marks)
    assert not set(marks) & set(marks_of(OFFER, "another key"))
