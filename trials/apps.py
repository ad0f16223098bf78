"""The public app: what a registry and a study team publish."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrialsConfig(AppConfig):
    """Studies, sites, criteria and texts; no personal data of visitors."""

    name = "trials"
    verbose_name = _("Trials")
