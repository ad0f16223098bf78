"""Mails that report on another mail: bounces, receipts, complaints. Pure."""

import re

from contacts.mail.reading.heads import ADDRESS
from contacts.mail.reading.kinds import REPORTS
from contacts.mail.reading.sentences import share_of
from contacts.mail.reading.subjects import strip_prefixes
from contacts.mail.reading.wire.headers import Headers

DAEMON = re.compile(
    r"(?:mailer[-_.]?daemon|postmaster|mail[-_.]?administrator|mdaemon|mailerdaemon|"
    r"mail[-_.]?delivery|bounces?|smtpd?|delivery|system|mmdf|uucp|maildelivery|"
    r"system[-_. ]?administrator|ndr|non-?delivery)"
    r"(?:[+\-_.=][^@]*)?(?:@|$)",
    re.I,
)
SUBJECT = re.compile(
    r"undeliver|non-?deliver|mail (?:error|failed)|error during delivery|"
    r"returning (?:message |mail )?to sender|not (?:yet )?been delivered|"
    r"传输失败|无法(?:送达|发送)|發送失敗|投遞失敗|not delivered|"
    r"could ?n.t be delivered|delivery (?:status|"
    r"failure|failed|report|error|problem|notification|unsuccessful|has failed|has been"
    r" delayed|delayed|warning)|mail (?:delivery|system error|failure|status)|"
    r"(?:returned|failed|failure|bounced?|rejected) (?:mail|message|notice|delivery|to"
    r" sender)|returned to sender|message (?:status|delayed|not)|failure notice|"
    r"unzustellbar|nicht zugestellt|zustell|nicht übermittelt|fehler bei der|"
    r"échec de (?:la )?remise|non remis|non distribu|no se (?:ha )?(?:podido|pudo)"
    r" entregar|no entregad|mancata consegna|non recapit|onbestelbaar|niet bezorgd|"
    r"niedostarcz|nie (?:została|można) dostarcz|не доставлен|недоставлен|"
    r"não (?:foi )?entregue|falha na entrega|退信|无法投递|未送达|投递失败|無法傳遞|"
    r"配信不能|配信できません|送信できません|반송|전송 실패|inte levererat|"
    r"kunde inte levereras|kunne ikke leveres|toimittaminen epäonnistui|iletilemedi",
    re.I,
)
WORDS = re.compile(
    r"qmail-send program|did not reach the|not (?:yet )?been delivered|unknown host|"
    r"no valid recipients?|full mailbox|returning (?:message|mail) to sender|"
    r"n.a pas pu [eê]tre (?:d[ée]livr|remis)|(?:konnte|kann) nicht zugestellt|"
    r"no (?:se )?(?:ha )?(?:podido|pudo) (?:ser )?entregar?|无法(?:发送|送达|投递)|"
    r"non (?:è stato|ha potuto essere) (?:possibile )?(?:recapit|consegn)|"
    r"não (?:pôde|pode) ser entregue|не удалось доставить|無法(?:傳送|投遞|送達)|"
    r"配信できません|전달(?:되지|할 수)|kon niet worden (?:bezorgd|afgeleverd)|"
    r"permanent(?:ly)? (?:fatal )?errors?|fatal errors? -----|"
    r"could not (?:be delivered|deliver)|delivery to the following|not be delivered|"
    r"(?:undeliverable|undelivered|returned) (?:mail|message|to)|unable to deliver|"
    r"user unknown|mailbox (?:full|unavailable)|no such (?:user|address)|"
    r"recipient (?:address )?rejected|"
    r"unknown (?:user|recipient|local)|not our customer|"
    r"diagnostic-code|final-recipient|action: failed|failed recipient|"
    r"(?:^|\D)5[.0-9][0-9.]+ .{0,40}(?:unknown|reject|denied|full)",
    re.I,
)
# Lines and half sentences, each of which says one thing; and what says something.
PIECE = re.compile(r"[\n:：;。]|[.!](?=\s|$)")
LETTER = re.compile(r"[^\W\d_]")
ANSWERING = ("in-reply-to", "references")
UNQUOTED = re.compile(r"[\\\"']")
FAR = 6000


def is_null(headers: Headers) -> bool:
    """Whether the envelope names no sender, as bounces do."""
    return headers.raw("return-path").strip() == "<>"


def is_report_mail(
    headers: Headers, kinds: set[str], sender: str, subject: str, text: str
) -> bool:
    """Whether a mail tells of another one, by its parts or as older servers do."""
    if kinds & ({"multipart/report"} | REPORTS) or headers.has("x-failed-recipients"):
        return True
    says_subject = bool(SUBJECT.search(subject[:300]))
    says_words = bool(WORDS.search(text[:FAR]))
    if is_daemon(headers, sender):
        return says_subject or says_words
    # A person writes of an undelivered letter too; only a program's subject begins so,
    # asks nothing and names an address.
    if not (says_subject and says_words and ADDRESS.search(text[:FAR])):
        return False
    if strip_prefixes(subject)[1]:
        return repeats_subject(headers, text)
    return not share_of(text[:FAR]).asks


def repeats_subject(headers: Headers, text: str) -> bool:
    """Whether "Re:" was only copied from the lost mail, by a program that adds to it.

    A person's mail program names what is answered, and a person says something else
    beside "your message could not be delivered to …".
    """
    if any(map(headers.has, ANSWERING)):
        return False
    pieces = [one for one in PIECE.split(text[:FAR]) if LETTER.search(one)]
    return all(WORDS.search(one) or ADDRESS.search(one) for one in pieces)


def is_daemon(headers: Headers, sender: str) -> bool:
    """Whether the sender is the program that carries mails, by address or by name."""
    path = headers.raw("return-path").strip().lstrip("<")
    named = UNQUOTED.sub("", headers.text("from")).strip()
    addresses = (UNQUOTED.sub("", sender.strip()), path)
    return any(map(DAEMON.match, addresses)) or is_null(headers) or is_nobody(named)


def is_nobody(line: str) -> bool:
    """Whether a From line names a program and no address."""
    return "@" not in line and bool(DAEMON.match(line.partition("<")[0].strip() + "@"))
