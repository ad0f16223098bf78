"""The word of a share's link, for its owner to see again."""

from contacts.enquiries.models.pages import adopt_secret
from contacts.notes.models import NoteShare


def link_secret(share: NoteShare) -> str:
    """Return it; the version before kept none and derived it from its secret key."""
    if not share.link_secret:
        adopt_secret(share, "link_secret", f"share:{share.key}")
    return share.link_secret
