"""Settings, URLs, Celery; wires the public and the private app together."""
