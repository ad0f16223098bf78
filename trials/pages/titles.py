"""What a trial is called in a language."""

from datetime import date

from trials.models import Study
from trials.texts.serving import served_title


def title_in(study: Study, language: str, today: date) -> tuple[str, str]:
    """Return a study's title and its language; the registry's own is English.

    Nothing is asked of the database where `title_texts` are at hand.
    """
    ours = served_title(study, language, today)
    return (ours, language) if ours else (study.brief_title, "en")
