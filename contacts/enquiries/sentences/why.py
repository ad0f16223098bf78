"""Why a mail came to this address, and how its reader can check it."""

from django.conf import settings
from django.utils.translation import gettext as _

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.states import RoutedTo
from contacts.enquiries.sentences.passed_over import passed_over_sentence
from contacts.telephones import desk
from portal.hospital.says import portal_name


def why_this_address(enquiry: Enquiry) -> str:
    """Say for which study and place it is listed, by whom, and who was nearer."""
    about = {
        "register": enquiry.study.register_name,
        "study": enquiry.study.registry_id,
        "place": enquiry.place_name,
        "team": enquiry.team.name if enquiry.team else "",
    }
    reasons = {
        RoutedTo.SITE_CONTACT: _(
            "You get this because the public register %(register)s names this address "
            "for the study %(study)s at %(place)s."
        ),
        RoutedTo.CENTRAL_CONTACT: _(
            "You get this because the public register %(register)s names this address "
            "as the central contact of the study %(study)s, which somebody asks about "
            "for %(place)s."
        ),
        RoutedTo.SITE_TEAM: _(
            "You get this because this is a mailbox of the team %(team)s, which "
            "answers for the study %(study)s at %(place)s."
        ),
        RoutedTo.STUDY_TEAM: _(
            "You get this because this is a mailbox of the team %(team)s, which "
            "answers for the whole study %(study)s. Somebody asks about %(place)s."
        ),
        RoutedTo.PORTAL_DESK: _(
            "This comes to the portal's desk, the last in the route for the study "
            "%(study)s at %(place)s."
        ),
    }
    why = reasons[RoutedTo(enquiry.routed_to)] % about
    return f"{why} {passed_over_sentence(enquiry)}".strip()


def how_to_check() -> str:
    """Say who runs the portal, and how to check a mail without following its link."""
    about = {
        "portal": portal_name(),
        "address": settings.PUBLIC_URL,
        "desk": desk().number,
    }
    return (
        _(
            "%(portal)s sends this. You need not follow the link to check that: type "
            "%(address)s into your browser and look the study up there, or ask our "
            "desk: %(desk)s. We never ask for a password."
        )
        % about
    )
