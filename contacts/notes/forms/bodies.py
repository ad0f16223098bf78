"""The field of what somebody writes, in a note or under one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.fields import ParagraphsField

BODY_LENGTH = 2000


def body_field(label: Any, **kwargs: Any) -> ParagraphsField:
    """Return the field of what somebody writes."""
    return ParagraphsField(
        label=label,
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Type something first.")},
        **kwargs,
    )
