"""The parts that pages are made of: templates/components/, each with its own style.

{% part "notice" tone="caution" %}<p>…</p>{% endpart %}
"""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import mark_safe

from portal.pages import joined

register = template.Library()
register.simple_tag(joined.sheet_inside)


@register.simple_block_tag(takes_context=True, end_name="endpart")
def part(context: Context, content: str, component: str, **given: Any) -> str:
    """Return a component around what stands between the tags."""
    drawn = context.template.engine.get_template(f"components/{component}.html")
    inside = mark_safe(content.strip())  # noqa: S308 - rendered by Django
    return drawn.render(context.new({"content": inside, **given}))


@register.filter
def in_one_line(text: str) -> str:
    """Return what a block drew without the breaks of its template."""
    return type(text)(" ".join(text.split()))
