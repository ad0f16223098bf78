"""Words, addresses and files of a template that stand side by side, drawn as one.

Each of them is the same on all pages of a language, and so is a run of them with the
text between: a menu, the foot, most of a page without its answers.
"""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context, Node, NodeList
from django.template.base import TextNode
from django.template.defaulttags import LoadNode
from django.utils.safestring import SafeString
from django.utils.translation.trans_real import catalog

from portal.pages.tags.constant_addresses import ConstantAddress, known_place
from portal.pages.tags.constant_files import ConstantFile
from portal.pages.tags.constant_words import ConstantWords

CONSTANT = (TextNode, ConstantWords, ConstantAddress, ConstantFile, LoadNode)


class ConstantRun(Node):
    """Nodes of which none depends on the page."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodelist = NodeList(nodes)
        self.token, self.origin = nodes[0].token, nodes[0].origin
        self.has_files = any(isinstance(one, ConstantFile) for one in nodes)
        self.has_addresses = any(isinstance(one, ConstantAddress) for one in nodes)
        self.listed: Any = None
        self.known: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """Return what they say; where files may be others the next time, said anew."""
        if self.has_files and not self.is_listed():
            return self.nodelist.render(context)
        # The catalogue itself stands for a language.
        place = known_place(context) if self.has_addresses else ()
        key = *place, catalog(), bool(context.autoescape)
        said = self.known.get(key)
        if said is None:
            said = self.known[key] = self.nodelist.render(context)
        return said

    def is_listed(self) -> bool:
        """Whether a release has a list of its files; else they may be others."""
        listed = getattr(staticfiles_storage, "hashed_files", None)
        if listed is not self.listed:
            self.listed, self.known = listed, {}
        return listed is not None and not settings.DEBUG


def in_runs(nodes: NodeList) -> NodeList:
    """Return nodes with their runs in one piece each."""
    found = type(nodes)()
    found.contains_nontext = nodes.contains_nontext
    for is_constant, group in groupby(nodes, lambda one: isinstance(one, CONSTANT)):
        some = list(group)
        is_run = is_constant and any(type(one) is not TextNode for one in some)
        found.extend([ConstantRun(some)] if is_run and len(some) > 1 else some)
    return found
