"""What was posted, as the fields of a form that holds it: no word is typed twice.

A view says by `view.keeps = ItsForm` what its fields are called.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest
from django.http.request import RawPostDataException

from portal.pages.reach import FIELD

# A passcode is not shown, and not sent by a page that lies about.
SECRET_NAMES = {"passcode", "code", "credential"}


class Field(NamedTuple):
    """One posted value."""

    name: str
    value: str
    label: str
    is_long: bool


def kept_fields(request: HttpRequest, *but: str) -> dict[str, list[Field]]:
    """Return what was posted: words to be shown, and what goes with them unseen."""
    fields = [one for one in posted_fields(request) if one.name not in but]
    return {
        "shown": [one for one in fields if one.label],
        "carried": [one for one in fields if not one.label],
    }


def posted_fields(request: HttpRequest) -> Iterator[Field]:
    """Return what was posted, without passwords; nothing for other programs' posts."""
    match = request.resolver_match
    if request.method != "POST" or (match and "anymail" in match.app_names):
        return
    known = typed_fields(match.func if match else None)
    try:
        posted = request.POST
    except (RequestDataTooBig, TooManyFieldsSent, RawPostDataException, OSError):
        return
    for name, values in posted.lists():
        if name not in SECRET_NAMES and "passw" not in name:
            for value in values:
                yield kept_field(name, value.replace("\x00", ""), known)


def kept_field(name: str, text: str, known: dict[str, forms.Field]) -> Field:
    """Return a value with what it is called where somebody typed it."""
    field = known.get(name)
    label = (field and field.label) or name
    shown = str(label) if is_typed(name, text, known) else ""
    return Field(name, text, shown, is_long(field, text))


def is_typed(name: str, text: str, known: dict[str, forms.Field]) -> bool:
    """Whether a value is words of a person, to be shown for copying."""
    if name == FIELD or name.startswith("csrf"):
        return False
    return bool(text) and (name in known if known else " " in text or "@" in text)


def is_long(field: forms.Field | None, text: str) -> bool:
    """Whether a value needs several lines; few letters of Chinese fill one."""
    is_meant_long = field is not None and isinstance(field.widget, forms.Textarea)
    return is_meant_long or len(text) > 80 or "\n" in text


def typed_fields(view: object) -> dict[str, forms.Field]:
    """Return the text fields of the form that a view says it `keeps`."""
    form: type[forms.BaseForm] | None = getattr(view, "keeps", None)
    if form is None:
        return {}
    return {
        name: field
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField | forms.IntegerField)
        and not field.widget.is_hidden
    }
