"""What an installation meets while it runs for years."""

from tests.faults.rows import BOTH, CLOCK, FUZZ, SCHEDULERS, row

RUNNING = [
    row(
        71,
        "health while the database hangs, reads, is full",
        BOTH,
        "faults/test_health.py::test_health_is_red_while_the_database_hangs",
        "faults/test_health.py::test_health_is_red_while_the_database_only_reads",
        "faults/test_health.py::test_health_is_red_while_messages_have_no_room",
    ),
    row(
        72,
        "the relay refuses for an hour",
        "production",
        f"{SCHEDULERS}::test_a_relay_that_refuses_is_named_within_a_minute",
        "portal/health/test_watching.py::test_an_outbox_that_cannot_drain_is_told",
    ),
    row(
        73,
        "Django or PostgreSQL stopped",
        "production",
        "services/test_served_when_stopped.py::test_every_browser_is_served",
    ),
    row(
        74,
        "a second server on the port",
        "embedded",
        "scripts/test_server.py::test_a_busy_port_is_refused_in_one_line_with_the_cure",
    ),
    row(
        75,
        "secrets in access logs",
        "production",
        "services/test_logs.py::test_no_log_of_a_whole_run_holds_a_secret_or_a_word",
    ),
    row(76, "`%00` in a query", BOTH, f"{FUZZ}::test_no_query_is_a_fault"),
    row(
        77,
        "headings glued, misspelt, denied",
        "code",
        "trials/registry/test_criteria.py::test_headings_as_real_records_write_them",
        "trials/registry/test_criteria.py::test_nothing_is_guessed",
    ),
    row(
        78,
        "a restore brings back what was erased",
        "production",
        "services/test_install.py::test_what_was_erased_stays_erased_after_a_restore",
    ),
    row(
        79,
        "a form of the version before",
        "production",
        "services/test_versions.py"
        "::test_a_form_of_the_version_before_is_accepted_after_the_update",
    ),
    row(
        80,
        "audit rows changed, removed, inserted",
        "code",
        "portal/audit/test_chain.py::test_a_changed_row_is_named",
        "portal/audit/test_chain.py::test_a_removed_row_is_named",
        "portal/audit/test_chain.py::test_a_row_put_between_others_is_named",
        "portal/audit/test_chain_long.py"
        "::test_three_rows_of_a_hundred_thousand_are_found",
    ),
    row(
        81,
        "beat dies, the worker lives",
        "production",
        f"{SCHEDULERS}::test_a_beat_is_one_more_scheduler_and_may_die",
        f"{SCHEDULERS}::test_a_dead_worker_is_named_within_a_minute",
        f"{SCHEDULERS}::test_a_worker_that_takes_nothing_ends_itself",
    ),
    row(
        82,
        "new keys",
        "code",
        "contacts/test_new_secret_key.py::test_every_link_lives_on",
        "portal/test_rotation.py::test_after_the_rotation_the_old_key_can_go",
    ),
    row(
        83,
        "erase, write, pass on at once",
        BOTH,
        "contacts/conversation/views/test_at_once.py::test_every_pair_of_deeds_at_once",
        "contacts/conversation/views/test_at_once.py"
        "::test_every_pair_on_sqlite_in_a_file",
    ),
    row(
        84,
        "a stranger's host in a password reset",
        "code",
        "contacts/teams/views/test_teams.py"
        "::test_a_password_reset_mail_waits_in_the_outbox",
        "portal/test_logs.py::test_a_host_that_is_not_ours_is_not_logged",
    ),
    row(
        85,
        "three hundred nested bullets",
        "code",
        "corpora/test_parsers_are_linear.py::test_time_grows_with_the_text_alone",
    ),
    row(
        86,
        "web replaced under load",
        "production",
        "services/test_replacing_web.py"
        "::test_no_request_fails_while_the_web_process_is_replaced",
    ),
    row(
        87,
        "a clock 400 days ahead",
        "code",
        f"{CLOCK}::test_a_clock_400_days_ahead_touches_nobody",
        f"{CLOCK}::test_both_clocks_400_days_ahead_touch_nobody",
        f"{CLOCK}::test_a_round_that_believed_it_would_touch_all",
    ),
    row(
        88,
        "forty families behind one address",
        "code",
        "contacts/proofs/test_views.py"
        "::test_forty_families_behind_one_address_all_get_through",
    ),
    row(
        89,
        "552 mailbox full",
        "code",
        "contacts/mail/test_transport.py::test_a_full_mailbox_is_not_a_dead_one",
    ),
    row(
        90,
        "cookies of staff",
        "code",
        "portal/middleware/test_staff_places.py"
        "::test_over_tls_cookies_belong_to_this_host_alone",
        "portal/middleware/test_staff_places.py"
        "::test_pages_of_the_staff_are_stored_nowhere",
    ),
]
