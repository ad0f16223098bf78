"""Why a step of a text is refused; the sentence for each code."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "changed": _("It was changed meanwhile, or has gone on. Read it again."),
    "empty": _("There is no word in it yet."),
    "risky": _("It says what a text for families must not say. See the marks."),
    "blank": _("Something is still to be filled in: what stands in [[ ]]."),
    "names": _("Keep each %(name)s as it is: the portal puts something in there."),
    "own": _("Whoever wrote in a text cannot approve it. Ask another person."),
    "no_name": _("Name the person who has read it, as families shall read it."),
    "no_ethics": _("The ethics committee's reference is missing."),
    "no_day": _("The day of the approval is missing."),
    "over": _("Its last day has passed."),
    "not_approved": _("It is not approved."),
    "altered": _("It is not what was approved: a byte has changed."),
    "stays": _("It stays until another one is approved: families need these words."),
    "never_approved": _("It was never approved."),
}


class TextRefusedError(ValueError):
    """A step that must not be taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def sentence(self) -> str:
        """Return it for the person who tried, in their language."""
        return str(SENTENCES[self.code])
