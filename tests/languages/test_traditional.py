"""What is written in Traditional Chinese is what script/messages makes of the other."""

import json

import polib
import pytest

from portal.lib.languages.lacks import DOCUMENTS, ROOT
from portal.lib.languages.offered import catalogue_of
from portal.lib.vocabulary import VOCABULARY
from tests.languages.traditional import (
    BY_HAND,
    READ_AS_SIMPLE,
    SIMPLE,
    TRADITIONAL,
    add_beside,
    converter,
    in_other_script,
)

LISTS = sorted(VOCABULARY.glob(f"*/{SIMPLE}.json"))


@pytest.fixture(scope="module")
def write():
    return converter()


def test_the_catalogue_is_of_today(write):
    other = {
        (one.msgctxt, one.msgid): one.msgstr
        for one in polib.pofile(str(catalogue_of(TRADITIONAL)))
    }
    assert other == {
        (one.msgctxt, one.msgid): write(one.msgstr)
        for one in polib.pofile(str(catalogue_of(SIMPLE)))
        if not one.obsolete
    }


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.parent.name)
def test_each_list_is_of_today(write, file):
    other = json.loads(file.with_stem(TRADITIONAL).read_text("utf-8"))
    if file.parent.name in READ_AS_SIMPLE:
        assert other["same_as"] == SIMPLE
    elif file.parent.name not in BY_HAND:
        assert other == in_other_script(json.loads(file.read_text("utf-8")), write)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_document_is_of_today(write, name):
    document = json.loads((ROOT / name).read_text("utf-8"))
    again = json.loads(json.dumps(document))
    add_beside(again, write)
    assert again == document


@pytest.mark.parametrize(
    ("simple", "traditional"),
    [
        ("请用电子邮件联系服务台。", "請用電子郵件聯絡服務台。"),
        ("账户和邮箱", "帳戶和電子信箱"),
        ("登记平台的电子邮箱", "登記平台的電子信箱"),
        ("干细胞移植后的头发", "幹細胞移植後的頭髮"),
    ],
)
def test_words_are_those_of_taiwan(write, simple, traditional):
    assert write(simple) == traditional
