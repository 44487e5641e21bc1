"""Quality is gated: the sample reports, read by hand, against floors that only an explicit change may lower.

Small and of our own writing, so that it runs everywhere; what is measured on real reports stands in docs/benchmarks.md.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from onrecord import Record
from onrecord.demo import demo_reports
from onrecord.model import Finding, Report
from onrecord.pipeline.stages import find, pairs_of
from onrecord.read import read_sources
from onrecord.text.names import surname

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.fixture(scope="module")
def findings() -> dict[str, Finding]:
    """The sample reports with what is found in them, by the name of their file."""
    found = [find(item) for item in read_sources([str(demo_reports())]) if isinstance(item, Report)]
    return {Path(finding.report.origin.location).name: finding for finding in found}


def test_the_floors_are_those_of_this_data() -> None:
    data = b"".join((HERE / name).read_bytes() for name in ("gold.tsv", "checks.tsv"))
    assert FLOORS["data"] == sha256(data).hexdigest(), (
        "the data has changed: read the figures anew, then set floors.json"
    )


def quotations(findings: dict[str, Finding]) -> Iterator[tuple[str, str | None, str | None]]:
    """Give each quotation that was read by hand: its first words, the right speaker, and the one that was found."""
    for report, words, speaker in rows("gold.tsv"):
        finding = findings[report]
        named = [
            (attribution.speaker if attribution.kind != "unnamed" else None) or "-"
            for statement, attribution in pairs_of(finding)
            if any(span.of(finding.report.text).startswith(words) for span in statement.quoted)
        ]
        yield words, speaker, named[0] if named else None


def test_quotations_are_found(findings: dict[str, Finding]) -> None:
    found = [named is not None for _, _, named in quotations(findings)]
    assert sum(found) / len(found) >= FLOORS["quotations found"]


def test_speakers_are_right_and_hardly_ever_wrong(findings: dict[str, Finding]) -> None:
    pairs = [(right, named) for _, right, named in quotations(findings)]
    right = sum(named == speaker or surname(named or "") == surname(speaker or "?") for speaker, named in pairs)
    wrong = sum(named not in (None, "-") and surname(named or "") != surname(speaker or "") for speaker, named in pairs)
    assert right / len(pairs) >= FLOORS["speakers right"]
    assert wrong / len(pairs) <= FLOORS["speakers wrong, at most"]


def test_checks_are_right(demo_record: Record) -> None:
    answers = [
        (demo_record.check(quotation, by=None if by == "-" else by).verdict, verdict)
        for quotation, by, verdict in rows("checks.tsv")
    ]
    assert sum(given == wanted for given, wanted in answers) / len(answers) >= FLOORS["checks right"]
