"""Every mail that a family can get, as an ethics committee reads it."""

from collections.abc import Iterator

from contacts.gallery.specimens import specimens
from contacts.mail.kinds import KINDS, Purpose, Side
from portal.lib.json_hash import hash_json
from trials.models import Study
from trials.texts.pack.parts import PackPart, mark_text


def mails_of_pack(_study: Study, language: str) -> Iterator[PackPart]:
    """Yield one of each kind, with made-up names, in a language."""
    for name, (purpose, write) in specimens().items():
        kind = Purpose(purpose)
        if KINDS[kind].side == Side.TEAM:
            continue
        mail = write(language)
        words = [mail.subject, *filter(None, map(str.strip, mail.text.splitlines()))]
        mark = {"mail": name, "channel": "e-mail", "sha256": hash_json(words)}
        yield PackPart(str(kind.label), mark_text(mark), words)
