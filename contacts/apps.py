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
        """Name what is encrypted besides fields, who hears of what, what families get.

        Models exist only now.
        """
        import_module("contacts.teams.account_events").hear_of_accounts()
        factors = import_module("contacts.teams.second_factors")
        letters = import_module("contacts.mail.inbound.resealing")
        rotation.OTHERS.append(factors.rotate_second_factors)
        rotation.OTHERS.append(letters.rotate_letters)
        bounces = import_module("contacts.conversation.actions.lost_mails.bounces")
        lost_mails = import_module("contacts.alerts.actions.lost_mails")
        bounces.LISTENERS.append(lost_mails.end_alerts)
        mails = import_module("contacts.enquiries.actions.late_mails")
        authors = import_module("contacts.mail.late.authors")
        authors.AUTHORS.update(mails.AUTHORS)
        add_to_pack()


def add_to_pack() -> None:
    """Let the ethics committee's pack hold what this app shows families."""
    pack = import_module("trials.texts.pack.parts")
    arrangements = import_module("contacts.responsible.arrangements")
    mails = import_module("contacts.gallery.pack_mails")
    interface = import_module("contacts.gallery.pack_interface")
    pack.MORE += [
        arrangements.arrangements_of_pack,
        mails.mails_of_pack,
        interface.interface_of_pack,
    ]
