"""Which place of a page a note is about, as the form says it."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from contacts.notes.anchors.anchor import Anchor, text_fingerprint
from contacts.notes.forms.writing import NoteForm
from contacts.notes.noted_places import passage_anchor, passage_text, selected_anchor
from trials.pages.passages import read_study

CHANGED = gettext_lazy(
    "The text has changed since you opened this page. Your note is not saved yet: look "
    "whether it is still about the text shown here."
)


def find_anchor(form: NoteForm) -> Anchor | None:
    """Return the place the note is about; without one, the form says why."""
    data, anchor = form.cleaned_data, None
    reading = read_study(data["study"], get_language())
    if data["exact"]:
        anchor = selected_anchor(reading, data)
    elif is_seen(form):
        anchor = passage_anchor(reading, data["at"], data["words"])
        if anchor is None and data["words"]:
            form.add_error("words", _("These words do not stand in the text above."))
            return None
    if anchor is None:
        form.add_error(None, CHANGED)
    return anchor


def is_seen(form: NoteForm) -> bool:
    """Whether the passage still reads as it did when its words were shown."""
    data = form.cleaned_data
    if data["at"] is None:
        return False
    text = passage_text(data["study"], get_language(), data["at"])
    return bool(text) and text_fingerprint(text) == data["seen"]
