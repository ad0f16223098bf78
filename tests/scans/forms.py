"""The forms of a page, filled in as a person would who thinks nothing of it."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode, urljoin

import requests
from lxml import html

from tests.services.posted import FORM

# Whoever signs out, or takes their own rights away, scans no more.
NEVER = re.compile(r"sign-out|totp|recovery|sessions|password|/language")
# What an address names; of a form without fields there is nothing else to try.
NAMED = re.compile(r"/(\d+|ENQ(?:-\w+)+)(?=/)")
FIELDS = ".//*[self::input|self::select|self::textarea|self::button][@name!='']"
TYPES = {"number": "9", "email": "lena@families.example", "date": "2026-11-24"}


def visitor() -> requests.Session:
    """Return somebody who trusts the door's certificate, whatever this machine says."""
    session = requests.Session()
    session.trust_env = session.verify = False
    return session


def forms_on(session: requests.Session, address: str) -> Iterator[tuple[str, str, str]]:
    """Yield method, address and encoded fields of each form of a page.

    Where nothing can be typed, what the address names is marked as what to try.
    """
    answer = session.get(address)
    answer.raise_for_status()
    for form in html.fromstring(answer.text).xpath("//main//form"):
        given = form.attrib
        to = urljoin(address, given.get("action") or "")
        if NEVER.search(to):
            continue
        method = (given.get("method") or "get").upper()
        fields = {node.get("name"): filled(node) for node in form.xpath(FIELDS)}
        address_alone = to.split("?")[0]
        if fields.keys() - {"csrfmiddlewaretoken"}:
            yield method, address_alone, urlencode(fields)
        elif NAMED.search(address_alone):
            yield method, NAMED.sub(r"/\1*", address_alone), urlencode(fields)


def filled(node: html.HtmlElement) -> str:
    """Return what is typed into a field: what stands there, else something fitting."""
    given = node.attrib
    if given["name"] == "homepage":
        # Only programs fill it in, and what they send is put aside.
        return ""
    if node.tag == "select":
        choices = [one.get("value", "") for one in node.iter("option")]
        return next(filter(None, choices), "x")
    known = given.get("value") or FORM.get(given["name"])
    return known or TYPES.get(given.get("type") or "", "x")
