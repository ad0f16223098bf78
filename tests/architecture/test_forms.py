"""Every field of every form is of a kind whose drawing is tested."""

import pkgutil
import re
from importlib import import_module

import pytest
from django import forms

import contacts
import portal
import trials
from contacts.alerts.forms.conditions import ConditionsInput
from tests.architecture.test_imports import APPS, ROOT
from tests.portal.pages.test_drawn_forms import KINDS

# A template of its own, tested beside the kinds; hidden ones are not drawn.
DRAWN = {*KINDS, ConditionsInput, forms.HiddenInput}
FIELDS = re.compile(
    r"(?:\{\{ |\{% crispy )([\w.]+?)(?:\.\w+\|as_crispy_field|\|crispy| %)"
)
HEAD = re.compile(r'include "forms/head\.html"(?: with form=([\w.]+))?')
# Parts of a form whose page has the head, and searches, where nothing is needed and
# what cannot be read is no mistake.
HEADED_ELSEWHERE = {
    "contacts/alerts/_closing.html": {"form"},
    "contacts/enquiries/_agree.html": {"form"},
    "contacts/enquiries/_ask.html": {"form"},
    "contacts/enquiries/_wishes.html": {"form"},
    "portal/_three_ways.html": {"form", "number"},
    "trials/authoring/_conditions.html": {"conditions", "row"},
    "trials/authoring/_reasons.html": {"form.new_reason", "one"},
    "trials/authoring/author_criterion.html": {"part"},
    "trials/authoring/author_question.html": {"one"},
    "trials/listing/_form.html": {"form"},
    "trials/listing/_narrowing.html": {"form"},
}
# Django's admin draws them, or no page does.
ELSEWHERE = ("django.", "allauth.")


def forms_of_ours() -> set[type[forms.BaseForm]]:
    for app in (contacts, portal, trials):
        for module in pkgutil.walk_packages(app.__path__, f"{app.__name__}."):
            if "forms" in module.name and "migrations" not in module.name:
                import_module(module.name)
    found: set[type[forms.BaseForm]] = set()
    waiting = [forms.BaseForm]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        found |= set(kinds)
        waiting += kinds
    return {one for one in found if one.__module__.split(".")[0] in APPS}


def test_every_field_is_of_a_kind_that_is_drawn():
    kinds = forms_of_ours()
    assert len(kinds) > 30
    unknown = {
        f"{kind.__module__}.{kind.__name__}.{name}: {type(field.widget).__name__}"
        for kind in kinds
        for name, field in kind.base_fields.items()
        if not any(base in DRAWN for base in type(field.widget).__mro__)
    }
    assert unknown == set()


@pytest.mark.parametrize("old", ["form-control", "form-check", "bootstrap", "mb-3"])
def test_there_is_one_way_to_draw_a_field(old):
    places = [*(ROOT / "templates").rglob("*.html"), ROOT / "requirements.in"]
    places += [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    assert [path for path in places if old in path.read_text(encoding="utf-8")] == []


def test_every_form_has_its_head_before_its_fields():
    """What is wrong with it and what the mark means is said before the first field."""
    found = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        headed = {name or "form": place for name, place in heads(page)}
        late = {
            match[1]
            for match in FIELDS.finditer(page)
            if headed.get(match[1], len(page)) > match.start()
        }
        if late and path.parent.name != "forms":
            found[str(path.relative_to(ROOT / "templates"))] = late
    assert found == HEADED_ELSEWHERE


def heads(page: str) -> list[tuple[str, int]]:
    return [(match[1], match.start()) for match in HEAD.finditer(page)]


def test_a_page_draws_no_label_of_a_form_by_itself():
    """A label of a form's field is written by the pack; pages write only their own."""
    found = [
        path.relative_to(ROOT)
        for path in (ROOT / "templates").rglob("*.html")
        if "id_for_label" in path.read_text(encoding="utf-8")
    ]
    assert {str(path) for path in found} <= {
        "templates/contacts/enquiries/_length.html"
    }
