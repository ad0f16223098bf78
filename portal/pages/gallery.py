"""Every part that pages are made of, in each of its states; for developers."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.lib.cldr import countries
from portal.lib.longselect import LongSelect
from portal.pages.development import is_development

SAMPLES = Path(__file__).with_name("samples")
# In the order of the page; each has a template, a style and a section of its name.
COMPONENTS = (
    *("button", "card", "tiles", "notice", "fold", "tabs", "figure", "steps"),
    *("timeline", "empty", "code", "share", "map", "drawing"),
)
DRAWINGS = settings.BASE_DIR / "templates" / "drawings"
BARS = (3, 11, 7, 0)
SENT_AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@never_cache
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the parts with words of one script, asked for by `?script=`."""
    script = request.GET.get("script", "en")
    if not is_development(request) or script not in samples():
        raise Http404
    words = samples()[script]
    context = {
        "words": words,
        "script": script,
        "scripts": [(code, one["script"]) for code, one in samples().items()],
        "facts": list(zip(words["names"], words["values"], strict=True)),
        "tabs": tabs(words),
        "panels": panels(words),
        "drawings": sorted(one.stem for one in DRAWINGS.glob("*.svg")),
        "steps": steps(words),
        "plain": sample_form(words)(prefix="plain"),
        "wrong": sample_form(words)({"wrong-text": "x"}, prefix="wrong"),
    }
    return render(request, "portal/gallery.html", context)


@lru_cache(maxsize=1)
def samples() -> dict[str, Any]:
    """Return sample words by the code of their language."""
    order = ("en", "zh-hans", "ar")
    files = ((code, SAMPLES / f"{code}.json") for code in order)
    return {code: json.loads(file.read_text(encoding="utf-8")) for code, file in files}


def tabs(words: dict[str, Any]) -> list[dict[str, Any]]:
    """Return three tabs: the current one, one with a number, one without."""
    first, second, third = words["states"]
    return [
        {"url": "#tabs", "name": first, "count": 12, "is_current": True},
        {"url": "#tabs", "name": second, "count": 0},
        {"url": "#tabs", "name": third, "count": None},
    ]


def panels(words: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a drawing that stands, one that lies, and one of nothing."""
    rows = list(zip(words["weeks"], BARS, strict=True))
    standing = [
        {
            "x": 90 * at + 10,
            "y": 130 - 9 * value,
            "width": 50,
            "height": 9 * value,
            "value": value,
            "label": label,
        }
        for at, (label, value) in enumerate(rows)
    ]
    lying = [
        {
            "y": 40 * at + 22,
            "width": 22 * value,
            "height": 14,
            "value": value,
            "label": label,
        }
        for at, (label, value) in enumerate(rows)
    ]
    about = {"title": words["title"], "label": words["sentence"], "rows": rows}
    about |= {"head": words["names"][:2], "hint": words["sentence"]}
    return [
        {
            **about,
            "is_upright": True,
            "chart": {"bars": standing, "width": 370, "height": 160},
        },
        {**about, "chart": {"bars": lying, "width": 370, "height": 170}},
        {**about, "chart": {"is_empty": True}},
    ]


def steps(words: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is done, what went wrong, and what is still to come."""
    first, second, third = words["steps"]
    return [
        {"kind": "done", "label": first, "at": SENT_AT},
        {"kind": "trouble", "label": second, "detail": words["sentence"]},
        {"kind": "", "label": third},
    ]


def sample_form(words: dict[str, Any]) -> type[forms.Form]:
    """Return a form with each way to fill something in."""
    few = list(enumerate(words["states"]))
    hint = words["sentence"]
    fields: dict[str, forms.Field] = {
        "text": forms.EmailField(label=words["names"][0], help_text=hint),
        "many": forms.CharField(label=words["long"], widget=forms.Textarea),
        "country": forms.ChoiceField(
            label=words["names"][1],
            choices=[("", "—"), *countries("en")],
            widget=LongSelect,
        ),
        "day": forms.DateField(label=words["names"][3], required=False),
        "one": forms.ChoiceField(
            label=words["title"],
            help_text=hint,
            choices=few,
            widget=forms.RadioSelect,
        ),
        "some": forms.MultipleChoiceField(
            label=words["title"], choices=few, widget=forms.CheckboxSelectMultiple
        ),
        "box": forms.BooleanField(label=words["paragraph"], help_text=hint),
    }
    return type("SampleForm", (forms.Form,), fields)
