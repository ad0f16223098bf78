# ruff: noqa: F403 - each file holds the settings of one concern, all by their own names
"""All settings, driven by the environment; docs/configuration.md explains each.

Nothing else in the project reads the environment. `script/setup` keeps generated
secrets in `$DATA_DIR/env`; the real environment wins over that file.
"""

from portal.settings.applications import *
from portal.settings.data import *
from portal.settings.environment import *
from portal.settings.hosts import *
from portal.settings.languages import *
from portal.settings.logs import *
from portal.settings.mail import *
from portal.settings.operator import *
from portal.settings.promises import *
from portal.settings.security import *
from portal.settings.signin import *
from portal.settings.static import *
from portal.settings.watch import *
