"""What the systemd units and the nginx site have to hold, on every machine."""

import re
from configparser import RawConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
NGINX = (DEPLOY / "nginx.conf").read_text("utf-8")


class Unit(RawConfigParser):
    """A unit: names keep their case, and a name may come again."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False)
        self.optionxform = str
        self.read(path)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_units_come_after_their_services_and_are_shut_in(path):
    unit = Unit(path)
    after = unit["Unit"]["After"].split()
    assert {"postgresql.service", "redis-server.service"} <= set(after)
    service = unit["Service"]
    assert service["User"] == service["Group"] == "portal"
    assert service["EnvironmentFile"] == "/etc/portal.env"
    assert service["PrivateTmp"] == service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["UMask"] == "0077"
    assert service["TimeoutStartSec"]


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("*.timer")), ids=lambda p: p.name)
def test_a_timer_has_its_service_and_is_started(path):
    assert path.with_suffix(".service") in SERVICES
    page = (ROOT / "docs" / "production.md").read_text("utf-8")
    assert path.name in page


def test_no_directive_that_only_one_kind_of_nginx_knows():
    """`http2 on` stops nginx before 1.25.1, and `listen … http2` warns after it."""
    lines = [x for x in NGINX.splitlines() if not x.strip().startswith("#")]
    assert not [x for x in lines if "http2" in x]


def test_no_location_loses_what_the_portal_is_told():
    """A proxy_set_header in a location makes nginx forget all of the server's."""
    told = set(re.findall(r"^    (proxy_set_header .*)", NGINX, re.M))
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in told
    for location in re.findall(r"^    location .*?^    }", NGINX, re.M | re.S):
        inside = set(re.findall(r"^        (proxy_set_header .*)", location, re.M))
        assert not inside or told <= inside, location


def test_copies_are_bounded_by_the_portals_own_word():
    """proxy_cache_use_stale knows no end: only files with a fingerprint have it."""
    pages = NGINX[NGINX.index("# The public pages") : NGINX.index("^~ /static/")]
    assert "proxy_cache_use_stale" not in pages


def test_where_nothing_is_asked_no_question_is_looked_for():
    """A name alone decides: two expressions less for nearly every page."""
    (asks,) = re.findall(r"map \$is_args \$portal_asks \{(.*?)\}", NGINX, re.S)
    assert asks.split() == ["default", "$portal_questions;", '""', "0;"]


def matches(expression: str, text: str) -> bool:
    """Whether nginx would say so; its expressions are those of Python here."""
    return re.search(expression, text) is not None


@pytest.mark.parametrize(
    ("address", "is_kept"),
    [
        ("/", True),
        ("/zh-hans/trials/NCT07233642/", True),
        ("/trials/?", False),
        ("/hospitals/3f2a/", True),
        ("/zh-hans/feeds/conditions/lupus/", True),
        ("/embed/NCT07233642/", True),
        ("/api/v1/", True),
        ("/api/v1/studies/NCT07233642", True),
        ("/api/v1/studies?", False),
        ("/fhir/R4/metadata", True),
        ("/fhir/R4/ResearchStudy/NCT07233642", True),
        ("/fhir/R4/ResearchStudy?", False),
        ("/compare/?", False),
        ("/sitemap-studies.xml", True),
        ("/enquiries/abc/", False),
        ("/trials/NCT07233642/message/", False),
        ("/staff/", False),
        ("/notes/", False),
        ("/alerts/", False),
    ],
)
def test_kept_is_what_everybody_reads_and_no_question(address, is_kept):
    """What stands after "?" may be an illness: there nothing is kept."""
    (pages,) = re.findall(r'location ~ "(\S+)" \{\n\s+limit_except', NGINX)
    asks = NGINX[NGINX.index("map $uri$is_args") :].partition("}")[0]
    questions = re.findall(r'"~(\S+)" 1;', asks)
    is_asked = any(matches(one, address) for one in questions)
    is_public = matches(pages, address.rstrip("?"))
    assert (is_public and not is_asked) is is_kept
