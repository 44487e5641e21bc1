"""The components of the pages: what a screen reader is told, and that no text acts as markup."""

from functools import cache
from importlib.resources import files

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html

from onrecord.views.brief_marks import Piece

ATTACK = "\"'><script>alert(1)</script>"


@cache
def environment() -> Environment:
    """Give what renders the components alone."""
    loader = FileSystemLoader(str(files("onrecord.views.web") / "templates"))
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def render(call: str, **values: object) -> html.HtmlElement:
    """Render a call of a macro, as one element."""
    text = environment().from_string(f'{{% import "macros.html.j2" as m %}}<div>{call}</div>').render(values)
    return html.fragment_fromstring(text)


def page(body: str = "", **values: object) -> html.HtmlElement:
    """Render a page with nothing on it but a body."""
    source = f'{{% extends "base.html.j2" %}}{{% block main %}}{body}{{% endblock %}}'
    return html.document_fromstring(environment().from_string(source).render(values))


CALLS = (
    "{{ m.quote(pieces) }}",
    "{{ m.verdict(x) }}",
    "{{ m.siglum(x, x) }}",
    "{{ m.report_link(x, x, x, x, x, x) }}",
    "{{ m.chip(x, x, x) }}",
    "{{ m.empty(x) }}",
    "{{ m.pager(x, x) }}",
    "{{ m.facet(x, [(x, 3, x, true)]) }}",
    "{{ m.contents([(x, x, 3)], x) }}",
    "{% call m.facets(x) %}{{ x }}{% endcall %}",
    "{% call m.table(x, x) %}<tr><td>{{ x }}</td></tr>{% endcall %}",
    "{{ m.drawing(x, x, x) }}",
    "{{ m.apparatus([x, x], [(x, x, x, [(x, 'same', x), (x, 'added', x)])], x) }}",
    "{{ m.field(x, x, x, hint=x, error=x, placeholder=x) }}",
    "{{ m.field(x, x, x, kind='textarea') }}",
    "{{ m.field(x, x, x, options=[(x, x)]) }}",
    "{{ m.copy(x, x) }}",
)


@pytest.mark.parametrize("call", CALLS)
def test_no_text_acts_as_markup(call: str) -> None:
    shown = render(call, x=ATTACK, pieces=[Piece(ATTACK, mark) for mark in ("same", "left out", "added", "gap")])
    assert not shown.xpath("//script")
    names = {name for element in shown.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or name in ("style", "script")]


def test_a_wording_shows_what_was_left_out_and_added() -> None:
    pieces = [Piece("We were "), Piece("not", "left out"), Piece(" told "), Piece("twice", "added"), Piece("…", "gap")]
    shown = render("{{ m.quote(pieces) }}", pieces=pieces)
    assert shown.text_content() == "We were not told twice…"
    assert (shown.findtext("del"), shown.findtext("ins"), shown.findtext("span")) == ("not", "twice", "…")


def test_a_verdict_is_a_word_with_a_class() -> None:
    (verdict,) = render("{{ m.verdict('not found') }}")
    assert (verdict.text, verdict.get("class")) == ("not found", "verdict not-found")


def test_a_field_is_joined_to_its_label_hint_and_error() -> None:
    shown = render("{{ m.field('by', 'By', 'Ana', hint='a name', error='Nobody of that name.') }}")
    (field,) = shown.iter("input")
    assert shown.find(".//label").get("for") == field.get("id")
    said = [shown.get_element_by_id(id).text for id in field.get("aria-describedby").split()]
    assert said == ["a name", "Nobody of that name."]
    assert field.get("aria-invalid") == "true"


def test_a_field_without_a_hint_describes_nothing() -> None:
    (field,) = render("{{ m.field('by', 'By') }}").iter("input")
    assert "aria-describedby" not in field.attrib


def test_a_text_that_begins_with_a_line_break_keeps_it() -> None:
    text = "\n“One,” she said."
    source = "{% import 'macros.html.j2' as m %}{{ m.field('draft', 'Draft', text, kind='textarea') }}"
    written = environment().from_string(source).render(text=text)
    assert f">\n{text}</textarea>" in written, "a browser drops the first line break of a textarea"


def test_a_choice_remembers_what_was_chosen() -> None:
    shown = render("{{ m.field('kind', 'Kind', 'group', options=[('person', 'a person'), ('group', 'a group')]) }}")
    assert shown.xpath("//option[@selected]/@value") == ["group"]


def test_a_wide_table_can_be_reached_by_keyboard() -> None:
    (box,) = render("{% call m.table('Outlets') %}<tr><td>Elm Times</td></tr>{% endcall %}")
    assert (box.get("tabindex"), box.get("role"), box.get("aria-label")) == ("0", "region", "Outlets")


def test_the_apparatus_tells_each_change_in_words() -> None:
    rows = [("B", "Elm Times", "/reports/b", [("", "left out", "negation"), ("·", "same", "")])]
    shown = render("{{ m.apparatus(['not', 'told'], rows) }}", rows=rows)
    left_out, same = shown.xpath("//tbody/tr[2]/td")
    assert left_out.text_content() == "not (left out: negation)"
    assert "as the base" in same.text_content()


def test_there_is_no_pager_without_a_page_to_go_to() -> None:
    assert not list(render("{{ m.pager() }}"))
    assert render("{{ m.pager('/people?after=9') }}").xpath("//a/@rel") == ["next"]


def test_a_chosen_value_of_a_facet_says_so() -> None:
    shown = render("{{ m.facet('Form', [('direct', 1048, '/search', true), ('mixed', 3, '/search', false)]) }}")
    assert shown.xpath("//a/@aria-current") == ["true"]
    assert shown.xpath("//*[@class='count']/text()") == ["1,048", "3"]


def test_a_page_has_its_landmarks_and_a_way_past_them() -> None:
    shown = page("<h1>Stories</h1>", here="stories", counts=["2 reports"], version="0.1", query="“sluice”")
    assert shown.xpath("//body/*[1]/@href") == ["#main"]
    assert shown.get_element_by_id("main").tag == "main"
    assert shown.xpath("//nav//a[@aria-current='page']/text()") == ["Stories"]
    assert shown.xpath("//input[@name='q']/@value") == ["“sluice”"]
    assert shown.xpath("//label[@for='search']")
    assert "2 reports" in shown.xpath("string(//footer)")


def test_a_page_loads_from_here_alone() -> None:
    shown = page()
    loaded = [*shown.xpath("//link/@href"), *shown.xpath("//script/@src"), *shown.xpath("//img/@src")]
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
