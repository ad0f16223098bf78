"""Addresses of mailed pages."""

from django.urls import path

from contacts.pagemails.views import mail_study, stop_page_mails

urlpatterns = [
    path("trials/<registry_id:registry_id>/mail/", mail_study, name="mail_study"),
    path("page-mails/stop/<str:signed>/", stop_page_mails, name="stop_page_mails"),
]
