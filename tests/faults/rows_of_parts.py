"""Parts of the portal that are away, slow, full, killed, or twice there."""

from tests.faults.rows import (
    BOTH,
    CLOCK,
    HANGING,
    MESSAGE,
    RUNS,
    SCHEDULERS,
    SURVIVAL,
    row,
)

PARTS = [
    row(
        1,
        "the relay refuses",
        BOTH,
        RUNS,
        f"{SURVIVAL}::test_mail_server_refuses_for_minutes",
    ),
    row(2, "the relay hangs", BOTH, RUNS),
    row(
        3,
        "250 comes late",
        "code",
        "contacts/mail/test_delivery.py::test_a_late_failure_does_not_undo_a_success",
    ),
    row(
        4,
        "4xx on RCPT or DATA",
        "code",
        "contacts/mail/test_transport.py::test_a_mail_servers_reply",
    ),
    row(
        5,
        "5xx",
        "code",
        "contacts/conversation/actions/lost_mails/test_fault_matrix.py"
        "::test_no_fault_leaves_anybody_untold",
    ),
    row(6, "the relay takes the mail and the 250 is lost", BOTH, RUNS),
    row(7, "random faults of SMTP", BOTH, RUNS),
    row(
        8,
        "Redis refused at submit",
        "production",
        RUNS,
        f"{SURVIVAL}::test_redis_down_while_submitting",
    ),
    row(9, "Redis hangs at submit", "production", RUNS),
    row(10, "FLUSHALL with mails queued", "production", RUNS),
    row(11, "Redis killed and back", "production", RUNS),
    row(
        12,
        "worker killed before the send",
        BOTH,
        f"{SURVIVAL}::test_worker_killed_before_the_mail_server_took_the_mail",
        "contacts/commands/test_run_worker.py"
        "::test_killed_in_the_act_and_started_again_loses_nothing",
    ),
    row(
        13,
        "worker killed after the send",
        "production",
        f"{SURVIVAL}::test_worker_killed_after_the_mail_server_took_the_mail",
    ),
    row(14, "the whole worker group killed, again and again", BOTH, RUNS),
    row(15, "web killed while families write", BOTH, RUNS),
    row(
        16,
        "PostgreSQL crashes",
        "production",
        RUNS,
        f"{SURVIVAL}::test_database_restarted_while_submitting",
    ),
    row(
        17,
        "PostgreSQL hangs",
        "production",
        RUNS,
        f"{HANGING}::test_every_page_answers_in_time_while_the_database_hangs",
        f"{HANGING}::test_words_come_back_while_the_database_hangs",
        "faults/test_health.py::test_health_is_red_while_the_database_hangs",
    ),
    row(
        18,
        "the disk is full",
        BOTH,
        f"{HANGING}::test_a_full_disk_says_so_and_heals",
        "services/test_hanging_sqlite.py::test_words_come_back_while_the_disk_is_full",
        "faults/test_health.py::test_health_is_red_while_messages_have_no_room",
    ),
    row(
        19,
        "the database only reads",
        BOTH,
        f"{HANGING}::test_a_read_only_database_says_so_and_heals",
        "faults/test_health.py::test_health_is_red_while_the_database_only_reads",
        "portal/health/test_own_write.py"
        "::test_a_database_that_only_reads_is_red_and_heals",
    ),
    row(
        20,
        "double click, five posts at once",
        "production",
        f"{SURVIVAL}::test_one_form_five_times_at_once_is_one_enquiry",
        "browser/test_journey.py::test_a_double_click_sends_once",
    ),
    row(
        21,
        "back, reload, the next day",
        "embedded",
        "browser/test_journey.py::test_back_and_send_again_is_one_enquiry",
        f"{MESSAGE}::test_changed_words_under_the_same_key_are_shown_again_to_be_sent",
    ),
    row(
        22,
        "two workers, one row",
        BOTH,
        "contacts/mail/test_claims.py::test_each_row_is_claimed_once",
        "contacts/mail/test_claims.py::test_reading_before_writing_would_claim_it_twice",
    ),
    row(
        23,
        "beat twice, beat dead",
        "production",
        f"{SCHEDULERS}::test_a_beat_is_one_more_scheduler_and_may_die",
        f"{SCHEDULERS}::test_the_rows_decide_what_is_handed_out",
        "portal/jobs/test_turns.py"
        "::test_each_job_is_handed_out_once_however_many_schedulers",
    ),
    row(
        24,
        "a clock an hour off",
        "code",
        f"{CLOCK}::test_what_contradicts_the_time",
        "contacts/mail/test_claims.py::test_each_row_is_claimed_once",
    ),
    row(
        25,
        "a lease shorter than a send",
        "code",
        "contacts/mail/test_delivery.py"
        "::test_a_claimed_mail_is_anothers_for_as_long_as_its_lease",
    ),
    row(
        26,
        "a poison row",
        "code",
        "contacts/mail/test_delivery.py::test_a_mail_that_kills_its_sender_ends_as_failed",
        "contacts/mail/test_delivery.py::test_a_poisoned_mail_does_not_stop_the_others",
    ),
    row(
        27,
        "deploy under load",
        "production",
        "services/test_replacing_web.py"
        "::test_no_request_fails_while_the_web_process_is_replaced",
        "services/test_versions.py"
        "::test_both_versions_serve_under_load_and_lose_nothing",
    ),
]
