"""Addresses for programs: no page of words, so no template of their name."""

CRAWLERS = {
    *("robots_txt", "sitemap_index", "sitemap_section", "web_manifest"),
    *("security_txt", "change_password"),
}
API = {
    f"api:api_{name}" for name in ("root", "document", "studies", "study", "unknown")
}
FHIR = {
    *("fhir:fhir_metadata", "fhir:fhir_base"),
    *("fhir:fhir_search_studies", "fhir:fhir_read_study"),
    *("fhir:fhir_search_questionnaires", "fhir:fhir_read_questionnaire"),
}
PAPER = {"trials:study_sheet", "trials:study_card"}
FEEDS = {"condition_feed"}
LOOK = {"hospital_logo", "hospital_look"}
MACHINES = CRAWLERS | API | FHIR | PAPER | FEEDS | LOOK
ARGUMENTS = {
    "hospital_logo": ["0"],
    "hospital_look": ["0"],
    "contacts:say_of_hospital": ["mail"],
    "studies:change_study": ["NCT00000001"],
    "condition_feed": ["lupus"],
    "embed_study": ["NCT00000001"],
    "contacts:mail_study": ["NCT00000001"],
    "trials:study_sheet": ["NCT00000001"],
    "trials:study_card": ["NCT00000001"],
    "sitemap_section": ["pages"],
    "api:api_study": ["NCT00000001"],
    "api:api_unknown": ["nothing"],
    "fhir:fhir_read_study": ["NCT00000001"],
    "fhir:fhir_read_questionnaire": ["NCT00000001"],
}
