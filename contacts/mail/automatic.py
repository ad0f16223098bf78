"""Mails that a program wrote: out of office, tickets, bounces. Pure.

A mark, never a verdict: such a mail answers nobody, the promise goes on, and the desk
can put it into the conversation by hand.
"""

import re

# Whoever says so of itself begins or ends with these words.
SUBJECT = re.compile(
    r"^\W*(?:auto(?:matic)?[- ]?(?:reply|response|antwort)|auto:|"
    r"out of (?:the )?office|automatische (?:antwort|nachricht)|"
    r"abwesenheits?|abwesend|r[ée]ponse automatique|"
    r"absence du bureau|respuesta autom[áa]tica|fuera de (?:la )?oficina|"
    r"自动(?:回复|答复)|自動(?:回覆|回复|返信)|不在办公室|undeliver|delivery status|"
    r"mail delivery|returned mail|read:|gelesen:)|"
    r"(?:request|ticket|case|enquiry|inquiry|message) (?:\S+ )?(?:has been |was )?"
    r"(?:received|created|opened|registered)\W*$",
    re.I,
)
SENDER = re.compile(
    r"^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer-daemon|postmaster|bounces?|"
    r"auto[-_.]?(?:reply|responder?))(?:[+\-_.][^@]*)?@",
    re.I,
)
# Ticket systems confirm with these; a person answers otherwise.
BODY = re.compile(
    r"(?:this|dies) (?:is|ist) (?:an? |eine )?automat|automatically generated|"
    r"automatisch (?:erstellt|generiert|erzeugt)|g[ée]n[ée]r[ée] automatiquement|"
    r"(?:do not|don't|please do not) reply to this|nicht auf diese (?:e-?)?mail|"
    r"(?:your|a) (?:support )?(?:ticket|request|case) (?:\S+ )?(?:has been|was|is) "
    r"(?:received|created|opened|registered|logged)|"
    r"(?:ticket|case|vorgangs?)[- ]?(?:number|id|nummer|nr)\b|"
    r"此邮件(?:为|由)?系统自动|请勿直?接?回复此",
    re.I,
)
# A confirmation is short and says so at once.
BEGINNING = 600


def sounds_automatic(subject: str, sender: str, text: str) -> bool:
    """Whether subject, sender or the first words are those of a program."""
    subject = re.sub(r"^(?:\s*\[[^\]]*\])+", "", subject)
    return bool(
        SUBJECT.search(subject.strip())
        or SENDER.search(sender.strip())
        or BODY.search(text[:BEGINNING])
    )
