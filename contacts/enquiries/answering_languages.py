"""In which languages a family is answered, told before it writes."""

from django.utils.translation import get_language

from contacts.enquiries.routing import Route
from contacts.teams.models.teams import Team
from portal.lib.cldr import language_name, listing


def languages_of_answer(where: Route) -> str:
    """Return the languages of a team, as a sentence holds them; "" goes without saying.

    Of a contact in the register nobody knows, and a reader's own alone is no news.
    """
    reader = get_language()
    team = Team.objects.filter(pk=where.team).first() if where.team else None
    if team is None or team.languages == [reader]:
        return ""
    names = [language_name(code, reader) for code in team.languages]
    return listing(names, reader)
