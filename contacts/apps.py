"""The private app: what people tell us."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    """Enquiries, messages, e-mails and the teams that answer."""

    name = "contacts"
    verbose_name = _("Contacts")
