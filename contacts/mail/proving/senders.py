"""What the receiver of a mail says of its sender, in the mail's own headers. Pure.

`Authentication-Results` (RFC 8601) and `Received-SPF` (RFC 7208) say which domains SPF
and DKIM vouch for; RFC 9989 (DMARC) asks that one of them is the author's: the same, or
one below the other. Only the last receiver is believed: its lines stand topmost.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from contacts.mail.reading.wire.headers import Headers

LONGEST = 4000
COMMENT = re.compile(r"\([^()]*\)")
RESULT = re.compile(r"\s*(spf|dkim|dmarc)\s*(?:/\s*1\s*)?=\s*([a-z]+)", re.I)
PROPERTY = re.compile(r'\b(\w+)\.([\w-]+)\s*=\s*"?([^\s";]+)', re.I)
ENVELOPE = re.compile(r'envelope-from\s*=\s*"?<?([^\s">;]+)', re.I)
# Where the domain of what was checked stands.
NAMED = {
    "spf": ("smtp.mailfrom", "smtp.helo"),
    "dkim": ("header.d", "header.i"),
    "dmarc": ("header.from",),
}


@dataclass(frozen=True)
class SenderProof:
    """Domains that SPF and DKIM vouch for, and what the receiver made of them."""

    author: str = ""
    spf: list[str] = field(default_factory=list)
    dkim: list[str] = field(default_factory=list)
    # "pass", "fail" …; empty where the receiver does not say.
    dmarc: str = ""
    # Whether anything was said at all.
    is_told: bool = False
    is_aligned: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return asdict(self)


def read_proof(headers: Headers, from_address: str) -> SenderProof:
    """Return what the last receiver says of a mail's sender."""
    author = domain_of(from_address)
    results = [*results_of(headers), *received_spf(headers)]
    passed = [one for one in results if one[1] == "pass" and one[2]]
    spf = [domain for method, _said, domain in passed if method == "spf"]
    dkim = [domain for method, _said, domain in passed if method == "dkim"]
    dmarc = next((said for method, said, _domain in results if method == "dmarc"), "")
    is_aligned = dmarc == "pass" or (
        dmarc != "fail" and any(are_related(author, one) for one in (*spf, *dkim))
    )
    return SenderProof(author, spf, dkim, dmarc, bool(results), is_aligned)


def results_of(headers: Headers) -> Iterator[tuple[str, str, str]]:
    """Yield method, result and domain, as the topmost lines of one receiver have it."""
    lines = [without_comments(one) for one in headers.all("authentication-results")]
    first = lines[0].partition(";")[0].split() if lines else []
    for line in lines:
        name, _mark, said = line.partition(";")
        if name.split() != first:
            return
        for part in said.split(";"):
            found = RESULT.match(part)
            if found:
                method = found[1].lower()
                yield method, found[2].lower(), named_domain(method, part)


def received_spf(headers: Headers) -> Iterator[tuple[str, str, str]]:
    """Yield what the topmost Received-SPF says, where it stands alone."""
    line = headers.raw("received-spf")
    if line and not headers.has("authentication-results"):
        found = ENVELOPE.search(line)
        said = line.split(maxsplit=1)[0].lower()
        yield "spf", said, domain_of(found[1]) if found else ""


def without_comments(line: str) -> str:
    """Return a line without what stands in brackets, also in brackets of brackets."""
    line = line[:LONGEST]
    for _depth in range(5):
        line = COMMENT.sub(" ", line)
    return line


def named_domain(method: str, part: str) -> str:
    """Return the domain that a result is about."""
    said = {
        f"{kind}.{name}".lower(): value for kind, name, value in PROPERTY.findall(part)
    }
    found = next((said[name] for name in NAMED[method] if name in said), "")
    return domain_of(found)


def domain_of(address: str) -> str:
    """Return what stands behind the @, or the whole where there is none."""
    return address.rpartition("@")[2].strip("<>. \t").lower()


def are_related(one: str, other: str) -> bool:
    """Whether two domains are the same, or one lies below the other."""
    short, long = sorted((one, other), key=len)
    is_domain = "." in short
    return is_domain and (long == short or long.endswith(f".{short}"))
