"""What a message tells beside its question, and what it does not tell."""

import pytest

from contacts.enquiries.urgency import classify

BODY, MIND, REPORT = "emergency_body", "emergency_mind", "side_effect_report"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("She can't breathe since this morning", BODY),
        ("SHE CAN\u2019T BREATHE!!", BODY),
        ("Sie bekommt keine Luft mehr", BODY),
        ("No puede respirar", BODY),
        ("孩子呼吸困难，怎么办", BODY),
        ("孩子呼吸困難，怎麼辦", BODY),
        ("ابني لا يستطيع التنفس", BODY),
        ("Il n\u2019arrive plus à respirer", BODY),
        ("I want to die", MIND),
        ("Ich will sterben", MIND),
        ("我不想活了", MIND),
        ("quiero morir", MIND),
        ("أريد أن أموت", MIND),
        ("I get a rash after each tablet", REPORT),
        ("吃药以后一直拉肚子", REPORT),
    ],
)
def test_each_class_in_each_language(text, told):
    assert classify(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Is there a place for a nine-year-old?",
        "What are the side effects?",
        "Welche Nebenwirkungen gibt es?",
        "副作用有哪些？",
        "请问还有名额吗",
        "Danke!",
    ],
)
def test_a_question_is_no_alarm(text):
    assert classify(text) is None


@pytest.mark.parametrize(
    ("told", "untold"),
    [
        ("He has chest pain", "He has no chest pain"),
        ("他胸痛", "他没有胸痛"),
        ("He is having a seizure now", "Is there a risk of seizures?"),
        ("My father had a stroke this morning", "My father died of a stroke in 2019"),
        ("He fainted and does not answer", "My dog fainted and does not answer"),
        ("My heart stopped", "I nearly had a heart attack at the price"),
    ],
)
def test_denied_supposed_past_and_figures_do_not_count(told, untold):
    assert classify(told) == BODY
    assert classify(untold) is None


def test_a_fever_counts_after_cells_or_chemotherapy():
    assert classify("She has 38.4 since noon, her chemo was last week") == BODY
    assert classify("She has 38.4 since noon, after the vaccine") == REPORT


def test_it_is_found_in_the_midst_of_a_long_kind_letter():
    kind = "Thank you for the lovely visit, everyone was so kind. "
    assert classify(kind * 40 + "He cannot wake up. " + kind * 40) == BODY


def test_what_is_past_the_bound_is_not_read():
    assert classify("a " * 30_000 + "she cannot breathe") is None


@pytest.mark.parametrize(
    "text",
    [
        "Mein Bruder hat sich vor zehn Jahren das Leben genommen",
        "My brother took ten years ago his own life",
        "كان يجرح نفسه لكنه بخير منذ سنوات",
    ],
)
def test_what_stands_inside_a_sign_may_say_that_it_is_long_ago(text):
    """A sign that steps over a time keeps it, and "since years" is not now."""
    assert classify(text) is None
