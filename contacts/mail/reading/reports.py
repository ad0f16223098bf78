"""Mails that report on another mail: bounces, receipts, complaints. Pure."""

import re

from contacts.mail.reading.headers import Headers
from contacts.mail.reading.kinds import REPORTS

DAEMON = re.compile(
    r"(?:mailer[-_.]?daemon|postmaster|mail[-_.]?administrator|mdaemon|mailerdaemon|"
    r"mail[-_.]?delivery|bounces?|smtpd?|delivery|system|mmdf|uucp|maildelivery)"
    r"(?:[+\-_.=][^@]*)?(?:@|$)",
    re.I,
)
SUBJECT = re.compile(
    r"undeliver|non-?deliver|not delivered|could ?n.t be delivered|delivery (?:status|"
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
    r"qmail-send program|permanent(?:ly)? (?:fatal )?errors?|fatal errors? -----|"
    r"could not (?:be delivered|deliver)|delivery to the following|not be delivered|"
    r"(?:undeliverable|undelivered|returned) (?:mail|message|to)|unable to deliver|"
    r"user unknown|mailbox (?:full|unavailable)|no such (?:user|address)|"
    r"recipient (?:address )?rejected|"
    r"unknown (?:user|recipient|local)|not our customer|"
    r"diagnostic-code|final-recipient|action: failed|failed recipient|"
    r"(?:^|\D)5[.0-9][0-9.]+ .{0,40}(?:unknown|reject|denied|full)",
    re.I,
)
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
    signs = [
        bool(DAEMON.match(sender.strip())) or is_null(headers),
        bool(SUBJECT.search(subject[:300])),
        bool(WORDS.search(text[:FAR])),
    ]
    # A person writes of an undelivered letter; a daemon's subject says it as well.
    return signs[0] and (signs[1] or signs[2])
