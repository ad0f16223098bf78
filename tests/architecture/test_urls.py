"""URL = view = template; public addresses are listed here, all others refuse."""

from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.machine_addresses import ARGUMENTS, MACHINES
from tests.architecture.staff_addresses import (
    AUTHORING,
    OF_ENQUIRY,
    OF_MAIL,
    OF_OURS,
    OF_PEOPLE,
    OF_PLACE,
    OF_SETUP,
    OF_TEAM,
    OF_TEMPLATE,
    SHEETS,
    STUDIES,
    TEXTS,
)

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

# Whoever adds an address says here whether anybody may open it.
PUBLIC = {
    *("home", "healthz", "readyz", "texts_version"),
    *MACHINES,
    *("trials:study_list", "trials:study_detail", "trials:study_sites"),
    *("trials:study_map", "trials:contact_photo"),
    *("trials:study_changes", "trials:similar_studies"),
    *("word_list", "compare_studies", "embed_study"),
    *("trials:suggest_names", "trials:suggest_places", "trials:found_map"),
    *("condition_page", "hospital_page"),
    *("contacts:privacy", "contacts:imprint", "contacts:accessibility"),
    *("contacts:about", "contacts:help_page"),
    *("contacts:correct_study", "contacts:watch_study", "contacts:confirm_watch"),
    *("contacts:answer_upkeep", "contacts:mail_study", "contacts:stop_page_mails"),
    *("trials:selfcheck_start", "trials:selfcheck_question"),
    *("trials:selfcheck_result", "trials:selfcheck_clear"),
    "contacts:send_message",
    *("contacts:enquiry_status", "contacts:write_again", "contacts:print_enquiry"),
    "contacts:download_enquiry",
    *("contacts:correct_contact", "contacts:confirm_address", "contacts:other_site"),
    *("contacts:withdraw_enquiry", "contacts:erase_enquiry", "contacts:lost_link"),
    *("contacts:enter_code", "contacts:put_address_right", "contacts:stop_mails"),
    *("contacts:stop_all_mails", "contacts:verify_mailbox"),
    "contacts:read_as_team",
    *("contacts:subscribe", "contacts:subscribe_sent"),
    "contacts:condition_list",
    *("contacts:confirm_subscription", "contacts:manage_subscription"),
    *("contacts:export_subscription", "contacts:steer_subscription"),
    "contacts:unsubscribe",
    "account_login",
} | {
    # Whose notes they are is decided by a cookie, and by a passcode.
    *("contacts:note_list", "contacts:add_note", "contacts:notes_on"),
    *("contacts:edit_note", "contacts:move_note", "contacts:delete_note"),
    *("contacts:delete_all_notes", "contacts:notebook_link", "contacts:open_notebook"),
    *("contacts:note_sheet", "contacts:export_notes", "contacts:ask_team"),
    *("contacts:share_notes", "contacts:revoke_share", "contacts:shared_notes"),
    "contacts:answer_note",
}
# Anybody may open these; they are the staff's, so they may set a cookie.
DOORS = {
    "contacts:accept_invitation",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
# Answered only with a token, or only on a developer's machine: 404 for anybody else.
HIDDEN = {
    *("metrics", "gallery", "contacts:dev_inbox", "contacts:dev_error"),
    *("contacts:dev_mails", "contacts:dev_mail"),
}
STAFF = (
    AUTHORING
    | TEXTS
    | STUDIES
    | OF_ENQUIRY
    | OF_TEAM
    | OF_PEOPLE
    | OF_SETUP
    | OF_OURS
    | OF_TEMPLATE
    | OF_PLACE
    | {
        *("contacts:inbox", "contacts:inbox_news"),
        *("contacts:change_many", "contacts:undo_deed", "contacts:choose_place"),
        *("contacts:show_figures", "contacts:show_month", "contacts:take_month"),
        *("contacts:export_enquiries", "contacts:screening_log"),
        "contacts:alert_progress",
        "contacts:halt_alerts",
        *("contacts:audit_log", "contacts:export_audit"),
        *("contacts:show_incident", "contacts:export_incident"),
        "contacts:teams",
        "contacts:prepared_answer_list",
        "contacts:add_prepared_answer",
        *("contacts:aside_mails", "contacts:hook_calls"),
        "contacts:correction_list",
        *OF_MAIL,
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
    }
)


OF_PERSON = {
    *("contacts:change_person", "contacts:reset_factor", "contacts:close_person"),
    "contacts:take_back",
}
OF_HOSPITAL = {"contacts:set_hospital_team", "contacts:export_hospital"}


def walk(patterns, space=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}", pattern


def own_names():
    """Return (name, pattern) of every address but the admin's and allauth's MFA."""
    return {
        name: pattern
        for name, pattern in walk(get_resolver().url_patterns)
        if not name.startswith(("admin:", "mfa_", "usersessions_", "anymail:"))
    }


def test_every_address_is_listed():
    assert set(own_names()) == PUBLIC | DOORS | HIDDEN | STAFF


@pytest.mark.parametrize("name", sorted(PUBLIC | HIDDEN | STAFF))
def test_an_address_bears_the_name_of_its_view(name):
    if name.startswith("account_"):
        pytest.skip("allauth's own names")
    assert own_names()[name].callback.__name__ == name.rpartition(":")[2]


def test_every_view_with_a_page_has_a_template_of_its_name():
    stems = {path.stem for path in TEMPLATES.rglob("*.html")}
    pages = {n.rpartition(":")[2] for n in PUBLIC | STAFF if not n.startswith("acc")}
    without = {name.rpartition(":")[2] for name in MACHINES} | {
        "healthz",
        "readyz",
        "texts_version",
        "study_map",
        "contact_photo",
        "retry_delivery",
    }
    without |= {"selfcheck_clear", "author_begin", "author_publish", "author_export"}
    without |= {"author_settle", "author_shelve", "author_line", "author_unline"}
    without |= {"author_example", "author_add", "author_remove", "author_languages"}
    without |= {"notes_on", "move_note", "ask_team", "export_notes", "revoke_share"}
    without |= {"answer_note", "write_again", "download_enquiry", "export_enquiries"}
    without |= {name.rpartition(":")[2] for name in OF_ENQUIRY | OF_TEAM | OF_MAIL} - {
        "enquiry_detail",
        "team_settings",
    }
    without |= {
        "begin_text",
        "begin_own_page",
        "check_text",
        "step_text",
        "sign_text",
        *SHEETS,
        "take_pack",
    }
    without |= {"invite_person", "add_prepared_answer", "delete_prepared_answer"}
    without |= {name.rpartition(":")[2] for name in OF_SETUP} - {"setup_teams"}
    without |= {"reset_factor", "try_mail", "export_audit", "export_incident"}
    without |= {"take_back"}
    without |= {"suggest_names", "suggest_places", "found_map"}
    without |= {"export_subscription", "halt_alerts"}
    without |= {"take_month", "inbox_news", "change_many", "undo_deed"}
    assert pages - without - stems == set()


ONE_NOTE = [
    f"contacts:{name}"
    for name in ("edit_note", "move_note", "delete_note", "revoke_share")
]
SECRET = {
    f"contacts:{name}"
    for name in (
        *("enquiry_status", "write_again", "print_enquiry", "download_enquiry"),
        *("correct_contact", "confirm_address", "other_site", "withdraw_enquiry"),
        *("erase_enquiry", "confirm_subscription", "manage_subscription"),
        *("export_subscription", "unsubscribe"),
        *("open_notebook", "shared_notes", "answer_note"),
        *("put_address_right", "stop_mails", "stop_all_mails", "verify_mailbox"),
        *("read_as_team", "answer_upkeep", "confirm_watch"),
        "stop_page_mails",
    )
}


def address(name: str) -> str:
    arguments = {
        **ARGUMENTS,
        "trials:study_detail": ["NCT00000001"],
        "trials:study_sites": ["NCT00000001"],
        "trials:study_map": ["NCT00000001"],
        "trials:contact_photo": ["NCT00000001"],
        "trials:selfcheck_start": ["NCT00000001"],
        "trials:selfcheck_question": ["NCT00000001", 1],
        "trials:selfcheck_result": ["NCT00000001"],
        "trials:selfcheck_clear": ["NCT00000001"],
        "trials:study_changes": ["NCT00000001"],
        "trials:similar_studies": ["NCT00000001"],
        "condition_page": ["lupus-erythematosus-systemic"],
        "hospital_page": ["hospital0"],
        "contacts:correct_study": ["NCT00000001"],
        "contacts:watch_study": ["NCT00000001", "results"],
        "contacts:send_message": ["NCT00000001"],
        **{one: ["ENQ-3333-3333-3333"] for one in OF_ENQUIRY},
        **{one: [1] for one in OF_TEAM | OF_TEMPLATE | OF_MAIL},
        **{one: [1] for one in OF_PERSON | OF_HOSPITAL | OF_PLACE},
        **{one: ["0" * 64] for one in SECRET},
        **{one: ["0" * 8 + "-0000-4000-8000-" + "0" * 12] for one in ONE_NOTE},
        "contacts:notes_on": ["NCT00000001"],
        **{one: [1] for one in TEXTS - {"texts:text_list", "contacts:fact_list"}},
        **{n: ["NCT00000001"] for n in TEXTS if n.endswith(("_pack", "_of_study"))},
        "texts:begin_text": ["NCT00000001", "STUDY", "en"],
        "texts:begin_own_page": ["privacy", "de"],
        **{n: ["NCT00000001", "en"] for n in TEXTS if n.endswith(("_facts", "_sheet"))},
        "contacts:steer_subscription": ["0" * 64, "pause"],
        "contacts:dev_error": [404],
        "contacts:dev_mail": ["alerts"],
        "authoring:author_study": ["NCT00000001"],
        "authoring:author_begin": ["NCT00000001"],
        "authoring:author_paste": ["NCT00000001"],
        "authoring:author_split": ["NCT00000001", "1.0.0", "I1"],
        "authoring:author_unline": ["NCT00000001", "1.0.0", "I1"],
        "authoring:author_group": ["NCT00000001", "1.0.0", "g-person"],
        "authoring:author_example": ["NCT00000001", "1.0.0", 1],
        "authoring:author_settle": ["NCT00000001", "1.0.0", 0],
        "authoring:author_criterion": ["NCT00000001", "1.0.0", "I1"],
        "authoring:author_question": ["NCT00000001", "1.0.0", "age"],
        "authoring:author_care": ["NCT00000001", "1.0.0", "age"],
        "authoring:author_remove": ["NCT00000001", "1.0.0", "age"],
    }
    if name in AUTHORING and name not in arguments and name != "authoring:author_list":
        return reverse(name, args=["NCT00000001", "1.0.0"])
    return reverse(name, args=arguments.get(name, []))
