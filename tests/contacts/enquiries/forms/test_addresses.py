"""An address that looks like a slip is asked about once, and taken as it was said."""

from django.http import QueryDict

from contacts.enquiries.forms.addresses import AddressForm, is_address

SLIP, MEANT = "lena@gmial.com", "lena@gmail.com"


def form_of(initial: str = "", **values: str) -> AddressForm:
    data = QueryDict(mutable=True)
    data.update(values)
    return AddressForm(data, initial={"email": initial})


def test_a_slip_is_asked_about_with_the_address_that_is_meant():
    form = form_of(email=SLIP)
    assert MEANT in form.errors["email"][0]
    assert (form.meant_email, form.has_valid_email) == (MEANT, True)


def test_one_press_takes_the_address_that_was_offered():
    form = form_of(email=SLIP, email_meant=MEANT)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["email"] == MEANT


def test_an_address_that_nobody_offered_is_not_taken():
    form = form_of(email=SLIP, email_meant="thief@gmail.com")
    assert form.data["email"] == SLIP
    assert "email" in form.errors


def test_whoever_says_that_it_is_right_keeps_it():
    form = form_of(email=SLIP, email_is_right=f" {SLIP}")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["email"] == SLIP
    # Said of another one, it is asked about anew.
    assert form_of(email=SLIP, email_is_right="lena@gmal.com").errors


def test_what_stands_there_already_is_not_asked_about():
    assert form_of(initial=SLIP, email=SLIP).is_valid()


def test_what_is_no_address_cannot_be_right():
    form = form_of(email="lena@gmail,com", email_is_right="lena@gmail,com")
    assert MEANT in form.errors["email"][0]
    assert not form.has_valid_email
    assert is_address(MEANT)
    assert not is_address("lena at gmail")
