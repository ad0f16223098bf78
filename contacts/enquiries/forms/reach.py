"""How somebody can be reached: by e-mail, by telephone, or both."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from contacts.enquiries.forms.addresses import AddressForm
from contacts.enquiries.forms.phones import PhoneForm
from contacts.models import Channel

NO_WAY = _(
    "We need one way to bring you the answer: type your e-mail address, or a phone "
    "number and leave “I cannot be called” empty."
)


class ReachForm(AddressForm, PhoneForm):
    """One way is enough; which one is there decides how the team answers."""

    def clean(self) -> dict[str, Any]:
        """Ask for a second way where the only one is shut."""
        data = super().clean()
        if "email" not in data or "phone" not in data:
            return data
        is_shut = data.get("cannot_be_called") or not data["phone"]
        if not data["email"] and is_shut:
            self.add_error("email", NO_WAY)
        elif not data["email"]:
            data["channel"] = Channel.PHONE
        elif is_shut:
            data["channel"] = Channel.EMAIL
        return data
