"""Templates of the folders, read with the short ways of `lookups`, and kept."""

from collections.abc import Sequence
from typing import Any

from django.template import Node, NodeList, Origin, Template, TemplateDoesNotExist
from django.template.base import DebugLexer, Lexer, Parser, Token, VariableNode
from django.template.loader_tags import IncludeNode
from django.template.loaders import cached
from django.template.loaders.base import Loader

from portal.pages.compiled.includes import QuickInclude, is_named
from portal.pages.compiled.lookups import QuickExpression, QuickVariableNode
from portal.pages.compiled.runs import in_runs


class KnownNodes(NodeList):
    """The nodes of a whole template; those of a kind are sought once."""

    def __init__(self, nodes: NodeList) -> None:
        super().__init__(nodes)
        self.contains_nontext = nodes.contains_nontext
        self.kinds: dict[Any, list[Node]] = {}

    def get_nodes_by_type(self, nodetype: Any) -> list[Node]:
        """Return them, also those inside others."""
        if nodetype not in self.kinds:
            self.kinds[nodetype] = super().get_nodes_by_type(nodetype)
        return self.kinds[nodetype]


class QuickParser(Parser):
    """Reads what Django's does, into the same nodes but for names and their words."""

    def compile_filter(self, token: str) -> QuickExpression:
        """Return what a tag or a pair of braces asks for."""
        return QuickExpression(token, self)

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        """Add a node."""
        if type(node) is VariableNode:
            node = QuickVariableNode(node.filter_expression)
        elif type(node) is IncludeNode and is_named(node):
            node = QuickInclude(node)
        super().extend_nodelist(nodelist, node, token)

    def parse(self, parse_until: Any = None) -> NodeList:
        """Return nodes, those that are the same on each page in one piece."""
        return in_runs(super().parse(parse_until))


class QuickTemplate(Template):
    """A template read by the quick parser."""

    def compile_nodelist(self) -> NodeList:
        """Return its nodes, as Django does but for the parser."""
        lexer = (DebugLexer if self.engine.debug else Lexer)(self.source)
        libraries, builtins = (
            self.engine.template_libraries,
            self.engine.template_builtins,
        )
        parser = QuickParser(lexer.tokenize(), libraries, builtins, self.origin)
        try:
            nodes = KnownNodes(parser.parse())
        except Exception as error:
            if self.engine.debug:
                told: Any = error
                told.template_debug = self.get_exception_info(told, told.token)
            raise
        self.extra_data = parser.extra_data
        return nodes


class ReadingLoader(Loader):
    """Makes quick templates of what it finds."""

    def get_template(
        self, template_name: str, skip: Sequence[Origin] | None = None
    ) -> Template:
        """Return the first of this name that is not to be skipped."""
        tried: list[tuple[Origin, str]] = []
        for origin in self.get_template_sources(template_name):
            if skip is not None and origin in skip:
                tried.append((origin, "Skipped to avoid recursion"))
                continue
            try:
                contents = self.get_contents(origin)
            except TemplateDoesNotExist:
                tried.append((origin, "Source does not exist"))
                continue
            return QuickTemplate(contents, origin, origin.template_name, self.engine)
        raise TemplateDoesNotExist(template_name, tried=tried)


class QuickLoader(cached.Loader, ReadingLoader):
    """Keeps what it read, as Django's own does."""
