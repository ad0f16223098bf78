"""The parts that pages are made of: templates/components/, each with its own style.

{% part "notice" tone="caution" %}<p>…</p>{% endpart %}
"""

from functools import cache
from typing import Any

from django import template
from django.template import Engine
from django.template.context import Context
from django.utils.safestring import mark_safe

from portal.pages import joined

register = template.Library()
register.simple_tag(joined.sheet_inside)


@register.simple_block_tag(takes_context=True, end_name="endpart")
def part(context: Context, content: str, component: str, **given: Any) -> str:
    """Return a component around what stands between the tags."""
    drawn = part_of(context.template.engine, f"components/{component}.html")
    inside = mark_safe(content.strip())  # noqa: S308 - rendered by Django
    return drawn.render(context.new({"content": inside, **given}))


def part_of(engine: Engine, name: str) -> template.Template:
    """Return a part's template; in development it may be another each time."""
    return engine.get_template(name) if engine.debug else known_part(engine, name)


@cache
def known_part(engine: Engine, name: str) -> template.Template:
    """Return a part's template, which a release never changes."""
    return engine.get_template(name)


@register.filter
def in_one_line(text: str) -> str:
    """Return what a block drew without the breaks of its template."""
    return type(text)(" ".join(text.split()))
