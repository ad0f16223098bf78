"""A template's names and words are what Django says they are, whatever they mean."""

from collections import OrderedDict
from datetime import date
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Template, engines
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, override

from portal.pages.compiled.loading import QuickLoader, QuickTemplate

ENGINE = engines["django"].engine


class Pair(NamedTuple):
    """A tuple with names."""

    left: str
    right: int


class Thing:
    """What pages ask for: fields, properties, deeds."""

    name = "<b>"
    is_there = True

    def __init__(self) -> None:
        self.asked = 0

    @property
    def counted(self) -> "Thing":
        self.asked += 1
        return self

    @property
    def broken(self) -> str:
        return {}.absent  # type: ignore[attr-defined, no-any-return]

    @property
    def lost(self) -> str:
        raise ObjectDoesNotExist

    @property
    def fatal(self) -> str:
        raise RuntimeError("told")

    def said(self) -> str:
        return "said"

    def taking(self, one: str) -> str:
        return one

    def delete(self) -> str:
        return "deleted"

    delete.alters_data = True  # type: ignore[attr-defined]


class Kind:
    """A class that is no function of templates."""

    do_not_call_in_templates = True
    label = "kind"


class Asked(forms.Form):
    """A form whose field is called as one of its ways is."""

    text = forms.CharField(label="<Text>")
    choice = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    media = forms.CharField(required=False)


def given() -> dict[str, Any]:
    return {
        "text": "a & 'b'",
        "safe": SafeString("<i>"),
        "number": 1234567,
        "share": 0.5,
        "day": date(2026, 11, 30),
        "lazy": gettext_lazy("Menu"),
        "none": None,
        "yes": True,
        "thing": Thing(),
        "kind": Kind,
        "pair": Pair("l", 2),
        "row": ["x", "<y>"],
        "map": {"key": "v", "0": "zero", "items": "own", "deep": {"er": Thing()}},
        "ordered": OrderedDict(key="o"),
        "space": SimpleNamespace(a=SimpleNamespace(b="ab")),
        "call": lambda: "called",
        "form": Asked({"text": ""}, initial={"choice": "b"}),
    }


NAMES = (
    *("text", "safe", "number", "share", "day", "lazy", "none", "yes", "call", "kind"),
    *("thing.name", "thing.counted.name", "thing.said", "thing.taking", "thing.delete"),
    *("thing.nothing", "thing.lost", "thing.said.upper", "kind.label", "pair.left"),
    *("pair.1", "pair.nothing", "row.0", "row.1", "row.7", "row.x", "row.copy"),
    *(
        "map.key",
        "map.0",
        "map.1",
        "map.items",
        "map.keys",
        "map.nothing",
        "map.nope.x",
    ),
    *("map.deep.er.name", "ordered.key", "ordered.nothing", "space.a.b", "space.c"),
    *(
        "nothing",
        "nothing.at.all",
        "push",
        "dicts",
        "autoescape",
        "text.upper",
        "text.0",
    ),
    *("1", "1.5", '"words"', "_('Menu')", "nothing|default:'d'", "text|length"),
    *("form.text", "form.media", "form.errors", "form.errors.text", "form.nothing"),
    *("form.text.label", "form.text.errors", "form.choice.0", "form.choice.9"),
    *("form.0", "form.text.nothing", "form.text.as_hidden", "form.text.field.required"),
    *(
        "form.non_field_errors",
        "form.is_bound",
        "form.hidden_fields",
        "form.fields.text.label",
    ),
    *("map.key|upper", "nothing|default:text", "thing.nothing|default_if_none:'n'"),
)
FORMS = (
    "{{ %s }}",
    "{%% autoescape off %%}{{ %s }}{%% endautoescape %%}",
    "{%% if %s %%}yes{%% else %%}no{%% endif %%}",
    "{%% with it=%s %%}{{ it }}{%% endwith %%}",
    "{%% for one in %s %%}[{{ one }}]{{ forloop.counter }}{%% endfor %%}",
)


def written(kind: type[Template], source: str) -> str:
    """Return what a template says, or what it raises."""
    try:
        return kind(source, engine=ENGINE).render(Context(given()))
    except Exception as error:  # noqa: BLE001 - told beside what Django raises
        return repr(error)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [*NAMES, "thing.broken", "thing.fatal"])
def test_each_name_is_written_as_django_writes_it(name, form, language):
    source = form % name
    with override(language):
        assert written(QuickTemplate, source) == written(Template, source)


def test_nothing_is_asked_twice():
    thing = Thing()
    source = "{{ thing.counted.name }}{% if thing.counted.said %}{% endif %}"
    QuickTemplate(source, engine=ENGINE).render(Context({"thing": thing}))
    assert thing.asked == 2


def test_what_fails_is_told_as_it_failed():
    with pytest.raises(RuntimeError, match="told"):
        QuickTemplate("{{ thing.fatal }}", engine=ENGINE).render(Context(given()))


def test_names_inside_take_the_place_of_those_around():
    context = Context({"one": "out"})
    with context.push(one="in"):
        assert QuickTemplate("{{ one }}", engine=ENGINE).render(context) == "in"
    assert QuickTemplate("{{ one }}", engine=ENGINE).render(context) == "out"


def test_the_templates_of_pages_are_read_so():
    (loader,) = ENGINE.template_loaders
    assert isinstance(loader, QuickLoader)
    page = ENGINE.get_template("base.html")
    assert type(page) is QuickTemplate
    assert ENGINE.get_template("base.html") is page
