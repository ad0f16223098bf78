"""From a provider's request to the raw mails in it. Runs in the bounded child.

anymail knows how each provider writes; its own message class takes mails apart with a
parser that fails on what real mails hold. So here it only hands over: bytes where the
provider gave the raw mail, and otherwise a mail put together again line by line.
"""

from contacts.mail.inbound.handing import stand_in
from contacts.mail.inbound.wrappings import (
    Contents,
    Report,
    Unpacked,
    of_amazon,
    of_form,
    of_mandrill,
    of_postal,
    of_sparkpost,
    recipients_in,
    request_of,
)
from contacts.mail.inbound.writing_again import Handed, written_again


def unpack(hook: str, head: dict[str, str], body: bytes) -> Contents:
    """Return the mails and reports in a request; raises whatever anymail raises."""
    if hook == "file":
        return Contents([Unpacked(body, [head["to"]], is_complete=True)])
    if hook in RAW and (found := RAW[hook](head, body)):
        return Contents(found)
    return by_anymail(hook, head, body)


RAW = {
    "postal_inbound_webhook": of_postal,
    "sparkpost_inbound_webhook": of_sparkpost,
    "amazon_ses_inbound_webhook": of_amazon,
    "mandrill_webhook": of_mandrill,
    "mandrill_tracking_webhook": of_mandrill,
    "mailgun_inbound_webhook": of_form("body-mime"),
    "sendgrid_inbound_webhook": of_form("email"),
}


def by_anymail(hook: str, head: dict[str, str], body: bytes) -> Contents:
    """Return what anymail's own view finds in a request, no mail taken apart."""
    from anymail.inbound import AnymailInboundMessage  # noqa: PLC0415
    from anymail.signals import AnymailInboundEvent  # noqa: PLC0415
    from anymail.urls import urlpatterns  # noqa: PLC0415

    stand_in(AnymailInboundMessage)
    pattern = next(one for one in urlpatterns if one.name == hook)
    view = pattern.callback.view_class()
    events = view.parse_events(request_of(head, body))
    letters, reports = [], []
    for event in filter(None, events):
        if isinstance(event, AnymailInboundEvent):
            letters += (
                [handed_over(event.message, head, body)]
                if event.message is not None
                else []
            )
        else:
            reports.append(
                Report(
                    kind=str(event.event_type),
                    event_id=f"{view.esp_name}:{event.event_id}"
                    if event.event_id
                    else "",
                    message_id=str(event.message_id or ""),
                    recipient=str(event.recipient or ""),
                )
            )
    return Contents(letters, reports)


def handed_over(message: Handed, head: dict[str, str], body: bytes) -> Unpacked:
    """Return one mail of anymail's event."""
    named = [message.envelope_recipient] if message.envelope_recipient else []
    if b'name="recipient"' in body or b'name="envelope"' in body:
        found = recipients_in(request_of(head, body).POST)
        return Unpacked(written_again(message), found or named, bool(found))
    return Unpacked(written_again(message), named)
