"""XOAUTH2 against a real mail server and a service that gives tokens."""

import json
import ssl
from base64 import b64decode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from django.core.exceptions import ImproperlyConfigured

from contacts.mail.delivery import deliver
from contacts.mail.oauth.backend import tokens
from contacts.models import EmailState, OutgoingEmail, Purpose
from portal.settings.mail import oauth_asked
from portal.settings.refusals import https_address
from tests.factories import NOW, accepted
from tests.sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)
USER = "trials@hospital.example"


class TokenSink(Sink):
    """A mail server that takes a token of today, and refuses as Exchange does."""

    good = "token-1"

    def __init__(self, **values: object) -> None:
        self.words: list[bytes] = []
        super().__init__(**values)
        self.controller.SMTP_kwargs |= {"auth_required": True}

    async def auth_XOAUTH2(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, args: list[str]
    ) -> AuthResult:
        """Read the word; a wrong one is answered by a question first."""
        word = b64decode(args[1]) if len(args) > 1 else b""
        self.words.append(word)
        right = f"user={USER}\x01auth=Bearer {self.good}\x01\x01".encode()
        if word == right:
            return AuthResult(success=True, auth_data=USER)
        await server.challenge_auth(b'{"status":"401"}')
        return AuthResult(success=False, handled=False)

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        return responses


class TokenService:
    """Gives tokens, one after the other."""

    def __init__(self) -> None:
        self.asked: list[dict[str, list[str]]] = []
        self.status, self.lasts = 200, 3600
        outside = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                outside.asked.append(parse_qs(self.rfile.read(length).decode()))
                said = {
                    "access_token": f"token-{len(outside.asked)}",
                    "expires_in": outside.lasts,
                }
                body = json.dumps(said).encode()
                self.send_response(outside.status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                """Stay quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop."""
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def service(settings) -> Iterator[TokenService]:
    """Where tokens come from, as the documents set it up for Exchange Online."""
    running = TokenService()
    tokens.forget()
    settings.EMAIL_OAUTH_TOKEN_URL = f"http://127.0.0.1:{running.server.server_port}/"
    settings.EMAIL_OAUTH_USER = USER
    settings.EMAIL_OAUTH_ASKED = oauth_asked(
        {"CLIENT_ID": "portal", "CLIENT_SECRET": "secret", "SCOPE": "all/.default"}
    )
    yield running
    running.close()
    tokens.forget()


@pytest.fixture
def sink(settings, tmp_path, service) -> Iterator[TokenSink]:
    """The mail server, over STARTTLS."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with TokenSink(starttls=context) as running:
        settings.EMAIL_BACKEND = "contacts.mail.oauth.backend.OAuthSmtpBackend"
        settings.EMAIL_CA_FILE = str(tmp_path / "ca.pem")
        settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", running.port
        settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = True, 5
        yield running


def send() -> OutgoingEmail:
    """Send one mail."""
    mail = accepted().enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM)
    deliver(pk=mail.pk, now=NOW, by="worker")
    mail.refresh_from_db()
    return mail


def test_a_mail_leaves_with_a_token(sink, service):
    assert send().state == EmailState.SENT
    assert sink.encrypted == [True]
    assert service.asked == [
        {
            "grant_type": ["client_credentials"],
            "client_id": ["portal"],
            "client_secret": ["secret"],
            "scope": ["all/.default"],
        }
    ]


def test_a_token_serves_many_mails_until_it_ends(sink, service):
    send()
    assert send().state == EmailState.SENT
    assert len(service.asked) == 1
    tokens.ends = 0
    sink.good = "token-2"
    assert send().state == EmailState.SENT
    assert len(service.asked) == 2


def test_a_refused_token_costs_no_mail_and_is_not_used_again(sink, service):
    sink.good = "token-2"
    mail = send()
    assert (mail.state, mail.last_error) == (EmailState.RETRYING, "TokenError")
    assert send().state == EmailState.SENT


@pytest.mark.parametrize("status", [400, 401, 500, 302])
def test_without_a_token_a_mail_waits(sink, service, status):
    service.status = status
    assert send().state == EmailState.RETRYING
    assert sink.words == []


def test_a_service_that_is_away_costs_no_mail(sink, service):
    service.close()
    assert send().state == EmailState.RETRYING


def test_a_refresh_token_is_used_where_there_is_one():
    said = {"CLIENT_ID": "a", "REFRESH_TOKEN": "b", "USER": "c", "TOKEN_URL": "d"}
    asked = {"grant_type": "refresh_token", "client_id": "a", "refresh_token": "b"}
    assert oauth_asked(said) == asked


def test_secrets_go_over_tls_alone():
    with pytest.raises(ImproperlyConfigured, match="EMAIL_OAUTH_TOKEN_URL"):
        https_address("EMAIL_OAUTH_TOKEN_URL", "http://login.example/token")
