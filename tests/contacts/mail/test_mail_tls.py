"""Mail over TLS to a real server: encrypted or not sent, never quietly in the clear."""

import ssl
from collections.abc import Callable

import pytest
import trustme

from contacts.mail.delivery import deliver
from contacts.models import EmailState, OutgoingEmail, Purpose
from portal.lib.mailurl import read_mail_url
from tests.factories import NOW, accepted
from tests.sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """A certificate authority of the hospital's own."""
    return trustme.CA()


@pytest.fixture(scope="module")
def own(authority: trustme.CA) -> ssl.SSLContext:
    """The certificate of a server that is who it says."""
    return context_of(authority, "localhost", "127.0.0.1")


def context_of(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    """Return a server's TLS with a certificate for these names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


@pytest.fixture
def send(settings, authority: trustme.CA, tmp_path) -> Callable[..., OutgoingEmail]:
    """Send one mail as EMAIL_URL says, to a server that speaks as told."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    settings.EMAIL_BACKEND = "contacts.mail.smtp.SmtpBackend"
    settings.EMAIL_CA_FILE, settings.EMAIL_TIMEOUT = str(file), 3

    def try_once(scheme: str, sink: Sink) -> OutgoingEmail:
        server = read_mail_url(f"{scheme}://localhost:{sink.port}")
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        settings.EMAIL_USE_TLS = server.has_starttls
        settings.EMAIL_USE_SSL = server.has_tls
        mail = accepted().enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM)
        deliver(pk=mail.pk, now=NOW, by="worker")
        mail.refresh_from_db()
        return mail

    return try_once


def test_starttls_encrypts(send, own):
    with Sink(starttls=own) as sink:
        assert send("smtp+tls", sink).state == EmailState.SENT
        assert (len(sink.mails), sink.encrypted) == (1, [True])


def test_tls_from_the_start_encrypts(send, own):
    with Sink(tls=own) as sink:
        assert send("smtp+ssl", sink).state == EmailState.SENT
        assert (len(sink.mails), sink.encrypted) == (1, [True])


@pytest.mark.parametrize("scheme", ["smtp+tls", "smtp+ssl"])
def test_a_wrong_name_gets_no_mail(send, authority, scheme):
    other = context_of(authority, "other.example")
    kind = "starttls" if scheme == "smtp+tls" else "tls"
    with Sink(**{kind: other}) as sink:
        mail = send(scheme, sink)
        assert mail.state == EmailState.RETRYING
        assert mail.last_error == "SSLCertVerificationError"
        assert sink.mails == []


@pytest.mark.parametrize("scheme", ["smtp+tls", "smtp+ssl"])
def test_a_strangers_certificate_gets_no_mail(send, scheme):
    stranger = context_of(trustme.CA(), "localhost")
    kind = "starttls" if scheme == "smtp+tls" else "tls"
    with Sink(**{kind: stranger}) as sink:
        assert send(scheme, sink).last_error == "SSLCertVerificationError"
        assert sink.mails == []


def test_without_a_file_of_ones_own_the_system_decides(send, own, settings):
    settings.EMAIL_CA_FILE = ""
    with Sink(starttls=own) as sink:
        settings.EMAIL_CA_FILE = ""
        assert send("smtp+tls", sink).last_error == "SSLCertVerificationError"
        assert sink.mails == []


@pytest.mark.parametrize("scheme", ["smtp+tls", "smtp+ssl"])
def test_a_server_without_tls_gets_no_mail(send, scheme):
    with Sink() as sink:
        assert send(scheme, sink).state == EmailState.RETRYING
        assert sink.mails == []


def test_plain_is_plain_where_it_is_asked_for(send):
    with Sink() as sink:
        assert send("smtp", sink).state == EmailState.SENT
        assert sink.encrypted == [False]
