"""Where to mail the page."""

from django.utils.translation import gettext_lazy as _

from contacts.fields import AddressField
from contacts.upkeep.forms.readers import NO_ADDRESS, ReaderForm


class PageMailForm(ReaderForm):
    """One address; it is erased with the mail."""

    email = AddressField(
        label=_("E-mail"),
        help_text=_("One mail with the link goes there. Then the address is erased."),
        max_length=254,
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": NO_ADDRESS,
        },
    )
