"""One HTTP call to HOOK_URL. Nothing is followed, and no answer is read."""

import ssl

import urllib3
from django.conf import settings

from contacts.mail.hooks.targets import ForbiddenTargetError, Target, judged_target
from contacts.mail.refusals import SendOutcome

SECONDS = 10
# "Gone": the receiver wants no more of it.
GONE = 410


def call_hook(body: bytes, head: dict[str, str]) -> tuple[SendOutcome, str]:
    """Post it; return what came of it, with words that hold no address."""
    try:
        target = judged_target(settings.HOOK_URL, settings.HOOK_NETWORKS)
        status = posted_status(target, body, head)
    except ForbiddenTargetError:
        return SendOutcome.LATER, "its address is not in HOOK_NETWORKS"
    except (OSError, urllib3.exceptions.HTTPError) as error:
        return SendOutcome.LATER, type(error).__name__
    if 200 <= status < 300:
        return SendOutcome.SENT, ""
    outcome = SendOutcome.NEVER if status == GONE else SendOutcome.LATER
    return outcome, f"HTTP {status}"


def posted_status(target: Target, body: bytes, head: dict[str, str]) -> int:
    """Post to the judged address under the name that its certificate must bear."""
    with pool_of(target) as pool:
        name = f"[{target.host}]" if ":" in target.host else target.host
        answer = pool.urlopen(
            "POST",
            target.path,
            body=body,
            headers={
                **head,
                "Host": f"{name}:{target.port}",
                "Content-Type": "application/json",
                "User-Agent": "trial-portal",
            },
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=urllib3.Timeout(total=SECONDS),
        )
        answer.close()
        return int(answer.status)


def pool_of(target: Target) -> urllib3.HTTPConnectionPool:
    """Return a line to one address."""
    if not target.is_tls:
        return urllib3.HTTPConnectionPool(target.address, target.port)
    return urllib3.HTTPSConnectionPool(
        target.address,
        target.port,
        ssl_context=ssl.create_default_context(),
        server_hostname=target.host,
        assert_hostname=target.host,
    )
