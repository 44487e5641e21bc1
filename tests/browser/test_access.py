"""Everybody can use every page: axe-core, the keyboard, narrow and wide screens, light and dark."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.places import PLACES, flood, send_draft
from browser.served import Site
from browser.watched import HEIGHT, PATIENCE, Watch

expect.set_options(timeout=PATIENCE)
WIDTHS = (390, 768, 1280, 1920)
# Each page is looked at in light and dark, narrow and wide; not all four ways, but those with forms of an editor twice.
LOOKS = {"reader": (("light", 390), ("dark", 1280)), "editor": (("dark", 390), ("light", 1280))}
RULED_ON = ("utterance", "person", "report", "place in a report", "search")
# What the keyboard must reach, with a note of what it reached; what is shut away or not drawn is not to be reached.
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  at.setAttribute("data-reached", "");
  const style = getComputedStyle(at);
  return { what: at.outerHTML.slice(0, 120), outline: style.outlineStyle, width: parseFloat(style.outlineWidth) };
}"""
UNREACHED = f"""() => [...document.querySelectorAll("{FOCUSABLE}")]
  .filter((each) => each.checkVisibility({{ visibilityProperty: true, contentVisibilityAuto: true }}))
  .filter((each) => !each.hasAttribute("data-reached")).map((each) => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(
    ("name", "role"), [*((name, "reader") for name in PLACES), *((name, "editor") for name in RULED_ON)]
)
def test_every_page_is_without_serious_fault_and_fits(
    request: pytest.FixtureRequest, watch: Watch, name: str, role: str
) -> None:
    of: Site = request.getfixturevalue("site" if role == "reader" else "desk")
    page = watch.open(of, PLACES[name](of))
    if name == "checked draft":
        send_draft(page)
    too_wide = [width for width in WIDTHS if overflow(page, width) > 0]
    assert too_wide == [], f"the page is wider than a screen of {too_wide} px"
    for scheme, width in LOOKS[role]:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        faults = serious_faults(page)
        assert not faults, f"{scheme}, {width} px:\n" + "\n".join(faults)


@pytest.mark.parametrize("name", ["front", "story", "utterance", "person", "report", "search", "check"])
def test_tab_reaches_everything_and_shows_where_it_is(desk: Site, watch: Watch, name: str) -> None:
    page = watch.open(desk, PLACES[name](desk).partition("#")[0])
    for _ in range(2 * page.locator(FOCUSABLE).count()):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        assert focused["outline"] != "none", f"focus can't be seen on {focused['what']}"
        assert focused["width"] > 0, f"focus can't be seen on {focused['what']}"
    assert page.evaluate(UNREACHED) == []


def test_keys_lead_to_the_search_and_through_the_results(site: Site, watch: Watch) -> None:
    page = watch.open(site, "/search?q=sluice")
    page.keyboard.press("j")
    results = page.locator(".results > li")
    expect(results.nth(0)).to_have_class("selected")
    page.keyboard.press("j")
    expect(results.nth(1)).to_have_class("selected")
    assert page.evaluate("() => document.activeElement.closest('.selected') !== null")
    page.keyboard.press("k")
    expect(results.nth(0)).to_have_class("selected")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("/j")  # typed, and no longer keys that lead somewhere
    expect(page.locator("#search")).to_have_value("/j")


def test_the_first_link_skips_to_the_page(site: Site, watch: Watch) -> None:
    page = watch.open(site, flood(site))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


def overflow(page: Page, width: int) -> int:
    """Tell by how much the page is wider than a screen."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    return int(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def serious_faults(page: Page) -> list[str]:
    """Ask axe-core what is seriously wrong with the page."""
    found: dict[str, Any] = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{fault['id']} ({fault['impact']}): {node['html'][:160]} {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"][:3]
    ]
