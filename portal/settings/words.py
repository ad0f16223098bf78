"""Which words families may be shown."""

from portal.settings.environment import env
from portal.settings.hosts import DEBUG

# Show, marked as drafts, what nobody has approved: for demonstrations alone.
SERVE_UNAPPROVED = env.bool("SERVE_UNAPPROVED", DEBUG)
