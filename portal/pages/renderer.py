"""How Django's own widgets are written: plain ones without a template.

A page with a form has tens of them, and each template loops over its attributes in one
more: a tenth of what such a page cost.
"""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FOLDER = "django/forms/widgets/"
# Those of Django's templates that are nothing but input.html.
INPUTS = frozenset(
    f"{FOLDER}{name}.html"
    for name in ("input", "text", "email", "number", "hidden", "checkbox")
)
TEXTAREA = f"{FOLDER}textarea.html"


class PlainInputs(TemplatesSetting):
    """Writes inputs and textareas itself, and everything else as the templates say."""

    def render(
        self,
        template_name: str,
        context: dict[str, Any],
        request: HttpRequest | None = None,
    ) -> str:
        """Return a widget."""
        if template_name in INPUTS:
            return written_input(context["widget"])
        if template_name == TEXTAREA:
            return written_textarea(context["widget"])
        return super().render(template_name, context, request)


def written_input(widget: dict[str, Any]) -> SafeString:
    """Return what Django's input.html makes of a widget."""
    given = {name: str(widget[name]) for name in ("type", "name")}
    if widget["value"] is not None:
        given["value"] = str(widget["value"])
    return format_html("<input{}>", written_attributes({**given, **widget["attrs"]}))


def written_textarea(widget: dict[str, Any]) -> SafeString:
    """Return what Django's textarea.html makes of a widget."""
    own = written_attributes({"name": str(widget["name"]), **widget["attrs"]})
    return format_html("<textarea{}>\n{}</textarea>", own, widget["value"] or "")


def written_attributes(attributes: dict[str, Any]) -> SafeString:
    """Return what Django's attrs.html makes of a widget's attributes."""
    said = (
        (name, "" if one is True else format_html('="{}"', one))
        for name, one in attributes.items()
        if one is not False
    )
    return format_html_join("", " {}{}", said)
