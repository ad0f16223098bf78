"""Joined files are found by the server and by collectstatic, and follow their parts."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find, get_finders

from portal.pages import joined
from portal.pages.joined import JOINED, script, style


@pytest.mark.parametrize("name", JOINED)
def test_a_page_gets_what_is_joined(client, name):
    answer = client.get(f"/static/{name}")
    assert answer.status_code == 200
    assert b"".join(answer).decode() == joined.joined(name)


def test_collecting_finds_each_once():
    listed = [path for finder in get_finders() for path, _ in finder.list([])]
    assert {name for name in listed if listed.count(name) > 1} & set(JOINED) == set()
    assert set(JOINED) <= set(listed)
    assert find("joined/other.css") is None


def test_a_part_that_changes_changes_the_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    monkeypatch.setattr(settings, "JOINED_ROOT", tmp_path / "made")
    monkeypatch.setattr(joined, "JOINED", {"joined/one.css": ("css/*.css",)})
    (tmp_path / "static" / "css").mkdir(parents=True)
    part = tmp_path / "static" / "css" / "a.css"
    part.write_text("/* why */\na {\n  color: red;\n}\n")
    place = joined.written("joined/one.css")
    assert place.read_text() == "a{color:red}"
    part.write_text("b {\n}\n")
    assert joined.written("joined/one.css").read_text() == "b{}"
    assert [one.name for one in place.parent.iterdir()] == ["one.css"]


def test_a_sheet_keeps_its_rules(tmp_path):
    sheet = tmp_path / "a.css"
    sheet.write_text('a::after {\n  content: "  /";\n}\n/* one\n   two */\n')
    assert style(sheet) == 'a::after{content:"  /"}'
    sheet.write_text("a > b,\nc, d {\n  width: calc(1px + 2px);\n  color: red;\n}\n")
    assert style(sheet) == "a>b,c,d{width:calc(1px + 2px);color:red}"


def test_no_words_of_a_sheet_would_lose_their_room():
    sheets = (settings.BASE_DIR / "static" / "css").rglob("*.css")
    texts = "".join(one.read_text(encoding="utf-8") for one in sheets)
    assert not re.search(r'content: "[^"]*[,>] |content: "[^"]* [{>]', texts)


def test_modules_stand_before_who_asks_for_them_and_once(tmp_path):
    (tmp_path / "a.js").write_text('// Why.\nimport { b } from "./b.js";\nb(c);\n')
    (tmp_path / "b.js").write_text(
        'import { c } from "./c.js";\nexport function b() {}\n'
    )
    (tmp_path / "c.js").write_text('export const c = "// not a comment";\n')
    whole = 'const c = "// not a comment";\nfunction b() {}\nb(c);\n'
    assert script(tmp_path / "a.js", set()) == whole
