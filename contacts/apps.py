"""The private app: what people tell us."""

from importlib import import_module
from types import ModuleType

from anymail.signals import inbound, tracking
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import rotation


class ContactsConfig(AppConfig):
    """Enquiries, messages, e-mails and the teams that answer."""

    name = "contacts"
    verbose_name = _("Contacts")

    def ready(self) -> None:
        """Connect the receivers of anymail's webhooks; name what else is encrypted."""
        inbound.connect(webhooks().mail_came, dispatch_uid="mail_came")
        tracking.connect(webhooks().mail_reported, dispatch_uid="mail_reported")
        factors = import_module("contacts.secondfactors")
        rotation.OTHERS.append(factors.rotate_second_factors)


def webhooks() -> ModuleType:
    """Return the module of the receivers; models exist only once apps are ready."""
    return import_module("contacts.webhooks")
