"""The application that the bench serves."""

from importlib import import_module

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
# As portal.wsgi does.
import_module("contacts.warming").warm(application)
