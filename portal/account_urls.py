"""The staff's own accounts: allauth's views, without those of open sign-up."""

from importlib import import_module

from allauth.account import views
from django.conf import settings
from django.urls import URLPattern, include, path, re_path

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-in/closed/", views.account_inactive, name="account_inactive"),
    path("sign-out/", views.logout, name="account_logout"),
    path("account/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/confirm/", views.reauthenticate, name="account_reauthenticate"),
    path("account/password/", views.password_change, name="account_change_password"),
    path("password/", views.password_reset, name="account_reset_password"),
    path(
        "password/sent/", views.password_reset_done, name="account_reset_password_done"
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
# Outside the languages: the hospital's service knows one address to come back to.
outside_urlpatterns: list[URLPattern] = []
if settings.OIDC_ISSUER:
    outside = import_module("contacts.teams.outside.views")
    outside_urlpatterns = [
        path("sign-in/hospital/", outside.account_outside, name="account_outside"),
        path(
            "sign-in/hospital/back/",
            outside.account_outside_back,
            name="account_outside_back",
        ),
        path(
            "sign-in/hospital/end/",
            outside.account_outside_end,
            name="account_outside_end",
        ),
    ]
