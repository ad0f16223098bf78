"""One way to draw a field: whatever it is, what is wrong with it leads to it."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms
from django.forms.renderers import TemplatesSetting
from django.template import engines
from django.utils.translation import override
from lxml import html

from contacts.alerts.forms.conditions import ConditionsField
from portal.lib.cldr import countries
from portal.lib.longselect import LongSelect
from portal.pages.renderer import PlainInputs

FEW = [("a", "First"), ("b", "Second")]
# Each kind of widget that a form of the portal has; tests/architecture/test_forms.py
# finds the ones that are missing here.
KINDS: dict[type[forms.Widget], forms.Field] = {
    forms.TextInput: forms.CharField(),
    forms.PasswordInput: forms.CharField(widget=forms.PasswordInput),
    forms.EmailInput: forms.EmailField(),
    forms.NumberInput: forms.IntegerField(),
    forms.Textarea: forms.CharField(widget=forms.Textarea),
    forms.DateInput: forms.DateField(),
    forms.DateTimeInput: forms.DateTimeField(),
    forms.TimeInput: forms.TimeField(),
    forms.CheckboxInput: forms.BooleanField(),
    forms.Select: forms.ChoiceField(choices=FEW),
    LongSelect: forms.ChoiceField(choices=FEW, widget=LongSelect),
    forms.NullBooleanSelect: forms.ChoiceField(choices=FEW),
    forms.RadioSelect: forms.ChoiceField(choices=FEW, widget=forms.RadioSelect),
    forms.CheckboxSelectMultiple: forms.MultipleChoiceField(
        choices=FEW, widget=forms.CheckboxSelectMultiple
    ),
    forms.SelectMultiple: forms.MultipleChoiceField(choices=FEW),
    forms.FileInput: forms.FileField(widget=forms.FileInput),
    forms.ClearableFileInput: forms.FileField(),
}
HEAD = "{% load crispy_forms_tags %}{% include 'forms/head.html' %}"
WAYS = {
    "one by one": HEAD + "{% for one in form %}{{ one|as_crispy_field }}{% endfor %}",
    "all": HEAD + "{{ form|crispy }}",
    "as laid out": HEAD + "{% crispy form %}",
}


def drawn(form: forms.Form, way: str = "all") -> html.HtmlElement:
    page = engines["django"].from_string(WAYS[way]).render({"form": form})
    return html.fromstring(f"<main>{page}</main>")


def form_of(field: forms.Field, data: dict | None = None) -> forms.Form:
    field.label, field.help_text = "What?", "Say <i>it</i>."
    kind = type("Kind", (forms.Form,), {"thing": field, "other": optional()})
    form = kind(data)
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(Fieldset("Part", Div("thing", css_class="pair"), "other"))
    form.helper = helper
    return form


def optional() -> forms.Field:
    return forms.CharField(required=False)


def ids(page: html.HtmlElement) -> list[str]:
    return page.xpath("//@id")


def led_to(page: html.HtmlElement) -> list[html.HtmlElement]:
    """Return where the one link of the summary leads."""
    [link] = page.find_class("error-summary")[0].findall(".//a")
    return page.xpath("//*[@id=$id]", id=link.get("href").removeprefix("#"))


def named(page: html.HtmlElement, name: str = "thing") -> list[html.HtmlElement]:
    return page.xpath("//*[@name=$name]", name=name)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_wrong_leads_to_what_one_fills_in(kind, way):
    page = drawn(form_of(KINDS[kind], {}), way)
    [target] = led_to(page)
    assert target.tag in {"input", "select", "textarea"}
    assert target.get("aria-invalid") == "true"
    assert len(ids(page)) == len(set(ids(page)))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_hint_and_error_belong_to_the_field(kind):
    page = drawn(form_of(KINDS[kind], {}))
    assert led_to(page)[0] in named(page)
    for one in named(page):
        assert "id_thing_error" in one.get("aria-describedby")
    told = " ".join(page.xpath("//@aria-describedby")).split()
    assert "id_thing_helptext" in told
    assert set(told) <= set(ids(page))
    assert page.xpath("//*[@id='id_thing_helptext']//i") == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_hint_stands_before_what_one_fills_in(kind):
    page = drawn(form_of(KINDS[kind], {}))
    inside = page.xpath("//*[@id='div_id_thing']//*")
    told = ("id_thing_helptext", "id_thing_error")
    names = [
        one.get("id")
        for one in inside
        if one.get("id") in told or one.get("name") == "thing"
    ]
    if kind is forms.CheckboxInput:
        # The words of one box stand beside it; what explains them follows.
        assert names == ["id_thing", "id_thing_helptext", "id_thing_error"]
    else:
        assert names[:2] == ["id_thing_helptext", "id_thing_error"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_has_a_name(kind):
    page = drawn(form_of(KINDS[kind]))
    for one in named(page):
        assert len(page.xpath("//label[@for=$id]", id=one.get("id"))) == 1
    assert page.find_class("error-summary") == []


def test_conditions_are_drawn_the_same(db):
    kind = type("Kind", (forms.Form,), {"condition": ConditionsField()})
    form = kind({"condition": []})
    form.helper = FormHelper()
    form.helper.form_tag = False
    template = "contacts/alerts/_conditions.html"
    form.helper.layout = Layout(Field("condition", template=template))
    page = drawn(form, "as laid out")
    assert led_to(page)[0] in named(page, "condition")
    assert len(ids(page)) == len(set(ids(page)))


def test_a_choice_without_choices_has_a_place():
    field = forms.ChoiceField(choices=[], widget=forms.RadioSelect)
    page = drawn(form_of(field, {}))
    assert len(led_to(page)) == 1


def test_the_mark_is_explained_before_it_stands_somewhere():
    page = drawn(form_of(forms.CharField()))
    found = page.xpath("//*[contains(@class, 'needed')]/@class")
    assert found == ["hint needed", "needed-mark"]


@pytest.mark.parametrize("needed", [True, False])
def test_where_all_fields_are_alike_none_has_a_mark(needed):
    kind = type("Kind", (forms.Form,), {"one": forms.CharField(required=needed)})
    assert drawn(kind()).xpath("//*[contains(@class, 'needed')]") == []


def test_what_belongs_to_no_field_is_said_once():
    form = form_of(forms.CharField(), {"thing": "x"})
    form.add_error(None, "Nothing fits.")
    page = drawn(form)
    assert page.text_content().count("Nothing fits.") == 1


def test_a_long_list_is_the_select_that_django_writes():
    """The same names, values and choice; only the white space differs."""
    with override("zh-hans"):
        listed = [("", "<all>"), *countries("zh-hans")]
    for chosen in ("", "CN", "XX", None, '"><b>'):
        ours, theirs = (
            html.fromstring(kind(choices=listed).render("c", chosen, {"id": "id_c"}))
            for kind in (LongSelect, forms.Select)
        )
        assert said(ours) == said(theirs)
    assert 'value="CN" selected>' in LongSelect(choices=listed).render("country", "CN")


def said(select: html.HtmlElement) -> list[tuple[dict, str]]:
    return [(dict(one.attrib), (one.text or "").strip()) for one in select.iter()]


@pytest.mark.parametrize(
    "kind",
    [
        *(forms.TextInput, forms.EmailInput, forms.NumberInput, forms.HiddenInput),
        *(forms.CheckboxInput, forms.RadioSelect, forms.PasswordInput),
    ],
)
def test_a_plain_input_is_the_one_that_djangos_templates_write(kind):
    attrs = {"id": "id_x", "data-a": '"<é>', "required": True, "disabled": False}
    for value in (None, "", 0, '"><b>', "a"):
        ours, theirs = (
            kind(attrs).render("x", value, {"tabindex": -1}, renderer)
            for renderer in (PlainInputs(), TemplatesSetting())
        )
        assert ours == theirs.strip()
