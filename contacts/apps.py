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
        """Name what else is encrypted; models exist only once apps are ready."""
        factors = import_module("contacts.secondfactors")
        rotation.OTHERS.append(factors.rotate_second_factors)
