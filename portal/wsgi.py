"""The WSGI application that granian serves; a wrong installation does not start."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from django.core.wsgi import get_wsgi_application

from portal.startcheck import refuse_wrong_installation

application = get_wsgi_application()
refuse_wrong_installation()
