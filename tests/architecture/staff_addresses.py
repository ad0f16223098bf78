"""Addresses of the pages on which staff write: sent back to the sign-in, or refused."""

AUTHORING = {
    *("authoring:author_list", "authoring:author_study", "authoring:author_begin"),
    *("authoring:author_draft", "authoring:author_publish", "authoring:author_export"),
    "authoring:author_languages",
    *("authoring:author_words", "authoring:author_try", "authoring:author_criterion"),
    *("authoring:author_care", "authoring:author_question", "authoring:author_add"),
    *("authoring:author_remove", "authoring:author_shelve", "authoring:author_paste"),
    *("authoring:author_split", "authoring:author_line", "authoring:author_unline"),
    *("authoring:author_example", "authoring:author_group", "authoring:author_settle"),
}
SHEETS = ("export_sheet", "take_sheet")
TEXTS = {
    *("texts:text_list", "texts:texts_of_study", "texts:begin_text"),
    *("texts:show_text", "texts:write_text", "texts:check_text"),
    *("texts:step_text", "texts:sign_text", "contacts:fact_list"),
    *("contacts:tell_facts", "texts:export_sheet", "texts:take_sheet"),
    *("texts:take_pack", "texts:decide_pack", "texts:begin_own_page"),
}
# Sent back to the sign-in, or refused.
OF_ENQUIRY = {
    "contacts:enquiry_detail",
    "contacts:enquiry_state",
    "contacts:retry_delivery",
    "contacts:answer_enquiry",
    "contacts:keep_draft",
    "contacts:accept_letter",
    "contacts:undo_answer",
    "contacts:claim_enquiry",
    "contacts:release_enquiry",
    *("contacts:add_remark", "contacts:hand_enquiry_over", "contacts:merge_enquiry"),
    *("contacts:hand_to_site", "contacts:give_to_team"),
    *("contacts:log_call", "contacts:agree_call", "contacts:drop_call"),
    "contacts:snooze_enquiry",
    "contacts:calm_enquiry",
    *("contacts:close_enquiry", "contacts:preview_letter"),
    "contacts:reopen_enquiry",
}
OF_TEAM = {
    *("contacts:team_settings", "contacts:invite_member", "contacts:set_absence"),
    *("contacts:remove_member", "contacts:revoke_invitation", "contacts:lift_mailbox"),
    *("contacts:set_hearing", "contacts:add_mailbox", "contacts:change_mailbox"),
    *("contacts:set_mail_holds", "contacts:set_team_studies"),
    "contacts:open_while_away",
}
# For administrators, and for whoever may write that prepared answer.
OF_PEOPLE = {
    *("contacts:people", "contacts:invite_person", "contacts:change_person"),
    *("contacts:reset_factor", "contacts:close_person", "contacts:take_back"),
}
OF_SETUP = {
    *("contacts:setup_teams", "contacts:add_team", "contacts:look_at_places"),
    *("contacts:put_into_hospital", "contacts:set_hospital_team"),
    *("contacts:export_teams", "contacts:preview_teams", "contacts:apply_teams"),
    "contacts:export_hospital",
    "contacts:found_hospitals",
}
# What the hospital says of itself.
OF_OURS = {
    *("contacts:set_up_hospital", "contacts:say_of_hospital", "contacts:try_mail"),
}
# Who may change studies brings, shows and hides them.
STUDIES = {"studies:study_desk", "studies:find_studies", "studies:change_study"}
OF_TEMPLATE = {"contacts:edit_prepared_answer", "contacts:delete_prepared_answer"}
OF_MAIL = {
    "contacts:place_mail",
    "contacts:delete_mail",
    "contacts:see_to_lost_mail",
    "contacts:call_again",
    "contacts:settle_correction",
}
# Of one site, for its team.
OF_PLACE = {"contacts:take_spoken"}
