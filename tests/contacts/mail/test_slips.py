"""Slips in addresses are seen, rare providers are left alone."""

import pytest

from contacts.mail.slips import likely_address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(
            (f"a@{one}", "a@gmail.com")
            for one in ("gmial.com", "gmail.con", "gmai.com")
        ),
        *(
            (f"a@{one}", "a@gmail.com")
            for one in ("gmail,com", "gmail.com.", "gmailcom")
        ),
        ("a @gmail.com", "a@gmail.com"),
        ("a＠gmail。com", "a@gmail.com"),
        ("a@hotmial.com", "a@hotmail.com"),
        ("a@yaho.com", "a@yahoo.com"),
        ("a@qq.con", "a@qq.com"),
        ("a@163.cm", "a@163.com"),
        ("a@clinic.con", "a@clinic.com"),
    ],
)
def test_a_slip_is_seen(typed, meant):
    assert likely_address(typed) == meant


@pytest.mark.parametrize(
    "domain",
    [
        *("gmail.com", "mail.com", "ymail.com", "gmx.de", "q.com", "aq.com", "sina.cn"),
        *("families.example", "hospital.org", "clinic.co", "bücher.de", "pm.me"),
        *("GMAIL.COM", "yahoo.com.cn", "hotmail.cz", "mails.com"),
    ],
)
def test_what_may_be_right_is_not_asked_about(domain):
    assert likely_address(f"a.b+c@{domain}") == ""


@pytest.mark.parametrize("typed", ["", "plain", "a@", "@", "a@b.example,c@d.example"])
def test_what_is_no_address_is_left_to_the_field(typed):
    assert likely_address(typed) == ""
