"""The private app: what people tell us."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import rotation


class ContactsConfig(AppConfig):
    """Enquiries, messages, e-mails and the teams that answer."""

    name = "contacts"
    verbose_name = _("Contacts")

    def ready(self) -> None:
        """Name what is encrypted besides fields; models exist only now."""
        factors = import_module("contacts.teams.second_factors")
        letters = import_module("contacts.mail.inbound.store")
        rotation.OTHERS.append(factors.rotate_second_factors)
        rotation.OTHERS.append(letters.rotate_letters)
