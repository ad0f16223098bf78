"""Whether families may write: all that stands before their forms, in one place."""

from portal.hospital.operator import missing_blanks
from trials.texts.serving import are_legal_words_there


def may_take_messages(language: str) -> bool:
    """Whether families' forms are open in a language; the console works in any case.

    They wait until the pages on responsibility have no blank left, and the legal words
    of that language are approved.
    """
    return not missing_blanks() and are_legal_words_there(language)
