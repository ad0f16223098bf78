"""Words of another language carry its code, and the way they run: one tag says both."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.translation import override

ROOT = Path(__file__).resolve().parents[2]

BY_HAND = re.compile(r"""(?<![\w-])lang=["']""")
# The page itself, and mails, whose frame says it for all.
FRAMES = {"base.html", "base_email.html"}


def test_no_template_marks_a_language_by_hand():
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if path.name not in FRAMES and "emails" not in path.parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if BY_HAND.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("page", "code", "said"),
    [
        ("en", "zh-hans", 'lang="zh-hans"'),
        ("en", "ar", 'lang="ar" dir="rtl"'),
        ("ar", "en", 'lang="en" dir="ltr"'),
        ("ar", "ar", 'lang="ar" dir="rtl"'),
        ("ar", "x-none", 'lang="x-none" dir="ltr"'),
    ],
)
def test_a_direction_stands_where_it_is_not_the_pages(page, code, said):
    with override(page):
        assert Template("{% lang code %}").render(Context({"code": code})) == said
