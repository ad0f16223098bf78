"""What is logged: never message text, names, addresses, places or tokens."""


def logging_config(level: str) -> dict[str, object]:
    """Return Django's LOGGING for one level of the root logger."""
    line = "%(asctime)s %(levelname)s %(name)s %(message)s"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": line}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line"}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's request logger prints paths; a path may hold a secret link.
            "django.request": {"level": "ERROR"},
            "django.server": {"level": "WARNING"},
            # One line a second and job says nothing.
            "celery.app.trace": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
        },
    }
