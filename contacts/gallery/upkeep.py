"""The mails of upkeep as the gallery shows them."""

from types import SimpleNamespace
from typing import Any

from contacts.gallery.people import WORD, names_in, sample_site, sample_study
from contacts.mail.late.words import Rendered
from contacts.mail.rendering import absolute
from contacts.models import Awaited, CorrectionState, Watcher
from contacts.pagemails.sentences import page_of_study
from contacts.upkeep import sentences


def question_specimen(language: str) -> Rendered:
    """Return the question about two studies, of one of which a place is meant."""
    study = sample_study(language)
    asked: list[Any] = [
        SimpleNamespace(study=study, site=sample_site(language)),
        SimpleNamespace(study=study, site=None),
    ]
    places = SimpleNamespace(select_related=lambda *_names: asked)
    letter: Any = SimpleNamespace(language=language, places=places)
    return sentences.question_to_team(letter, WORD)


def not_theirs_specimen(_language: str) -> Rendered:
    """Return the notice to the desk of a mailbox that is not a study's."""
    return sentences.address_is_not_theirs([sample_study("en").registry_id] * 2)


def watch_specimen(language: str) -> Rendered:
    """Return the question whether one mail is wanted."""
    return sentences.watch_question(Watcher(language=language), WORD)


def watched_specimen(language: str) -> Rendered:
    """Return the one mail, about results."""
    watcher = Watcher(language=language, awaited=Awaited.RESULTS)
    title = names_in(language).title
    return sentences.watched_study(watcher, sample_study(language), title)


def correction_specimen(language: str) -> Rendered:
    """Return what a reader hears of a correction."""
    outcome = str(CorrectionState.PUT_RIGHT.label)
    return sentences.correction_told(language, sample_study(language), outcome)


def page_specimen(language: str) -> Rendered:
    """Return a page by mail."""
    title = names_in(language).title
    stop = absolute("contacts:stop_page_mails", language, WORD)
    return page_of_study(sample_study(language), language, title, title, stop)
