"""What a reader does: search, open, compare, check, and look at the place."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.places import DRAFT, EXACT, WITHOUT_NOT, flood, send_draft
from browser.served import Site, run
from browser.watched import PATIENCE, Watch
from wordfiles import make_word, paragraph

expect.set_options(timeout=PATIENCE)
NEW = (
    "date 2031-07-02 Lighthouse of Skerrow goes dark\n\nThe lighthouse of Skerrow went dark on Tuesday.\n\n"
    "“The lamp has burned for ninety years and it went out at supper,” said Edla Storm, the keeper.\n"
)


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def with_script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_what_is_added_in_a_terminal_is_there_after_a_while(desk: Site, watch: Watch, tmp_path: Path) -> None:
    page = watch.open(desk)
    (tmp_path / "lighthouse.txt").write_text(NEW)
    run("add", str(tmp_path / "lighthouse.txt"), "--record", str(desk.record))
    story = page.get_by_role("link", name="Lighthouse of Skerrow goes dark")

    page.reload()
    for _ in range(60):
        if story.count():
            break
        expect(page.get_by_role("status")).to_contain_text("being worked in")
        page.wait_for_timeout(500)
        page.reload()
    story.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lighthouse of Skerrow goes dark")
    expect(page.get_by_role("main")).to_contain_text("The lamp has burned for ninety years")


def test_search_words_and_a_phrase_and_open_the_place(site: Site, watch: Watch, with_script: bool) -> None:
    page = watch.open(site, with_script=with_script)
    search(page, "spring tide")
    of_words = count(page)
    search(page, '"ordinary spring tide"')
    assert 0 < count(page) <= of_words
    expect(page.locator("mark.hit").first).to_be_visible()

    page.locator(".results .place a[href^='/reports/']").last.click()
    place = page.locator("#at")
    expect(place).to_be_in_viewport()
    expect(place).to_have_class(re.compile(r"\btarget\b"))


def test_narrow_a_search_take_it_back_and_go_on(site: Site, watch: Watch, with_script: bool) -> None:
    page = watch.open(site, "/search?q=the", with_script=with_script)
    of_all = count(page)
    facets = page.get_by_role("navigation", name="Narrow down")
    for facet in ("Corvin Dask", "Radio Ostmere", "indirect", "2031-06"):
        facets.get_by_role("link", name=facet).first.click()
        assert 0 < count(page) < of_all
        page.locator(".chips").get_by_role("link").first.click()
        assert count(page) == of_all

    firsts = page.locator(".results > li").all_inner_texts()
    page.get_by_role("link", name="Earlier statements").click()
    expect(page).to_have_url(re.compile("cursor="))
    seconds = page.locator(".results > li").all_inner_texts()
    assert seconds
    assert not set(firsts) & set(seconds)


def test_from_a_story_to_a_witness_to_its_place(site: Site, watch: Watch, with_script: bool) -> None:
    page = watch.open(site, flood(site), with_script=with_script)
    page.locator(".turned .utterance", has_text="ordinary spring tide").get_by_role(
        "link", name="apparatus and witnesses"
    ).click()
    witness = page.locator(".witness", has_text="ordinary spring tide").first
    words = witness.locator("p").first.inner_text().strip("“”")
    witness.locator("a[href^='/reports/']").first.click()
    place = page.locator("#at")
    expect(place).to_be_in_viewport()
    assert place.inner_text().split()[0].strip("“") in words


def test_drawings_say_in_words_what_they_show_and_lead_on(site: Site, watch: Watch) -> None:
    page = watch.open(site, flood(site))
    for name in ("Time line", "Map of copies"):
        drawing = page.get_by_role("region", name=name).locator("svg")
        assert drawing.locator("title").count(), f"{name} has no title"
        assert len(drawing.locator("text").all_text_contents()) > 2
    figures = page.locator(".figures svg")
    assert figures.count() > 0
    for link in page.locator("svg a").all():
        href = link.get_attribute("href") or ""
        if href.startswith("#"):
            assert page.locator(href).count() == 1, f"{href} leads nowhere"
        else:
            assert page.request.get(href).ok, f"{href} leads nowhere"


def test_check_a_quotation(site: Site, watch: Watch, with_script: bool) -> None:
    page = watch.open(site, with_script=with_script)
    page.get_by_label("Did they say this?").fill(EXACT)
    page.get_by_label("Who is said to have said it").fill("Ilse Marran")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#answer .verdict")).to_have_text("exact")

    page.get_by_label("The quotation").fill(WITHOUT_NOT)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#answer")).to_contain_text("Ilse Marran")
    expect(page.locator("#answer")).to_contain_text("not")


def test_check_a_draft_that_is_pasted(site: Site, watch: Watch, with_script: bool) -> None:
    page = watch.open(site, "/check", with_script=with_script)
    send_draft(page)
    assert_answers(page)
    expect(page.locator(".draft")).to_have_css("white-space-collapse", "preserve")
    page.locator(".draft sup a").last.click()
    expect(page.locator(".answer:target")).to_be_in_viewport()


@pytest.mark.parametrize("name", ["draft.md", "draft.docx"])
def test_check_a_draft_that_is_uploaded(site: Site, watch: Watch, tmp_path: Path, name: str) -> None:
    draft = tmp_path / name
    if name.endswith(".docx"):
        make_word(draft, "".join(map(paragraph, DRAFT.strip().split("\n\n"))))
    else:
        draft.write_text(f"# Flood\n\n{DRAFT}", encoding="utf-8")
    page = watch.open(site, "/check")
    page.get_by_label("Or a file").set_input_files(draft)
    page.get_by_role("button", name="Check the draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Quotations of {name}")
    assert_answers(page)


def search(page: Page, words: str) -> None:
    field = page.locator("#search")
    field.fill(words)
    field.press("Enter")
    expect(page.locator("p.summary[role=status]")).to_contain_text("statement")


def count(page: Page) -> int:
    """Tell how many statements the page says that it found."""
    return int(page.locator("p.summary[role=status]").inner_text().split()[0].replace(",", ""))


def assert_answers(page: Page) -> None:
    expect(page.locator(".answer")).to_have_count(3)
    verdicts = page.locator(".answer .verdict").all_inner_texts()
    assert sorted(verdicts) == ["exact", "exact", "not found"], verdicts
