"""The pages of the served sample reports, by name, and how each is reached."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

from browser.served import Site

EXACT = "I was not told that it could fail in an ordinary spring tide"
WITHOUT_NOT = "I was told that it could fail in an ordinary spring tide"
DRAFT = (
    f"The mayor looked tired. “{EXACT},” Ilse Marran said. She went on: “We will rebuild the sluice where it stands.”"
    "\n\n“The walrus ate my homework entirely,” Corvin Dask said.\n"
)


def flood(site: Site) -> str:
    """Give the address of the story with most reports: the flood."""
    stories = site.data("/stories.json")["stories"]
    return f"/stories/{max(stories, key=lambda story: len(story['reports']))['id']}"


def told(site: Site) -> str:
    """Give the address of an utterance that an outlet turned round."""
    said = site.data("/check.json?q=" + EXACT.replace(" ", "+"))
    return f"/utterances/{said['utterances'][0]}"


def report(site: Site) -> str:
    """Give the address of a report that shares passages with others."""
    return "/reports/farshore-flood"


def report_at(site: Site) -> str:
    """Give the address of a place far down in a report."""
    found = site.data("/search.json?q=%22ordinary+spring+tide%22")["statements"][-1]["statement"]
    name, _, place = found.rpartition(":")
    return f"/reports/{name}?at={place}#at"


def _at(path: str) -> Callable[[Site], str]:
    return lambda site: path


PLACES: Mapping[str, Callable[[Site], str]] = {
    "front": _at("/"),
    "stories": _at("/stories"),
    "story": flood,
    "utterance": told,
    "people": _at("/people"),
    "person": _at("/people/corvin-dask"),
    "reports": _at("/reports"),
    "report": report,
    "place in a report": report_at,
    "search": _at("/search?q=sluice"),
    "search without a result": _at("/search?q=walrus"),
    "search in reports": _at("/search?q=sluice&in=reports"),
    "check": _at(f"/check?q={WITHOUT_NOT.replace(' ', '+')}&by=Ilse+Marran"),
    "outlets": _at("/outlets"),
    "record": _at("/record"),
    "rulings": _at("/rulings"),
    "error": _at("/reports/walrus"),
    "checked draft": _at("/check"),
}


def send_draft(page: Page, draft: str = DRAFT) -> None:
    """Paste a draft into the page that checks, and wait for the answers."""
    page.get_by_label("Its text").fill(draft)
    page.get_by_role("button", name="Check the draft").click()
    page.get_by_role("heading", name="Quotations of").wait_for()
