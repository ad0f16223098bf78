"""What an ethics committee asks about the portal itself, in the pack's language."""

from django.conf import settings
from django.utils.translation import gettext as _

from trials.models import Study


def facts_about(study: Study) -> list[tuple[str, str]]:
    """Return what stands on top of each pack: names and sentences."""
    return [
        (_("Trial"), f"{study.registry_id} {study.brief_title}"),
        (_("Where families meet these words"), settings.PUBLIC_URL),
        (
            _("Who sees whose identity"),
            _(
                "Reading and the self-check need no name; answers stay in the family's "
                "browser. Only a message that a family sends names somebody: to the "
                "team that the page names, and to the portal's desk."
            ),
        ),
        (
            _("Children and young people"),
            _(
                "A parent or guardian writes for a child. The team decides about a "
                "place, together with family and child; nothing is decided here."
            ),
        ),
        (
            _("Adults who cannot consent"),
            _(
                "Somebody else may ask for them. Nothing here takes consent: that is "
                "done by the team, face to face, under its own protocol."
            ),
        ),
        (
            _("Programs"),
            _(
                "Texts that a program drafted are marked. No program decides who may "
                "take part, and none answers families."
            ),
        ),
    ]
