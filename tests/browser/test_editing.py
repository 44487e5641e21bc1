"""What an editor does: rule and take it back; and who may not."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.places import told
from browser.served import Site
from browser.watched import PATIENCE, Watch

expect.set_options(timeout=PATIENCE)


@pytest.mark.parametrize("with_script", [True, False], ids=["with script", "without script"])
def test_rule_on_a_speaker_and_undo(desk: Site, watch: Watch, with_script: bool) -> None:
    page = watch.open(desk, "/search?q=%22drawer+full+of+promises%22", with_script=with_script)
    result = page.locator(".results > li").last
    place = result.locator("a[href^='/reports/']").get_attribute("href") or ""
    result.get_by_text("Rule on the speaker").click()
    result.get_by_label("This statement is by").fill("Wilma Oakley")
    result.get_by_role("button", name="Rule", exact=True).click()
    settle(page)
    expect(page.locator(".results > li", has_text="ruled by the editor")).to_contain_text("Wilma Oakley")

    page.goto(place)
    settle(page)
    expect(page.locator(".who", has_text="Wilma Oakley")).to_contain_text("ruled")
    page.get_by_role("button", name="Undo").click()
    settle(page)
    expect(page.get_by_text("Wilma Oakley")).to_have_count(0)
    page.goto("/rulings")
    expect(page.get_by_text("There are none.")).to_be_visible()


def test_rule_that_nobody_can_be_named_and_undo(desk: Site, watch: Watch) -> None:
    page = watch.open(desk, "/search?q=%22drawer+full+of+promises%22")
    result = page.locator(".results > li").last
    result.get_by_text("Rule on the speaker").click()
    result.get_by_role("button", name="Nobody can be named").click()
    settle(page)
    expect(page.locator(".results > li", has_text="ruled by the editor")).to_contain_text("speaker not told")

    page.goto("/rulings")
    page.get_by_role("button", name="Undo").click()
    settle(page)
    expect(page.get_by_text("There are none.")).to_be_visible()


def test_rule_two_persons_the_same_and_undo(desk: Site, watch: Watch) -> None:
    page = watch.open(desk, "/people/hanne-tolvik")
    page.get_by_label("The other").fill("Joren Marran")
    page.get_by_role("button", name="are the same person").click()
    settle(page)
    page.goto("/people")
    expect(page.get_by_role("rowheader", name=re.compile("Tolvik|Joren"))).to_have_count(1)

    page.goto("/rulings")
    page.get_by_role("button", name="Undo").click()
    settle(page)
    expect(page.get_by_text("There are none.")).to_be_visible()
    page.goto("/people")
    expect(page.get_by_role("rowheader", name=re.compile("Tolvik|Joren"))).to_have_count(2)


def test_readers_see_no_forms_that_rule_and_are_refused(site: Site, watch: Watch) -> None:
    page = watch.open(site, told(site))
    expect(page.locator("form[method=post]")).to_have_count(0)
    assert page.request.post("/rulings", form={"ruling": "same", "a": "x", "b": "y"}).status == 405
    assert page.request.post("/rulings/undo", form={"id": "x"}).status in (404, 405)


@pytest.mark.parametrize("token", ["", "walrus"])
def test_a_form_with_a_wrong_token_is_refused(desk: Site, watch: Watch, token: str) -> None:
    page = watch.open(desk, "/people/hanne-tolvik")
    form = page.locator(".ruling", has_text="Hanne Tolvik and another")
    form.locator("[name=token]").evaluate("(field, token) => { field.value = token }", token)
    page.get_by_label("The other").fill("Joren Marran")
    page.get_by_role("button", name="are the same person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Refused")
    assert desk.data("/rulings.json")["rulings"] == []


def settle(page: Page) -> None:
    """Load the page again until what was ruled is worked in."""
    for _ in range(60):
        if "being worked in" not in page.locator("body").inner_text():
            return
        page.wait_for_timeout(500)
        page.reload()
