"""Site contact, then central contact, then the portal desk; and never a guess."""

from dataclasses import dataclass

import pytest

from contacts.enquiries.routing import Route, route

DESK = "desk@portal.example"


@dataclass
class Contact:
    email: str = ""
    role: str = "CONTACT"


SITE = Contact("site@hospital.example")
CENTRAL = Contact("central@sponsor.example")
INVESTIGATOR = Contact("pi@hospital.example", "PRINCIPAL_INVESTIGATOR")
SILENT = Contact()


@pytest.mark.parametrize(
    ("site", "central", "expected"),
    [
        ([SITE], [CENTRAL], Route("SITE_CONTACT", "site@hospital.example")),
        ([SILENT, SITE], [CENTRAL], Route("SITE_CONTACT", "site@hospital.example")),
        ([SILENT], [CENTRAL], Route("CENTRAL_CONTACT", "central@sponsor.example")),
        ([], [CENTRAL], Route("CENTRAL_CONTACT", "central@sponsor.example")),
        ([INVESTIGATOR], [CENTRAL], Route("CENTRAL_CONTACT", CENTRAL.email)),
        ([SILENT], [SILENT], Route("PORTAL_DESK", DESK)),
        ([], [], Route("PORTAL_DESK", DESK)),
        ([INVESTIGATOR], [INVESTIGATOR], Route("PORTAL_DESK", DESK)),
    ],
)
def test_the_nearest_mailbox_that_somebody_reads(site, central, expected):
    assert route(site, central, DESK) == expected
