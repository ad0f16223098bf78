"""Addresses of the inbox."""

from django.urls import path

from contacts.inbox.views import bulk, lists, merging, spoken

urlpatterns = [
    path("", lists.inbox, name="inbox"),
    path("news/", lists.inbox_news, name="inbox_news"),
    path("many/", bulk.change_many, name="change_many"),
    path("many/undo/", bulk.undo_deed, name="undo_deed"),
    path(
        "enquiries/<slug:reference>/merge/",
        merging.merge_enquiry,
        name="merge_enquiry",
    ),
    path("new/", spoken.choose_place, name="choose_place"),
    path("new/<int:number>/", spoken.take_spoken, name="take_spoken"),
]
