"""What stands around a study for programs: who runs the pages, and the way to it."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.hospital.operator import is_fictional, operator_in
from portal.hospital.says import portal_name
from portal.hospital.whole_address import whole_address
from portal.pages.compiled.addresses import numbered_address
from trials.models import Study
from trials.pages.found.block import without_empty


def page_address(view: str, *args: str) -> str:
    """Return a page's full address in the active language."""
    return whole_address(
        numbered_address(view, *args) if len(args) == 1 else reverse(view, args=args)
    )


def organization(language: str) -> dict[str, Any]:
    """Return who runs the portal, as the imprint says; a made-up hospital is nobody."""
    said = {} if is_fictional() else operator_in(language)
    node = {
        "@type": "Organization",
        "@id": f"{settings.PUBLIC_URL}/#organization",
        "name": said.get("operator_name") or portal_name(),
        "url": page_address("home"),
        "email": said.get("operator_email", ""),
        "address": said.get("operator_address", ""),
    }
    return without_empty(node)


def breadcrumbs(study: Study, title: str, *further: tuple[str, str]) -> dict[str, Any]:
    """Return the way from the beginning to a page of a study."""
    own = (title, page_address("trials:study_detail", study.registry_id))
    listed = (_("Find a trial"), page_address("trials:study_list"))
    way = [(portal_name(), page_address("home")), listed, own, *further]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(way, 1)
        ],
    }
