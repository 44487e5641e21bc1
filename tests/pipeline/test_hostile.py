"""Whatever is made to do harm gives a clear failure or the right report, and nothing else."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec
import pytest

from cases.hostile import ALL, MORE, Hostile
from makers import make_report
from onrecord.model import Failure, Finding, Payload, Report
from onrecord.pipeline import rows
from onrecord.pipeline.stages import find
from onrecord.read import find_payloads, read_payload
from onrecord.read.places import STEERING

CASES = [pytest.param(case, id=f"{kind}: {case.name!a}") for kind, cases in ALL.items() for case in cases]
LONGEST_LINE = 500  # characters of a reason
SHORT = 10_000  # characters up to which a text is searched for statements here; longer ones are a matter of time


def read(path: Path, case: Hostile) -> tuple[list[Report], list[Failure]]:
    """Read a hostile file in the two steps that reading has."""
    found = [
        read_payload(item, case.options) if isinstance(item, Payload) else item
        for item in find_payloads([str(path)], options=case.options)
    ]
    reports = [item for item in found if isinstance(item, Report)]
    return reports, [item for item in found if isinstance(item, Failure)]


def spread(words: tuple[str, ...], count: int) -> list[str]:
    """Repeat what stands before MORE, so that there are as many as there can be."""
    if MORE not in words:
        return list(words)
    at = words.index(MORE)
    return [*words[:at], *[words[at - 1]] * (count - len(words) + 1), *words[at + 1 :]]


@cache
def found_in(text: str) -> Finding:
    """Find the statements of a text, once; most cases differ in everything but their text."""
    return find(make_report(text))


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_input(tmp_path: Path, case: Hostile) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.content)
    reports, failures = read(path, case)
    reasons = [failure.why for failure in failures]
    wanted = spread(case.fails, len(reasons))
    assert len(reasons) == len(wanted), reasons
    assert [why for why, words in zip(reasons, wanted, strict=True) if not re.search(words, why)] == []
    assert len(reports) == len(case.texts), [report.text[:200] for report in reports]
    assert [
        report.text[:200] for report, words in zip(reports, case.texts, strict=True) if words not in report.text
    ] == []
    for line in (
        *reasons,
        *(failure.location for failure in failures),
        *(report.origin.location for report in reports),
    ):
        assert not STEERING.search(line), ascii(line)
    assert all(len(why) <= LONGEST_LINE for why in reasons)
    for report in reports:
        assert [words for words in case.never if words in report.text] == []
        if len(report.text) <= SHORT:
            finding = found_in(report.text)
            assert all(span.of(report.text) for each in finding.statements for span in each.content)
            assert msgspec.json.encode(rows.finding_row(replace(finding, report=report)))
    assert [each.name for each in tmp_path.iterdir()] == [case.file], "reading wrote a file"
