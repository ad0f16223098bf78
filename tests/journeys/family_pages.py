"""Every page that a family can read, and what stands on it that is our own words."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from lxml import html

from tests.journeys.test_pseudo_language import named
from tests.lives import lived
from tests.trials.pages.views.test_selfchecks import CHECK, form_of
from tests.trials.selfcheck.founding import case
from trials.listing.condition_names import names_in
from trials.models import Study, StudyCondition, StudySite
from trials.places.names.own import own_names

STAFFS = re.compile(r"/(?:staff|admin|dev|webhooks|inbound|password)/|z$|\.well-known")
STUDIES = ("NCT07233642", "NCT99000001", "NCT99000007")
PARTS = ("", "sites/", "message/", "changes/", "correct/", "similar/", "tell-me/")
# Fits, talk to the team, may not fit.
CASES = ("C01", "C10", "C11")
# Stand inside a line; everything else begins a new one.
INLINE = {
    *("a", "abbr", "b", "bdi", "cite", "code", "data", "dfn", "em", "i", "q"),
    *("small", "span", "strong", "time"),
}
SILENT = {"script", "style", "option", "template", "svg", "noscript"}


def family_pages(prefix: str) -> Iterator[tuple[str, bytes]]:
    """Yield address and page of all that a family meets in a language."""
    client = Client()
    for address in [*plain_addresses(), *of_studies()]:
        answer = client.get(prefix + address, follow=True)
        if answer.status_code == 200 and "html" in answer["Content-Type"]:
            yield address, answer.content
    yield from walked(prefix)
    lives = lived()
    for address in sorted(one for one in lives.links() if not STAFFS.search(one)):
        answer = lives.family.get(prefix + address, follow=True)
        yield re.sub(r"[0-9a-f]{64}", "…", address), answer.content


def plain_addresses() -> list[str]:
    """Return the addresses of families that have no part to fill in."""
    found = []
    for name in named(get_resolver()):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if not STAFFS.search(address) and "anymail" not in name:
            found.append(address)
    return list(dict.fromkeys(found))


def of_studies() -> list[str]:
    return [f"/trials/{one}/{part}" for one in STUDIES for part in PARTS]


def walked(prefix: str) -> Iterator[tuple[str, bytes]]:
    """Yield each page of a self-check once, and the result of each case."""
    seen = set()
    for number in CASES:
        client, answers = Client(), form_of(case(number))
        address = f"{prefix}{CHECK}q/1/"
        while not address.endswith("/result/"):
            if address not in seen:
                yield address.removeprefix(prefix), client.get(address).content
            seen.add(address)
            address = client.post(address, answers)["Location"]
        yield f"{address.removeprefix(prefix)} {number}", client.get(address).content


def own_words(page: bytes, language: str, theirs: list[str]) -> str:
    """Return what a page says in its language, line by line, but the registry's."""
    tree = html.fromstring(page)
    (main, *_) = tree.xpath("//main") or [tree]
    for node in main.find_class("trap"):
        node.drop_tree()
    for node in main.xpath(".//*[@lang]"):
        if not node.get("lang").lower().startswith(language):
            node.drop_tree()
    text = "".join(written(main))
    for name in theirs:
        text = text.replace(name, "")
    return "\n".join(line for line in map(str.strip, text.splitlines()) if line)


def written(node: html.HtmlElement) -> Iterator[str]:
    """Yield the words of a node; a block stands on lines of its own."""
    if not isinstance(node.tag, str) or node.tag in SILENT:
        return
    edge = "" if node.tag in INLINE else "\n"
    yield edge + " ".join((node.text or "").replace("\n", " ").split(" "))
    for child in node:
        yield from written(child)
        yield (child.tail or "").replace("\n", " ")
    yield edge


def names_of_registry() -> list[str]:
    """Return what the registry calls studies, places and conditions, longest first."""
    found = {
        *Study.objects.values_list("brief_title", flat=True),
        *Study.objects.values_list("official_title", flat=True),
        *Study.objects.values_list("sponsor", flat=True),
    }
    conditions = set(StudyCondition.objects.values_list("name", flat=True))
    # A card has each in the words of its page.
    found |= {
        one.name
        for code, _of in settings.LANGUAGES
        for one in names_in(conditions, code)
    }
    for names in StudySite.objects.values_list("facility", "city", "state", "postcode"):
        found |= set(names)
        own = own_names(names[1], names[0], "CN", "zh-hans")
        found |= {own["own_city"], own["own_name"]}
    return sorted(filter(None, found), key=len, reverse=True)
