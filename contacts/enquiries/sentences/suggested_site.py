"""What a family reads when its team thinks that another site may suit better."""

from django.utils.translation import gettext as _

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.sentences.frames import Words, to_family
from contacts.mail.kinds import Purpose
from portal.pages.languages import side_by_side
from trials.models import StudySite


@to_family(Purpose.OFFER_TO_FAMILY)
def suggested_site(enquiry: Enquiry, site: StudySite) -> Words:
    """Ask whether another site may have it; only the family's click passes it on."""
    about = {
        "reference": enquiry.reference,
        "site": side_by_side((site.name, site.city)),
    }
    return Words(
        subject=_("Shall another site have your message? %(reference)s") % about,
        paragraphs=[
            _("The team thinks that another site of this study may suit you better:"),
            about["site"],
            _(
                "Nothing is passed on unless you say so. If you would rather stay, do "
                "nothing: the team that has it goes on."
            ),
        ],
        greets=True,
        leads_to=_("See it on your page:"),
    )
