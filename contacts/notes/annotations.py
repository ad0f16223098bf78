"""Notes and their answers as a file in the W3C Web Annotation model."""

from typing import Any

from django.utils import translation

from contacts.models import Note, NoteAnswer
from portal.hospital.whole_address import whole_address


def as_annotations(notes: list[Note], here: str) -> dict[str, Any]:
    """Return notes, each before its answers, as one collection in the file `here`."""
    items: list[dict[str, Any]] = []
    for note in notes:
        items.append(as_annotation(note))
        items += [as_reply(answer) for answer in note.answers.all()]
    page = {"id": f"{here}#page", "type": "AnnotationPage", "partOf": here}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": here,
        "type": "AnnotationCollection",
        "total": len(items),
        "first": {**page, "startIndex": 0, "items": items},
    }


def as_annotation(note: Note) -> dict[str, Any]:
    """Return one note: its words, and the selectors of its place in a part."""
    with translation.override(note.language):
        source = whole_address(note.study.get_absolute_url())
    place = [
        {
            "type": "TextQuoteSelector",
            "exact": note.exact,
            "prefix": note.prefix,
            "suffix": note.suffix,
        },
        {"type": "TextPositionSelector", "start": note.start, "end": note.end},
    ]
    return {
        "id": f"urn:uuid:{note.key}",
        "type": "Annotation",
        "motivation": "questioning" if note.is_question else "commenting",
        "created": note.created_at.isoformat(),
        "modified": note.changed_at.isoformat(),
        "body": textual_body(note.body, note.language),
        "target": {
            "source": source,
            "selector": {
                "type": "CssSelector",
                "value": f'[data-part="{note.part}"]',
                "refinedBy": place,
            },
        },
    }


def as_reply(answer: NoteAnswer) -> dict[str, Any]:
    """Return what somebody wrote under a shared note; in what language is unknown."""
    reply = {
        "id": f"urn:uuid:{answer.key}",
        "type": "Annotation",
        "motivation": "replying",
        "created": answer.created_at.isoformat(),
        "body": textual_body(answer.body, ""),
        "target": f"urn:uuid:{answer.note.key}",
    }
    if answer.author:
        reply["creator"] = {"type": "Person", "name": answer.author}
    return reply


def textual_body(text: str, language: str) -> dict[str, str]:
    """Return a body; a note is most likely in the language of its page."""
    body = {"type": "TextualBody", "value": text, "format": "text/plain"}
    if language:
        body["language"] = translation.to_locale(language).replace("_", "-")
    return body
