"""Two editions of a report, read and compared as a record does it: ``cases/editions.json`` has what is to be told.

A case says how the second edition is made of the report at the head of the table: words replaced, paragraphs in another
order, lines at the top or foot of either edition.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from makers import make_report
from onrecord.editions import Counted, compare_editions
from onrecord.model import Edit, Finding
from onrecord.pipeline.stages import find, pairs_of
from onrecord.stories.printed_figures import printed_figures

TABLE = json.loads((Path(__file__).parents[1] / "cases" / "editions.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: str(case["label"]))
def test_what_is_told_of_two_editions(case: dict[str, Any]) -> None:
    assert [told(edit) for edit in compared(*editions_of(case))] == case["expected"]


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: str(case["label"]))
def test_the_way_back_tells_as_much(case: dict[str, Any]) -> None:
    before, after = editions_of(case)
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    forth = sorted((edit.what, edit.change) for edit in compared(before, after))
    assert sorted((edit.what, turned[edit.change]) for edit in compared(after, before)) == forth


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: str(case["label"]))
def test_every_edit_shows_its_place(case: dict[str, Any]) -> None:
    before, after = editions_of(case)
    for edit in compared(before, after):
        assert edit.before_text == printed(before, edit.before_spans)
        assert edit.after_text == printed(after, edit.after_spans)


def test_another_report_at_the_same_address_is_no_edition() -> None:
    front = "\n\n".join(
        f"The town of Number{number} has a bridge of its own, said Clerk{number} Vale." for number in range(12)
    )
    places = [f"quarry {word}" for word in ("one", "two", "three", "four", "five", "six") * 4]
    other = "\n\n".join(f"Bees swarm early by {place}." for place in places)
    assert compared(front, other) == ()


def editions_of(case: dict[str, Any]) -> tuple[str, str]:
    lines = list(TABLE["report"])
    after = "\n\n".join(lines[number] for number in case.get("order", range(len(lines))))
    for old, new in case.get("changes", ()):
        assert after.count(old) == 1, old
        after = after.replace(old, new)
    added = [case["add"]] if "add" in case else []
    before = [*case.get("top_before", ()), *lines, *case.get("foot_before", ())]
    return "\n\n".join(before), "\n\n".join([*case.get("top", ()), after, *added, *case.get("foot", ())])


def compared(before: str, after: str) -> tuple[Edit, ...]:
    old, new = find(make_report(before)), find(make_report(after))
    return compare_editions(old, new, figures_of(old), figures_of(new))


def figures_of(finding: Finding) -> list[Counted]:
    mentions = printed_figures(finding.report, pairs_of(finding))
    return [Counted(mention.figure, mention.kind, mention.around) for mention in mentions]


def printed(text: str, spans: Any) -> str | None:
    return " ".join(span.of(text) for span in spans) if spans else None


def told(edit: Edit) -> str:
    """Write an edit as the table has it."""
    ways = [way for way in edit.ways if way in ("reattributed", "unquoted", "quoted")]
    head = ", ".join([f"{edit.what} {edit.change}", *ways])
    if edit.change != "changed":
        text = (edit.after_text or edit.before_text or "").strip(",.")
        return f"{head}: {text[:33] if edit.what == 'correction' else text}"
    if len(edit.words) > 3:
        return f"{head}: ..."
    changes = [f"{edit.speaker_before} → {edit.speaker}"] if edit.speaker_before else []
    for each in edit.words:
        sense = f" ({each.sense})" if each.sense and edit.what != "figure" else ""
        changes.append(f"{each.lemma or '-'} → {each.reading or '-'}{sense}")
    return f"{head}: {'; '.join(changes)}" if changes else head
