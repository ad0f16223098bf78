"""Somebody of the staff in a browser, with what a sign-in wants."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from contacts.teams.actions.roles import form_groups
from tests import factories


def person(name: str, *, group: str = "Content editors") -> Client:
    form_groups()
    user = get_user_model().objects.create_user(f"{name}@hospital.example")
    user.groups.add(Group.objects.get(name=group))
    factories.add_second_factor(user)
    client = Client()
    client.force_login(user)
    client.user = user
    return client
