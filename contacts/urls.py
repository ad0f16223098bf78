"""Addresses of the private pages."""

from django.urls import path, register_converter

from contacts.views.console import enquiry_detail, inbox, retry_delivery
from contacts.views.dev import dev_error, dev_inbox
from contacts.views.enquiries import send_message
from contacts.views.notebooks import (
    ask_team,
    export_notes,
    note_sheet,
    notebook_link,
    open_notebook,
)
from contacts.views.notes import (
    add_note,
    delete_all_notes,
    delete_note,
    edit_note,
    move_note,
    note_list,
    notes_on,
)
from contacts.views.shares import (
    answer_note,
    revoke_share,
    share_notes,
    shared_notes,
)
from contacts.views.status import enquiry_status
from portal.lib.tokens import SecretToken

register_converter(SecretToken, "secret")

app_name = "contacts"
urlpatterns = [
    path(
        "trials/<registry_id:registry_id>/message/", send_message, name="send_message"
    ),
    path("enquiries/<secret:token>/", enquiry_status, name="enquiry_status"),
    path("notes/", note_list, name="note_list"),
    path("notes/new/", add_note, name="add_note"),
    path("notes/on/<registry_id:registry_id>/", notes_on, name="notes_on"),
    path("notes/<uuid:key>/edit/", edit_note, name="edit_note"),
    path("notes/<uuid:key>/move/", move_note, name="move_note"),
    path("notes/<uuid:key>/delete/", delete_note, name="delete_note"),
    path("notes/delete-all/", delete_all_notes, name="delete_all_notes"),
    path("notes/link/", notebook_link, name="notebook_link"),
    path("notes/open/<secret:token>/", open_notebook, name="open_notebook"),
    path("notes/sheet/", note_sheet, name="note_sheet"),
    path("notes/export/", export_notes, name="export_notes"),
    path("notes/ask/", ask_team, name="ask_team"),
    path("notes/share/", share_notes, name="share_notes"),
    path("notes/shares/<uuid:key>/revoke/", revoke_share, name="revoke_share"),
    path("notes/shared/<secret:token>/", shared_notes, name="shared_notes"),
    path("notes/shared/<secret:token>/answer/", answer_note, name="answer_note"),
    path("staff/", inbox, name="inbox"),
    path("staff/enquiries/<slug:reference>/", enquiry_detail, name="enquiry_detail"),
    path(
        "staff/enquiries/<slug:reference>/retry/",
        retry_delivery,
        name="retry_delivery",
    ),
    path("dev/inbox/", dev_inbox, name="dev_inbox"),
    path("dev/errors/<int:status>/", dev_error, name="dev_error"),
]
