"""The drawings of a story: they say what its lists and its data say."""

from pathlib import Path
from re import findall

import pytest

from onrecord.model import Brief
from onrecord.pipeline import rows
from onrecord.pipeline.reader import Reader
from onrecord.views.brief import view_of
from onrecord.views.brief_view import OTHERS
from onrecord.views.web.drawings import figure_drawings, timeline_drawing


def flood(reader: Reader) -> Brief:
    """Give the story with most reports."""
    return reader.story_page(max(reader.stories(), key=lambda story: len(story.reports)).id)


def test_the_time_line_counts_copies_of_one_text_once(demo_path: Path) -> None:
    with Reader(demo_path) as reader:
        brief = flood(reader)
    origin_of = {each.report: each.origin for each in brief.provenances}
    told = [rows.event_row(event, origin_of) for event in brief.events]
    drawn = findall(r"\((\d+) independent reports?\)", str(timeline_drawing(view_of(brief), brief)))
    assert sorted(map(int, drawn)) == sorted(each["independent"] for each in told)
    assert any(each["independent"] < each["reports"] for each in told), "some are told by copies"


def test_figures_of_a_part_of_a_story_count_as_those_of_the_whole(
    demo_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Reader(demo_path) as reader:
        whole = rows.brief_row(flood(reader))["figures"]
        monkeypatch.setattr("onrecord.pipeline.reader.MOST_REPORTS", 2)
        part = flood(reader)
    assert rows.brief_row(part)["figures"] == whole
    drawn = "".join(str(svg) for _, svg in figure_drawings(view_of(part), part))
    assert OTHERS in drawn
    left_out = set(part.story.reports) - {report.id for report in part.reports}
    assert not [each for each in left_out if each in drawn], "ids are no names of outlets"
