"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()

from portal.database import answer_visitors  # noqa: E402 - needs the settings
from portal.versions import stop_on_older_database  # noqa: E402

answer_visitors()
stop_on_older_database()
