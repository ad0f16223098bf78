"""Indents are left out, and nothing that anybody sees."""

import pytest

from portal.pages.indents import without_indents


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (b"<p>\n    a\n\n  <b>c</b>\n</p>", b"<p>\na\n<b>c</b>\n</p>"),
        (b"a  b\tc", b"a  b\tc"),
        (b"\n  <pre>\n  a\n   b</pre>\n  c", b"\n<pre>\n  a\n   b</pre>\nc"),
        (b"<textarea>\n  a</textarea>", b"<textarea>\n  a</textarea>"),
        ("\n  中 文".encode(), "\n中 文".encode()),
        # Space that does not break a line is a sign like others.
        ("\n\u00a0a".encode(), "\n\u00a0a".encode()),
    ],
)
def test_indents_are_left_out(written, sent):
    assert without_indents(written) == sent
