"""The parts that pages are made of: templates/components/, each with its own style.

{% part "notice" tone="caution" %}<p>…</p>{% endpart %}
"""

from typing import Any

from django import template
from django.template.context import Context

register = template.Library()


@register.simple_block_tag(takes_context=True, end_name="endpart")
def part(context: Context, content: str, name: str, **given: Any) -> str:
    """Return a component around what stands between the tags."""
    drawn = context.template.engine.get_template(f"components/{name}.html")
    return drawn.render(context.new({"content": content, **given}))
