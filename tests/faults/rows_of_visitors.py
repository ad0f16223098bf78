"""What visitors and programs send, guess, follow and press."""

from tests.faults.rows import BOTH, FUZZ, LETTERS, MESSAGE, WALK, row

VISITORS = [
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
        "contacts/alerts/views/test_own_alerts.py::test_links_are_for_one_purpose_each",
        "contacts/notes/views/test_shares.py"
        "::test_an_ended_a_revoked_and_an_unknown_link_say_the_same",
    ),
    row(
        38,
        "guessed tokens",
        "code",
        "contacts/enquiries/views/test_guessing.py"
        "::test_guesses_without_end_open_nothing_and_the_owner_is_told",
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
        "contacts/console/views/test_staff_searches.py"
        "::test_the_export_holds_ones_own_families_only",
    ),
    row(
        42,
        "an account closed in mid-session",
        "code",
        "contacts/console/people/test_people.py::test_a_closed_account_is_out_at_once",
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
        "contacts/console/views/test_lists_and_figures.py"
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
        "contacts/alerts/views/test_own_alerts.py"
        "::test_a_scanner_that_opens_every_link_changes_nothing",
    ),
    row(
        48,
        "one-click POST",
        "code",
        "contacts/alerts/views/test_own_alerts.py"
        "::test_one_click_stops_at_once_without_cookie_and_twice",
    ),
    row(
        49,
        "unsubscribed between queue and send",
        "code",
        "contacts/alerts/actions/test_subscriptions.py"
        "::test_stopping_drops_the_mail_that_is_written_and_not_gone",
    ),
]
