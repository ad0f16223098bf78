"""Texts that slow parsers cannot finish: long runs, deep nests, alternations."""

import string
from collections.abc import Iterator

# Pieces that the expressions of this house look for, and pairs of them.
WORDS = (
    *("On ", "Am ", "wrote: ", "From: ", "From: a@b.c\n", "Subject: x\n", "> ", ">"),
    *("> a\n", "Inclusion Criteria: ", "exclusion ", "Exclusion Criteria\n", "except "),
    *("ext. 1 ", "x1 ", "&amp;", "&#38;", "\\&gt;", "<!--", "-->", "<div>", "<p>a"),
    *(
        "</p>",
        "<b><i>",
        '<a href="',
        "<a b='",
        "<script>",
        "<td>",
        "<li>",
        "=?utf-8?q?",
    ),
    *("=?utf-8?b?YQ==?= ", "a@", "@a", "<a@b>", '"', "\\", '\\"', "a, ", "(", "((a)"),
    *(
        "[image",
        "[cid:",
        "[a] ",
        "re: ",
        "fwd: ",
        "cedex ",
        "shi ",
        "-ku",
        "in children ",
    ),
    *(
        "1.",
        "1. a\n",
        "a) b\n",
        "* a\n",
        "- ",
        "  - a\n",
        "• ",
        "**a",
        "_a_ ",
        "`",
        "```\n",
    ),
    *(
        "meet ",
        "not ",
        "12 ",
        "\u0301",
        "e\u0301",
        "\u202e",
        "ﷺ",
        "İ",
        "ß",
        "。",
        "写道：\n",
    ),
    *("在 2026-11-24 09:00 a@b.c 写道：\n", "On 24 Nov 2026 at 09:00 a@b.c\n", "--b\n"),
    *(
        "-----\n",
        "---- a ",
        "a: b\n",
        "| ",
        "a\tb",
        "\r\n",
        "http://a",
        "out of office ",
    ),
    *("{", "{a}", "%(a)s", "12/", "+49 ", "2026-", "<font a=1>", "&", "&a", "]]>", "‐"),
    *('; a="', '; a="\\"', '"a\\"b', "<a", "(a", "'a\\'"),
)
SINGLE = [*string.punctuation, " ", "\n", "\t", "a", "0", "\u00a0", "你", "\u200b"]


def poisons(size: int) -> Iterator[tuple[str, str]]:
    """Yield (name, a text of about so many characters)."""
    for piece in (*SINGLE, *WORDS):
        yield f"run of {piece!r}", (piece * (size // len(piece) + 1))[:size]
        half = (piece * (size // len(piece) // 2 + 1))[: size // 2]
        yield f"{piece!r} and then no end", f"{half}{'a' * (size // 2)}!"
        yield f"word and {piece!r} by turns", (f"a{piece}" * size)[:size]
        yield f"lines of {piece!r}", (f"{piece}\n" * size)[:size]
    yield from nests(size)


def nests(size: int) -> Iterator[tuple[str, str]]:
    """Yield what is nested: brackets, bullets, elements, quotations."""
    deep = min(size // 8, 300)
    for opening, closing in ("()", "[]", "{}", ("<div>", "</div>"), ("**", "**")):
        half = size // (len(opening) + len(closing))
        yield f"nest of {opening}", opening * half + closing * half
    yield "one line of bullets", "- " * (size // 2)
    yield "nested bullets", "".join(f"{'  ' * n}* a\n" for n in range(deep))[:size]
    yield "nested numbers", "".join(f"{'   ' * n}1. a\n" for n in range(deep))[:size]
    yield "nested quotes", "".join(f"{'> ' * n}a\n" for n in range(deep))[:size]
    yield "blank lines between", ("a" + "\n" * 40) * (size // 41)
    yield "blanks before lines", (" " * 200 + "a\n") * (size // 202)
