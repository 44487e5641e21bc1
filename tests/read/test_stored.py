"""A report that is on record without its bytes is looked at anew, and is what it was."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from onrecord.demo import demo_reports
from onrecord.model import Report
from onrecord.read import read_payload, read_sources
from onrecord.read.stored import stored_payload
from strategies import reports

PAGE = """<html lang="en"><head><title>Mill burns</title><meta property="og:site_name" content="Elm Times">
<meta property="article:published_time" content="2031-05-12"></head><body><article><h1>Mill burns</h1>
<p>By Ana Ruiz</p><p>HARBOR, May 12 — The old mill on the harbor burned down on Monday night, and nobody was hurt.</p>
<p>“We heard it before we saw it,” said Joe Roe, who lives across the street.</p></article></body></html>"""
FILES = {
    "page.html": PAGE,
    "bread.md": "---\ntitle: Bread\nauthor: Ana Ruiz\ndate: 2031-05-12\nid: b1\n---\nShe said:\n\n> No bread\n> now.\n",
    "talk.jsonl": '{"text": "RUIZ: No.\\nROE: Yes.", "kind": "transcript", "published": "2031-05-12", "byline": "A B"}',
    "dated.txt": "date 2031-05-12 HARBOR (AP) - The mill burned.\n\n“We heard it,” said Ana Ruiz.\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_report_is_what_it_was(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    (report,) = read_sources([str(tmp_path / name)])
    assert isinstance(report, Report)
    assert read_payload(stored_payload(report)) == report


def test_the_sample_reports_are_what_they_were() -> None:
    for report in read_sources([str(demo_reports())]):
        assert isinstance(report, Report)
        assert read_payload(stored_payload(report)) == report


@given(reports())
@settings(max_examples=50, deadline=None)
def test_its_text_and_all_that_it_was_given_stay(report: Report) -> None:
    again = read_payload(stored_payload(report))
    assert isinstance(again, Report)
    assert (again.id, again.text, again.origin) == (report.id, report.text, report.origin)
    assert read_payload(stored_payload(again)) == again
