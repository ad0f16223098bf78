"""Single fields out of a multipart form, found without taking it apart. Pure."""

from collections.abc import Iterable

# A signature is short; what is longer is not looked for.
LONGEST = 300
BLANK = b"\r\n\r\n"


def find_fields(body: bytes, names: Iterable[str]) -> dict[str, str]:
    """Return the values of short fields, as far as they are there.

    Only where it stands as a form writes it: after a line with the field's name.
    """
    found = {}
    for name in names:
        mark = f'name="{name}"'.encode()
        at = body.find(mark)
        while at >= 0 and not is_heading(body, at):
            at = body.find(mark, at + 1)
        if at >= 0:
            found[name] = value_after(body, at + len(mark))
    return found


def is_heading(body: bytes, at: int) -> bool:
    """Whether a place lies in the heading of a part."""
    line = body[body.rfind(b"\n", max(0, at - LONGEST), at) + 1 : at].lower()
    return line.startswith(b"content-disposition:")


def value_after(body: bytes, at: int) -> str:
    """Return what stands after the blank line that follows, up to the line's end."""
    begin = body.find(BLANK, at, at + LONGEST)
    if begin < 0:
        return ""
    begin += len(BLANK)
    end = body.find(b"\r\n--", begin, begin + LONGEST)
    return body[begin:end].decode("utf-8", "replace") if end >= 0 else ""
