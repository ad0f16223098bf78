"""How Celery behaves; measured reasons are in docs/decisions/delivery.md."""

from django.conf import settings

broker_url = settings.REDIS_URL or "memory://localhost"
# Without a broker the sweep calls the task itself (manage.py run_worker).
task_always_eager = not settings.REDIS_URL
task_ignore_result = True
task_acks_late = True
task_reject_on_worker_lost = True
worker_prefetch_multiplier = 1
task_default_queue = "enquiries"
# Shorter than the outbox's lease, so no claim outlives its sender.
task_time_limit = settings.EMAIL_LEASE * 5 // 6
worker_hijack_root_logger = False
worker_send_task_events = False
broker_connection_retry_on_startup = True
broker_transport_options = {
    "visibility_timeout": max(600, 2 * settings.EMAIL_LEASE),
    # kombu's defaults bring a killed worker's message back only after 92 s.
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
}
# Celery would close the database's connection before and after each task, and opening
# one costs PostgreSQL more than the task. portal.celery asks whether it is still good.
CELERY_DB_REUSE_MAX = 10_000
timezone = "UTC"
