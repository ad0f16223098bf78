"""Every place of words in a text, in time that grows with both alone. Pure."""

from collections.abc import Iterator


def places_of(words: str, text: str) -> Iterator[int]:
    """Yield where words stand in a text, also where one place overlaps the next.

    Looking again behind each place compares the words anew; over a run of one sign
    that is as many times as the run is long. Where two places overlap, the words
    repeat themselves, and of the next place only what is new is compared.
    """
    if not words:
        return
    length, step = len(words), 0
    before, at = -length, text.find(words)
    while at >= 0:
        yield at
        if not step and at - before < length:
            step = repeats_after(words)
        before = at
        end = at + length
        if step and text.startswith(words[length - step :], end):
            at += step
        else:
            at = text.find(words, at + 1)


def repeats_after(words: str) -> int:
    """Return by how many characters words can be moved to lie on themselves again."""
    kept, borders = 0, [0]
    for character in words[1:]:
        while kept and character != words[kept]:
            kept = borders[kept - 1]
        kept += character == words[kept]
        borders.append(kept)
    return len(words) - kept
