"""The mail with a page: what it is, how sure one can be, how no other comes."""

from django.utils import translation
from django.utils.translation import gettext as _

from contacts.mail.late.words import Rendered
from contacts.mail.rendering import absolute, render_letter
from contacts.mail.ways import Way
from trials.models import Study


def page_of_study(
    study: Study, language: str, title: str, state: str, stop: str
) -> Rendered:
    """Return the mail; its subject says nothing of an illness."""
    number = study.registry_id
    with translation.override(language):
        return render_letter(
            language,
            _("The page that you wanted to keep"),
            [title, state, _("It is only information. You agree to nothing by it.")],
            ways=[
                Way(_("Read it:"), absolute("trials:study_detail", language, number)),
                Way(
                    _("Two pages to print (PDF):"),
                    absolute("trials:study_sheet", language, number),
                ),
                Way(_("No more such mails:"), stop),
            ],
            small=[
                _(
                    "Somebody typed this address on our page. If it was not you, press "
                    "the button behind the last link: no page is mailed to you again."
                )
            ],
        )
