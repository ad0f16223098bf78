"""From pasted criteria to a published self-check, with nothing but the pages."""

import re

import pytest

from tests.filled import filled
from tests.trials.authoring.views.test_authoring import HERE, author, page
from tests.trials.authoring.views.test_review import publish
from tests.trials.pages.views.test_selfchecks import CHECK, version
from trials.models import SelfCheckVersion

__all__ = ["author", "version"]
pytestmark = pytest.mark.django_db
PASTED = """Inclusion criteria:
* Aged 12 years or older

Exclusion criteria:
* Cancer or
* Inappropriate in the investigator's opinion
"""


def send(author, path: str, **changes: str) -> None:
    """Fill in a page, translate what has no translation yet, and send it."""
    data = {**filled(page(author, path)), **changes}
    for name, words in data.items():
        if name.endswith("|zh-hans") and data[name.replace("|zh-hans", "|en")]:
            data[name] = words or "中文"
    answer = author.post(HERE + path, data)
    assert answer.status_code == 302, re.findall(
        r"<li>(.*?)</li>", answer.content.decode(), re.DOTALL
    )


def keep(author, title: str, outcome: str, **answers: str) -> None:
    data = {"title": title, "outcome": outcome, "who": "self", "age.unit": "a"}
    data["keep"] = "1"
    answer = author.post(f"{HERE}1.0.1/try/", {**data, **answers})
    assert answer.status_code == 302


def test_a_self_check_is_written_with_the_pages_alone(author, version, client):
    author.post(f"{HERE}paste/", {"criteria": PASTED})
    draft = SelfCheckVersion.objects.get(number="1.0.1")
    age = {"mode": "ask", "part-0-item": "age", "part-0-comparison": ">="}
    age |= {"part-0-value": "12", "part-0-unit": "a", "does_not_meet": "stop"}
    send(author, "1.0.1/rule/I1/", **age, gate="on")
    send(author, "1.0.1/rule/I1/")
    new = {"text": "Has {you} had cancer?", "label": "Cancer", "kind": "choice"}
    author.post(f"{HERE}1.0.1/question/", {**new, "options": "Yes\nNo"})
    send(author, "1.0.1/question/question-1/", new_group="Health")
    send(author, "1.0.1/group/group-1/")
    cancer = {"mode": "ask", "part-0-item": "question-1"}
    cancer |= {"part-0-option-option-1": "fails", "part-0-option-option-2": "fits"}
    author.post(f"{HERE}1.0.1/rule/E1/", {**cancer, "reload": "1"})
    send(author, "1.0.1/rule/E1/", **cancer, does_not_meet="discuss")
    send(author, "1.0.1/rule/E1/")
    send(author, "1.0.1/rule/E2/")
    none = {"question-1": "option-2"}
    keep(author, "A girl of 14", "may_match", **{"age.value": "14", **none})
    keep(author, "A boy of 5", "probably_not", **{"age.value": "5", **none})
    keep(author, "Not sure", "talk_to_team", **{"age.value": "20"})
    text = page(author, "1.0.1/").partition('id="ready-h"')[2].partition("</ul>")[0]
    left = [line.strip() for line in re.findall(r"<li>(.*?)</li>", text, re.DOTALL)]
    assert all("Worth a look" in line for line in left), left
    draft.refresh_from_db()
    assert publish(author, draft).status_code == 302
    assert "1.0.1" in client.get(CHECK).content.decode()
