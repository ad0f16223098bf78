"""What a page may load and where it may send: from this portal, nothing else."""

from csp.constants import NONE, SELF

from portal.settings import refusals
from portal.settings.environment import env

# Pages of the hospital that may show a study's card in a frame: /embed/.
FRAME_ANCESTORS = refusals.frame_ancestors(env.list("FRAME_ANCESTORS", []))
DIRECTIVES = {
    "default-src": [NONE],
    "script-src": [SELF],
    # The proof of work past an allowance is computed beside the page.
    "worker-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
