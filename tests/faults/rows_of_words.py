"""Words and mails, and who must not read them."""

from tests.faults.rows import BOTH, BOUNDS, LETTERS, MESSAGE, NGINX, RETURNED, row

WORDS = [
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
        "contacts/enquiries/views/test_message_sites.py"
        "::test_nobody_to_write_to_goes_to_the_desk_and_says_so",
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
        "portal/test_right_settings.py::test_debug_is_for_this_machine_alone",
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
        "contacts/mail/reading/test_letter_heads_read.py"
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
]
