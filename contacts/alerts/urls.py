"""Addresses of alerts: ask, confirm, change, stop."""

from django.urls import path

from contacts.alerts.views import (
    condition_list,
    leaving_alerts,
    subscribing,
    subscriptions,
)

MANAGE = "manage/<secret:token>"

urlpatterns = [
    path("", subscribing.subscribe, name="subscribe"),
    path("sent/", subscribing.subscribe_sent, name="subscribe_sent"),
    path("conditions/all/", condition_list.condition_list, name="condition_list"),
    path(
        "confirm/<secret:token>/",
        subscribing.confirm_subscription,
        name="confirm_subscription",
    ),
    path(f"{MANAGE}/", subscriptions.manage_subscription, name="manage_subscription"),
    path(
        f"{MANAGE}/download/",
        subscriptions.export_subscription,
        name="export_subscription",
    ),
    path(
        f"{MANAGE}/<slug:step>/",
        subscriptions.steer_subscription,
        name="steer_subscription",
    ),
    path("unsubscribe/<secret:token>/", leaving_alerts.unsubscribe, name="unsubscribe"),
]
