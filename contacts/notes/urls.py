"""Addresses of private notes and of those that are shared."""

from django.urls import path

from contacts.notes.views import notebooks, notes, shared, shares, writing

urlpatterns = [
    path("", notes.note_list, name="note_list"),
    path("new/", writing.add_note, name="add_note"),
    path("on/<registry_id:registry_id>/", notes.notes_on, name="notes_on"),
    path("<uuid:key>/edit/", notes.edit_note, name="edit_note"),
    path("<uuid:key>/move/", notes.move_note, name="move_note"),
    path("<uuid:key>/delete/", notes.delete_note, name="delete_note"),
    path("delete-all/", notes.delete_all_notes, name="delete_all_notes"),
    path("link/", notebooks.notebook_link, name="notebook_link"),
    path("open/<secret:token>/", notebooks.open_notebook, name="open_notebook"),
    path("sheet/", notebooks.note_sheet, name="note_sheet"),
    path("export/", notebooks.export_notes, name="export_notes"),
    path("ask/", notebooks.ask_team, name="ask_team"),
    path("share/", shares.share_notes, name="share_notes"),
    path("shares/<uuid:key>/revoke/", shares.revoke_share, name="revoke_share"),
    path("shared/<secret:token>/", shared.shared_notes, name="shared_notes"),
    path("shared/<secret:token>/answer/", shared.answer_note, name="answer_note"),
]
