"""Which enquiries somebody reaches, and what a few letters find."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from contacts.models import Enquiry
from tests.factories import NOW, accepted, site_with_contact, staff

pytestmark = pytest.mark.django_db


def test_staff_reach_their_sites_and_the_desk_reaches_all():
    here, there = site_with_contact(), site_with_contact()
    first, second = accepted(here).enquiry, accepted(there).enquiry
    visible = Enquiry.objects.visible_to
    assert list(visible(staff([here]))) == [first]
    assert set(visible(staff([], is_desk=True))) == {first, second}
    assert list(visible(staff([]))) == []


@pytest.mark.parametrize("is_desk", [True, False])
def test_whoever_has_left_reaches_nothing(is_desk):
    enquiry = accepted().enquiry
    user = staff([enquiry.site], is_desk=is_desk)
    assert Enquiry.objects.visible_to(user).exists()
    user.is_active = False
    assert not Enquiry.objects.visible_to(user).exists()
    assert not Enquiry.objects.visible_to(AnonymousUser()).exists()


def test_a_reference_is_found_by_its_beginning_alone():
    enquiry = accepted().enquiry
    Enquiry.objects.update(reference="ENQ-7K3M-4QXT-9HWC")
    for text in ("enq-7k3m", "7K3M 4Q", "ENQ-7K3M-4QXT-9HWC", "7k"):
        assert list(Enquiry.objects.quoted_as(text)) == [enquiry], text
    for text in ("7", "", "K3M4", "7K3M4QXT9HWCX", "%%", "7K_M"):
        assert not Enquiry.objects.quoted_as(text).exists(), text


def test_what_is_put_off_sleeps_until_its_day():
    enquiry = accepted().enquiry
    Enquiry.objects.update(snoozed_until=NOW)
    assert not Enquiry.objects.awake(NOW - timedelta(seconds=1)).exists()
    assert list(Enquiry.objects.awake(NOW)) == [enquiry]


def test_a_code_opens_its_page_however_it_is_typed():
    sent = accepted(email="", phone="+49 30 901820").enquiry
    typed = sent.code.lower().replace("-", " ")
    assert Enquiry.objects.of_code(typed) == sent
    assert Enquiry.objects.of_code(f"{typed}K") is None
    assert Enquiry.objects.of_code("") is None
