"""Under a path of a shared host (PUBLIC_URL): whichever way a proxy hands it on."""

from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def take_path_off(application: Application, public_path: str) -> Application:
    """Return an application that is told where in the portal a request goes.

    One proxy takes the path off before it asks, another does not. What is asked without
    it, such as a monitor's /healthz on the machine itself, stays as it is.
    """
    if not public_path:
        return application

    def asked(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == public_path or path.startswith(f"{public_path}/"):
            environ["PATH_INFO"] = path.removeprefix(public_path) or "/"
        return application(environ, start_response)

    return asked
