"""By what an enquiry is found once there are many: numbers, and no word."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.models.enquiries import Enquiry


class SearchMark(models.Model):
    """One hash of one enquiry (contacts/inbox/marks/); it goes with it."""

    PERSONAL = {"mark"}
    IMPERSONAL = {"id", "enquiry"}

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="search_marks")
    mark = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("mark of the search")
        verbose_name_plural = _("marks of the search")
        ordering = ["pk"]
        indexes = [models.Index(fields=["mark", "enquiry"], name="search_mark")]

    def __str__(self) -> str:
        return f"{self.enquiry_id}"
