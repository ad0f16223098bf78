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
    *("texts:take_pack", "texts:decide_pack"),
}
