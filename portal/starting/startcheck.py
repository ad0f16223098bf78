"""Before the first request: what `manage.py check --deploy` calls an error stops."""

from django.conf import settings
from django.core.checks import ERROR, run_checks


def refuse_wrong_installation() -> None:
    """End the program with every error and its cure; under DEBUG nothing is asked.

    An operator reads the sentences, not the way to them: there is no traceback.
    """
    if settings.DEBUG:
        return
    found = run_checks(include_deployment_checks=True)
    errors = [one for one in found if one.is_serious(ERROR) and not one.is_silenced()]
    if errors:
        lines = "\n".join(f"  {one.id}: {one.msg} {one.hint or ''}" for one in errors)
        raise SystemExit(f"This installation is not safe to serve:\n{lines}")
