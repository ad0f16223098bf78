"""The WSGI application that granian serves; a wrong installation does not start."""

import os
from importlib import import_module
from threading import Thread

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from portal.database.waiting import answer_visitors
from portal.starting.hot_pages import HotPages
from portal.starting.public_path import take_path_off
from portal.starting.startcheck import refuse_wrong_installation
from portal.starting.versions import stop_on_older_database

application = take_path_off(
    HotPages(get_wsgi_application()), settings.FORCE_SCRIPT_NAME or ""
)
refuse_wrong_installation()
answer_visitors()
stop_on_older_database()
# Its models are there only now.
import_module("portal.health.web").WebWatch().start()
if not settings.DEBUG:
    # Before anybody is let in; a developer's server is started more often than asked.
    import_module("contacts.warming").warm(application)
# The first search of a process need not wait until a second's worth of names is read.
lists = import_module("trials.vocabulary.loading")
Thread(target=lists.load_lists, daemon=True).start()
