"""The text of a mail is no HTML: nothing in it is escaped."""

import re
from pathlib import Path

EMAILS = Path(__file__).resolve().parents[2] / "templates" / "emails"


def test_no_text_of_a_mail_escapes_what_it_says():
    texts = [*EMAILS.rglob("*.txt")]
    assert len(texts) > 5
    escaped = [
        str(one.relative_to(EMAILS))
        for one in texts
        if re.search(r"{{|{%\s*blocktranslate", text := one.read_text("utf-8"))
        and "{% autoescape off %}" not in text
    ]
    assert escaped == []
