"""What a trial is called in a language."""

from trials.models import Study


def title_in(study: Study, language: str) -> tuple[str, str]:
    """Return a study's title and its language; the registry's own is English.

    Nothing is asked of the database where `contents` are at hand.
    """
    ours = next((c for c in study.contents.all() if c.language == language), None)
    if ours and ours.registry_title:
        return ours.registry_title, language
    return study.brief_title, "en"
