"""Fields that are copied quickly are as free of each other as Django's copies."""

from copy import deepcopy
from typing import Any

import pytest
from django import forms
from django.utils.translation import gettext_lazy

from contacts.conversation.forms.conversation import WriteForm
from contacts.enquiries.forms.message import MessageForm
from portal.pages.compiled.form_copies import copied_field, copy_quickly
from tests.factories import Study


class OwnWay(forms.CharField):
    """A field that copies itself in a way of its own."""

    def __deepcopy__(self, memo: Any) -> "OwnWay":
        made = super().__deepcopy__(memo)
        made.was_copied = True
        return made


class Asked(forms.Form):
    """Fields of each kind, and one whose copy is more than its attributes."""

    line = forms.CharField(label=gettext_lazy("Menu"), max_length=5)
    one_of = forms.ChoiceField(choices=[("a", gettext_lazy("Menu")), ("b", "B")])
    grouped = forms.ChoiceField(choices=[("Group", [("a", "A")]), ("b", "B")])
    several = forms.MultipleChoiceField(
        choices=[("a", "A")], widget=forms.CheckboxSelectMultiple
    )
    late = forms.ChoiceField(choices=lambda: [("c", "C")])
    two = forms.SplitDateTimeField()
    typed = forms.TypedChoiceField(choices=[(1, "one")], coerce=int)
    own = OwnWay()


FORMS = (Asked, MessageForm, WriteForm)
EACH = [(form, name) for form in FORMS for name in form.base_fields]


@pytest.mark.parametrize(("form", "name"), EACH)
def test_a_copy_has_what_djangos_has(form, name):
    field = form.base_fields[name]
    ours, theirs = copied_field(field, {}), deepcopy(field)
    assert (type(ours), type(ours.widget)) == (type(theirs), type(theirs.widget))
    for mine, other in ((ours, theirs), (ours.widget, theirs.widget)):
        assert vars(mine).keys() == vars(other).keys()
        for key, value in vars(other).items():
            assert type(vars(mine)[key]) is type(value), key
    if hasattr(theirs, "choices"):
        assert list(ours.choices) == list(theirs.choices)
        assert list(ours.widget.choices) == list(theirs.widget.choices)


@pytest.mark.parametrize(("form", "name"), EACH)
def test_what_is_changed_in_a_copy_stays_there(form, name):
    field = form.base_fields[name]
    made = copied_field(field, {})
    made.label = made.help_text = "changed"
    made.error_messages["required"] = made.widget.attrs["class"] = "changed"
    made.validators.append(len)
    if hasattr(made, "choices"):
        made.choices = [("changed", "changed")]
    assert "changed" not in (field.label, field.help_text)
    assert "changed" not in field.error_messages.values()
    assert "class" not in field.widget.attrs
    assert len not in field.validators
    if hasattr(field, "choices"):
        assert ("changed", "changed") not in list(field.choices)
        assert ("changed", "changed") not in list(field.widget.choices)


def test_choices_of_a_copy_are_a_list_of_its_own():
    field = Asked.base_fields["grouped"]
    made = copied_field(field, {})
    made.choices[0][1].append(("z", "Z"))
    made.choices.append(("y", "Y"))
    assert list(field.choices) == [("Group", [("a", "A")]), ("b", "B")]


def test_what_copies_itself_is_let_do_it():
    assert copied_field(Asked.base_fields["own"], {}).was_copied


def test_a_form_is_filled_in_as_ever():
    quick = copy_quickly(type("Quick", (Asked,), {}))
    said = {"line": "longer than five", "one_of": "b", "grouped": "a", "late": "c"}
    ours, theirs = quick(said), Asked(said)
    assert ours.errors == theirs.errors
    assert str(ours) == str(theirs)
    assert ours.fields["line"] is not quick(said).fields["line"]


@pytest.mark.django_db
def test_two_message_forms_share_no_field():
    forms_ = [MessageForm(study=Study(), chosen=None) for _time in range(2)]
    for name, field in forms_[0].fields.items():
        other = forms_[1].fields[name]
        assert field is not other
        assert field.widget is not other.widget
        assert field.widget.attrs is not other.widget.attrs
