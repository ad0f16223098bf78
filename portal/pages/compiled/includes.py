"""Parts that a template includes by name: each sought once, not on every page."""

from typing import Any

from django.template import Engine, Template
from django.template.context import BaseContext
from django.template.loader_tags import IncludeNode


def is_named(node: IncludeNode) -> bool:
    """Whether the template itself says which part it is."""
    said: Any = node.template
    return isinstance(said.var, str) and not said.filters


class QuickInclude(IncludeNode):
    """Draws the part that it names; in development it may be another each time."""

    def __init__(self, node: IncludeNode) -> None:
        super().__init__(
            node.template,
            extra_context=node.extra_context,
            isolated_context=node.isolated_context,
        )
        self.found: dict[Engine, Template] = {}

    def render(self, context: BaseContext) -> Any:
        """Return it, drawn with what the page knows and what is given along."""
        engine: Engine = context.template.engine
        if engine.debug:
            return super().render(context)
        part = self.found.get(engine)
        if part is None:
            name = self.template.resolve(context)
            part = self.found[engine] = engine.get_template(name)
        given = {name: one.resolve(context) for name, one in self.extra_context.items()}
        if self.isolated_context:
            return part.render(context.new(given))
        with context.push(**given):
            return part.render(context)
