"""What was approved is a version: another sentence is another version."""

from trials.plain.layer import VERSION, all_templates, templates_hash

# Version → the mark of its English sentences. A change of words adds a line.
KNOWN = {
    "1": "8761565bc98b83079f7a563a3da8ef1425c16329f35f5a54809ef77b4ef36dce",
    "2": "4ac80c137e4efb2541987b63936405e191c0a29ffbfb26d5fd323d585d427b65",
    "3": "38e1d7cbe91212efc7a41fc9fb2d5cc620239f9d6a4033501970f4ddc6a271ce",
}


def test_a_changed_sentence_asks_for_a_new_version():
    assert templates_hash("en") == KNOWN[VERSION]


def test_each_language_has_its_own_mark():
    assert len(templates_hash("zh-hans")) == len(templates_hash("en")) == 64
    assert len(all_templates()) > 200
