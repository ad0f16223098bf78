"""What is new in an answered e-mail, and what it quotes. Pure."""

from mailparser_reply import EmailReplyParser

LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "pl", "pt", "zh", "ja", "ko"]
# Longer mails are machine-made; reading them line by line would hold a worker.
LONGEST = 100_000


def split_quote(text: str) -> tuple[str, str]:
    """Return (what the writer added, the rest); with nothing new, the whole text.

    Losing words would be worse than showing an old quotation, so the rest is kept
    and whatever cannot be told apart counts as new.
    """
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        return text, ""
    replies = EmailReplyParser(languages=LANGUAGES).read(text).replies
    new = replies[0].content.strip() if replies else ""
    if not new or not text.startswith(new):
        return text, ""
    return new, text[len(new) :].strip()
