"""Text as the index of words keeps it, and as it is asked: Chinese in pairs."""

import itertools

from trials.vocabulary.tokens import HAN, tokens_of


def cut_words(text: str) -> list[str]:
    """Return the words of a text; a run of Chinese characters becomes its pairs."""
    found: list[str] = []
    run: list[str] = []
    last = -1
    for token in tokens_of(text):
        is_han = bool(HAN.match(token.text))
        if run and (not is_han or token.start != last):
            found += pairs(run)
            run = []
        if is_han:
            run.append(token.text)
        else:
            found.append(token.text)
        last = token.end
    return found + pairs(run)


def pairs(run: list[str]) -> list[str]:
    if len(run) < 2:
        return run
    return [one + other for one, other in itertools.pairwise(run)]
