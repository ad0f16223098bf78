"""The ninety faults a portal for families has to stand, and which test tries each.

A row names its tests as `file::function`. Where nothing can be tried here it says why.
Shapes: "production" is PostgreSQL, Redis, Celery, granian and, where visitors matter,
nginx; "embedded" one file and one worker; "code" is a test that no shape changes.
"""

from dataclasses import dataclass

RUNS = "faults/test_runs.py::test_nothing_accepted_is_lost"
SURVIVAL = "services/test_survival.py"
HANGING = "services/test_hanging.py"
SCHEDULERS = "services/test_schedulers.py"
READY = "portal/health/test_readiness.py"
CLOCK = "portal/jobs/test_clock.py"
BOUNDS = "contacts/mail/inbound/test_bounds.py"
WALK = "contacts/console/views/test_staff_walk.py"
LETTERS = "contacts/conversation/actions/letters/test_letters.py"
RETURNED = "contacts/conversation/actions/lost_mails/test_returned.py"
FUZZ = "portal/test_fuzz.py"
MESSAGE = "contacts/enquiries/views/test_message.py"
NGINX = "services/test_served_by_nginx.py"


@dataclass(frozen=True)
class Row:
    """One fault. `why` says what no test tries, or why none can."""

    number: int
    fault: str
    shape: str
    tests: tuple[str, ...] = ()
    why: str = ""


def row(number: int, fault: str, shape: str, *tests: str, why: str = "") -> Row:
    return Row(number, fault, shape, tests, why)


BOTH = "production, embedded"
ROWS = [
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
    row(
        28,
        "a flood of posts",
        "production",
        "services/test_flood.py::test_a_flood_makes_no_more_rows_than_its_limit",
    ),
    row(29, "slow clients", "production", "faults/test_health.py::test_slow_clients"),
    row(
        30,
        "bodies too large, too many fields",
        "code",
        f"{MESSAGE}::test_a_megabyte_is_refused_before_it_is_read",
        f"{FUZZ}::test_too_much_is_refused",
    ),
    row(
        31,
        "header injection",
        "code",
        "contacts/mail/test_delivery.py::test_a_poisoned_mail_does_not_stop_the_others",
        f"{FUZZ}::test_no_posted_value_is_a_fault",
    ),
    row(
        32,
        "NUL in body, query, path",
        BOTH,
        f"{FUZZ}::test_no_query_is_a_fault",
        f"{FUZZ}::test_no_part_of_an_address_is_a_fault",
        f"{FUZZ}::test_words_of_a_form_with_nul_are_kept",
    ),
    row(
        33,
        "bidi overrides, zero widths, C1",
        "code",
        "portal/lib/test_lib.py::test_what_nobody_types_is_named",
        f"{LETTERS}::test_characters_that_nobody_types_do_not_stop_a_mail",
    ),
    row(
        34,
        "emoji, one letter, a hundred letters, surrogates",
        "code",
        f"{FUZZ}::test_no_posted_value_is_a_fault",
        "portal/lib/test_lib.py::test_what_people_type_is_kept",
    ),
    row(
        35,
        "addresses of any script",
        "code",
        "contacts/mail/test_addresses_of_any_script.py"
        "::test_a_name_of_any_script_arrives_as_it_is_written",
        "contacts/mail/test_addresses_of_any_script.py"
        "::test_a_server_that_cannot_is_not_asked_for_days",
    ),
    row(
        36,
        "CSRF token bad or missing, cookies off",
        "code",
        "portal/test_views.py::test_a_staff_form_without_its_token_is_explained",
        "trials/pages/views/test_selfcheck_mishaps.py"
        "::test_a_browser_without_cookies_is_told_so",
        why="Families' forms have no token and no cookie: there is nothing to lose.",
    ),
    row(
        37,
        "links expired, used, of another purpose",
        "code",
        "contacts/alerts/views/test_subscriptions.py"
        "::test_links_are_for_one_purpose_each",
        "contacts/notes/views/test_shares.py"
        "::test_an_ended_a_revoked_and_an_unknown_link_say_the_same",
    ),
    row(
        38,
        "guessed tokens",
        "code",
        "contacts/enquiries/views/test_guessing.py"
        "::test_ten_thousand_guesses_open_nothing_and_the_owner_is_told",
        "contacts/conversation/views/test_status.py::test_a_guessed_link_opens_nothing",
    ),
    row(
        39,
        "which addresses are known",
        "code",
        "contacts/alerts/views/test_subscriptions.py"
        "::test_a_known_address_costs_the_server_the_same_work",
        "contacts/teams/test_accounts.py"
        "::test_a_password_reset_says_the_same_to_everybody",
    ),
    row(
        40,
        "mail bombing by subscribing",
        "code",
        "contacts/alerts/actions/test_confirmations.py"
        "::test_two_hundred_requests_make_one_mail_with_the_newest_wishes",
    ),
    row(
        41,
        "one site opens another's",
        "code",
        f"{WALK}::test_no_stranger_sees_or_changes_anything",
        f"{WALK}::test_every_address_of_the_staff_is_walked",
        f"{WALK}::test_the_export_holds_ones_own_families_only",
    ),
    row(
        42,
        "an account closed in mid-session",
        "code",
        "contacts/teams/views/test_people.py::test_a_closed_account_is_out_at_once",
    ),
    row(
        43,
        "passcodes guessed in parallel",
        "code",
        "contacts/notes/actions/test_shares.py"
        "::test_so_many_guesses_at_once_and_no_more",
        "contacts/notes/actions/test_shares.py"
        "::test_looking_before_counting_would_let_more_through",
    ),
    row(
        44,
        "open redirects",
        "code",
        why="No view of ours redirects to an address that was given; allauth's own"
        " check of `next` is Django's. The pages of staff are walked (row 41).",
    ),
    row(
        45,
        "script in a name, a message, a note, a study",
        "embedded",
        "browser/test_notes_safety.py::test_nothing_of_notes_and_answers_runs",
        "contacts/conversation/views/test_status.py"
        "::test_what_was_written_is_shown_as_text",
    ),
    row(
        46,
        "formulas in an export",
        "code",
        "contacts/console/views/test_handling.py"
        "::test_no_cell_of_the_export_is_a_formula",
        "contacts/teams/roster/test_cells.py"
        "::test_a_formula_becomes_text_and_comes_back",
    ),
    row(
        47,
        "scanners open links",
        "embedded",
        "browser/test_subscriptions.py"
        "::test_a_scanner_with_a_browser_confirms_and_stops_nothing",
        "contacts/alerts/views/test_subscriptions.py"
        "::test_a_scanner_that_opens_every_link_changes_nothing",
    ),
    row(
        48,
        "one-click POST",
        "code",
        "contacts/alerts/views/test_subscriptions.py"
        "::test_one_click_stops_at_once_without_cookie_and_twice",
    ),
    row(
        49,
        "unsubscribed between queue and send",
        "code",
        "contacts/alerts/actions/test_subscriptions.py"
        "::test_stopping_drops_the_mail_that_is_written_and_not_gone",
    ),
    row(
        50,
        "reports forged, repeated, out of order",
        "code",
        "contacts/conversation/views/test_webhooks.py::test_a_forged_report_is_refused",
        "contacts/conversation/actions/lost_mails/test_bounces.py"
        "::test_a_report_twice_or_out_of_order_changes_nothing_more",
        "contacts/conversation/actions/lost_mails/test_bounces.py"
        "::test_a_report_about_somebody_elses_address_is_not_believed",
    ),
    row(
        51,
        "Host, TRACE, X-Forwarded-For",
        "production",
        f"{MESSAGE}::test_a_wrong_host_is_refused",
        f"{NGINX}::test_the_proxy_says_who_asks_and_nobody_else_does",
        "portal/lib/test_visitor.py::test_a_stranger_cannot_choose_where_they_come_from",
    ),
    row(
        52,
        "no site, a closed site, no address",
        "code",
        f"{MESSAGE}::test_nobody_to_write_to_goes_to_the_desk_and_says_so",
        "contacts/enquiries/actions/test_sending.py"
        "::test_the_fallback_is_said_on_the_enquiry",
    ),
    row(
        53,
        "an approved text changed",
        "code",
        "trials/authoring/views/test_review.py"
        "::test_a_changed_byte_is_not_served_and_is_logged",
    ),
    row(
        54,
        "words of the self-check",
        "code",
        "trials/selfcheck/test_words.py"
        "::test_no_answers_lead_to_a_word_that_must_not_be_said",
    ),
    row(
        55,
        "erased while being sent; restored",
        "production",
        "contacts/enquiries/actions/test_erasures.py"
        "::test_a_restored_backup_brings_nothing_back",
        "contacts/conversation/actions/test_rights.py"
        "::test_erased_is_erased_everywhere",
    ),
    row(
        56,
        "a restore",
        "production",
        "services/test_install.py::test_what_was_erased_stays_erased_after_a_restore",
        "portal/test_backup.py::test_a_backup_holds_everything_and_is_its_owners_alone",
    ),
    row(
        57,
        "words and secrets in logs",
        "production",
        "services/test_logs.py::test_no_log_of_a_whole_run_holds_a_secret_or_a_word",
        "services/test_logs.py::test_the_search_finds_what_is_planted",
    ),
    row(
        58,
        "no scripts, 320 pixels, keyboard",
        "embedded",
        "browser/test_journey.py::test_without_scripts_the_whole_way_works",
        "browser/test_accessibility.py::test_every_public_page",
    ),
    row(
        59,
        "a key left out",
        "code",
        "portal/test_settings.py::test_what_is_missing_is_named_with_the_cure",
        "portal/test_settings.py::test_debug_is_for_this_machine_alone",
    ),
    row(
        60,
        "a forgotten proxy",
        "code",
        "contacts/test_loopback.py::test_a_forgotten_proxy_limits_all_rather_than_none",
        "portal/lib/test_visitor.py"
        "::test_a_forgotten_proxy_is_one_bucket_and_one_alarm",
    ),
    row(
        61,
        "TLS of the mail server",
        "code",
        "contacts/mail/test_mail_tls.py::test_a_strangers_certificate_gets_no_mail",
        "contacts/mail/test_mail_tls.py::test_a_server_without_tls_gets_no_mail",
    ),
    row(
        62,
        "one SELECT of the database",
        "code",
        "contacts/test_secrets_at_rest.py::test_no_secret_lies_in_the_database",
    ),
    row(
        63,
        "a mail that an expression cannot finish",
        "code",
        f"{BOUNDS}::test_a_poison_mail_ends_in_one_visible_place",
        "corpora/test_parsers_are_linear.py::test_a_quadratic_parser_is_found",
    ),
    row(
        64,
        "nested, endless, packed mails",
        BOTH,
        f"{BOUNDS}::test_seconds_and_memory_end_the_child",
        "services/test_letters.py::test_a_reader_that_is_killed_loses_nothing",
    ),
    row(
        65,
        "headers that are none",
        "code",
        "contacts/mail/reading/test_letters_read.py"
        "::test_headers_never_raise_and_ids_are_bare",
    ),
    row(
        66,
        "one mail to two conversations",
        "code",
        "contacts/mail/inbound/test_providers.py"
        "::test_one_mail_to_two_conversations_reaches_both",
        f"{LETTERS}::test_the_same_mail_twice_is_one",
    ),
    row(
        67,
        "an answer below the quotation",
        "code",
        "contacts/mail/reading/test_quotation_cut.py"
        "::test_words_that_must_reach_the_other_side",
    ),
    row(
        68,
        "HTML alone",
        "code",
        "contacts/conversation/views/test_webhooks.py"
        "::test_an_html_only_mail_is_read_as_text",
    ),
    row(
        69,
        "absence notes",
        "code",
        f"{LETTERS}::test_out_of_office_is_kept_and_answers_nobody",
    ),
    row(
        70,
        "reports by mail",
        "code",
        f"{RETURNED}::test_a_bounce_by_mail_reaches_its_row",
        f"{RETURNED}::test_a_forged_bounce_changes_nothing",
    ),
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
        "portal/audit/test_record.py::test_an_event_falls_with_its_deed",
        why="The seal over the rows is tried beside `verify_audit`.",
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
