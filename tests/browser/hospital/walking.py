"""The way of a hospital through its own console, from nothing to a portal."""

from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.browser.conftest import looks_right
from tests.browser.hospital.entering import prove
from tests.browser.hospital.hands import Hands
from tests.browser.kept_pictures import keep_picture
from tests.browser.settling import settle
from tests.examples import looks_far
from tests.services.servers import wait_until

NURSE = "nurse@hospital.example"
READER = "reader@hospital.example"
IMPRESSUM = "Angaben nach § 5 DDG: Klinikum Bonn"
PLACE = "Own Hospital"
LEGAL = ("Consent", "Privacy", "Who is responsible", "Emergency", "Worrying answers")
SIZES = (1280, 390)


@dataclass
class Home:
    """What a hospital says of itself."""

    country: str
    most_presses: int
    operator: dict[str, str]
    mail: dict[str, str]
    numbers: dict[str, str] = field(default_factory=dict)
    # Codes of languages in which its own words on responsibility stand as well.
    own_languages: str = ""


def operator(country: str, place: str) -> dict[str, str]:
    """Return what the pages on responsibility need."""
    return {
        "Name of the hospital": f"Hospital of {place}",
        "Postal address": f"1 Road, {place}",
        "Who represents it": "Its director",
        "E-mail address": "office@hospital.example",
        "Data protection officer, with an address": "privacy@hospital.example",
        "Authority that takes complaints": "The authority",
        "Companies that process data for it": "none",
        "Countries in which the data are kept": country,
    }


def seen(page: Page, name: str) -> None:
    """Look at a page as a machine does, and keep what a person would see.

    The gate walks on: it counts presses alone.
    """
    if not looks_far():
        return
    looks_right(page)
    page.emulate_media(color_scheme="light")
    for width in SIZES:
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        keep_picture(page, f"own-hospital-{name}-{width}")
    page.set_viewport_size({"width": 1280, "height": 900})


def say_who(boss: Hands, home: Home) -> None:
    """Say what has to be said of the hospital."""
    page = boss.page
    boss.press("link", "What is still to be set up")
    prove(boss, page.get_by_role("heading", name="The hospital"))
    seen(page, "nothing-said")
    choose_languages(boss, home)
    boss.say("Name of the portal", {"Name of the portal": "Trials at our hospital"})
    refuse_pale_colour(boss)
    boss.say("Who is responsible", home.operator, OPERATOR_COUNTRY=home.country)
    boss.say("Mail and desk", home.mail)
    boss.say("Clinical safety", {"Who answers for the medical words": "Dr Example"})
    if home.numbers:
        boss.say("Emergency numbers", home.numbers)
    boss.press("button", "Send a test mail to the desk")


def choose_languages(boss: Hands, home: Home) -> None:
    """Take English alone; of no other is anything asked from then on."""
    boss.press("link", "Languages")
    for box in boss.page.locator("[name=LANGUAGES]:checked").all():
        box.uncheck()
        boss.tally.stages[-1].presses += 1
    if home.own_languages:
        boss.type(boss.page.locator("[name=OWN_LANGUAGES]"), home.own_languages)
    boss.page.get_by_role("button", name="Save", exact=True).click()
    boss.tally.stages[-1].presses += 1
    boss.is_saved()


def refuse_pale_colour(boss: Hands) -> None:
    """Try a colour that nobody can read, and then another."""
    page = boss.page
    boss.press("link", "Logo and colours")
    boss.write("Colour of links and buttons", "#ffcc00")
    boss.press("button", "Save")
    expect(page.locator(".error-summary")).to_contain_text("cannot be read well")
    boss.write("Colour of links and buttons", "#5a1a6e")
    boss.press("button", "Save")
    boss.is_saved()


def approve_words(boss: Hands) -> None:
    """Read and approve what forms wait for, one leading to the next."""
    page = boss.page
    boss.press("link", "Words to approve")
    seen(page, "texts")
    row = page.locator("table.list tr", has_text=LEGAL[0]).first
    boss.click(row.locator("a").first)
    titles = []
    for left in reversed(range(len(LEGAL))):
        titles.append(page.locator("h1").inner_text().lower())
        if not page.locator("[name=name]").input_value():
            boss.type(page.locator("[name=name]"), "Dr Example")
        boss.press("button", "Approve")
        boss.press("button", "Publish")
        expect(page.locator("h1")).to_contain_text("Published")
        if left:
            boss.click(page.get_by_role("link", name="The next one that waits"))
    assert {name for name in LEGAL if name.lower() in " ".join(titles)} == set(LEGAL)
    boss.click(page.locator("main").get_by_role("link", name="Texts", exact=True))


def write_own_page(boss: Hands) -> None:
    """Write who is responsible in German, and invite somebody who reads it."""
    page = boss.page
    row = page.locator("table.list tr", has_text="German").filter(
        has_text="responsible"
    )
    boss.click(row.get_by_role("button", name="Write"))
    boss.write("Title", "Impressum")
    boss.write("Text", IMPRESSUM)
    boss.press("button", "Save")
    boss.press("button", "Hand in for review")
    expect(page.locator("h1")).to_contain_text("In review")
    boss.open("Set up", "Staff accounts")
    boss.type(page.locator("[name=email]"), READER)
    boss.choose(page.locator("[name=role]"), "EDITOR")
    boss.press("button", "Send invitation")
    seen(page, "people")


def approve_own_page(reader: Hands, base: str) -> None:
    """Read and sign what another person wrote; visitors then read it."""
    page = reader.page
    reader.open("Words", "Texts")
    reader.click(page.get_by_role("link", name="Who is responsible").first)
    reader.type(page.locator("[name=name]"), "Dr Beispiel")
    reader.press("button", "Approve")
    reader.press("button", "Publish")
    expect(page.locator("h1")).to_contain_text("Published")
    page.goto(f"{base}/imprint/")
    expect(page.locator("section[lang=de]")).to_contain_text(IMPRESSUM)
    seen(page, "imprint")


def bring_studies(boss: Hands, words: str, many: str) -> None:
    """Import from the registry what a search finds, and show it."""
    page = boss.page
    boss.open("Words", "Trials")
    boss.press("link", "Bring trials from the registry")
    boss.type(page.locator("#q"), words)
    boss.press("button", "Search the registry")
    seen(page, "studies-found")
    boss.click(page.get_by_label("Show them to visitors at once"))
    boss.press("button", "Import what is ticked")
    expect(page.get_by_role("status")).to_contain_text(many)
    seen(page, "studies-there")


def found_team(boss: Hands) -> None:
    """Give the hospital of the trial a team, and invite a nurse into it."""
    page = boss.page
    boss.open("Set up", "Teams and hospitals")
    boss.press("link", "Hospitals of your trials")
    boss.click(page.locator("[name=chosen]"))
    boss.write("People to invite, one a line: hospital, address", f"{PLACE}, {NURSE}")
    seen(page, "hospitals-found")
    boss.press("button", "Set up their teams")
    expect(page.get_by_role("status")).to_contain_text("1 team is set up.")
    seen(page, "teams")


def ask(family: Hands, base: str, study: str, phone: str) -> None:
    """Send a message, as a family does."""
    page = family.page
    page.goto(f"{base}/trials/{study}/")
    family.click(page.locator("aside").get_by_role("link", name="Send a message"))
    family.click(page.locator("input[name=relationship][value=MYSELF]"))
    family.click(page.locator("input[name=age_group][value=ADULT]"))
    about = {"first_name": "Lena", "last_name": "Fischer", "message": "Is there room?"}
    for name, value in {**about, "email": "lena@families.example"}.items():
        family.type(page.locator(f"[name={name}]"), value)
    family.type(page.locator("[name=phone]"), phone)
    family.click(page.locator("[name=consent]"))
    family.press("button", "Send")
    page.wait_for_url("**/enquiries/*/")


def answer(nurse: Hands, base: str, words: str) -> None:
    """Answer what came."""
    page = nurse.page
    page.goto(f"{base}/staff/")
    nurse.click(page.locator(".line a").first)
    nurse.type(page.locator("#id_text"), words)
    nurse.press("button", "Send answer")


def read(family: Hands, words: str) -> None:
    """See the answer, once the seconds in which it can be taken back are over."""

    def is_there() -> bool:
        family.page.reload()
        return words in family.page.locator("main").inner_text()

    wait_until(is_there, "the answer on the family's page", 40)
