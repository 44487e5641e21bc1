"""The day of each statement against hand-made answers, with a general date library beside it.

A row of the file has the day of publication, a text (its line breaks written ``\\n``), words of one statement of it,
the first and the last day of the answer, both empty where a careful reader gives none, and a comment::

    python -m benchmarks.dates dates.tsv --errors
"""

import argparse
import csv
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple

from onrecord.model import Origin, Period, Report, Span, Statement
from onrecord.read.report import Draft, report_of
from onrecord.statements import find_statements

LABELS = Path(__file__).parent / "labels"
INSIDE_MARKS = re.compile("“[^”]*”|\"[^\"]*\"|''[^']*''")


class Row(NamedTuple):
    """A statement and the days that a careful reader gives it."""

    published: date | None
    text: str
    target: str
    answer: Period | None
    comment: str


Answer = tuple[bool, str]


def read_rows(path: Path) -> Iterator[Row]:
    """Read the rows of a file of answers."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            first, last = (date.fromisoformat(row[key]) if row[key] else None for key in ("first", "last"))
            yield Row(
                published=date.fromisoformat(row["published"]) if row["published"] else None,
                text=row["text"].replace("\\n", "\n"),
                target=row["target"],
                answer=Period(first, last) if first and last else None,
                comment=row["comment"],
            )


def ours(row: Row) -> Answer:
    """Answer as a statement of a report tells it; a row whose statement is not found counts as no answer."""
    report = report_of(Draft(row.text, Origin("row", "", "text/plain"), published=row.published))
    found = max(find_statements(_in_english(report)), key=lambda each: _shared(each, _target(row)), default=None)
    if found is None or not _shared(found, _target(row)):
        return row.answer is None, "no statement"
    said = found.occasion.said
    shown = f"{said.first}..{said.last}" if said else "none"
    return said == row.answer, f"{shown} ({found.occasion.said_ground})"


def _in_english(report: Report) -> Report:
    return Report(
        id="row", text=report.text, origin=report.origin, dateline=report.dateline, published=report.published,
        language="en", furniture=report.furniture,
    )  # fmt: skip


def _target(row: Row) -> Span:
    start = row.text.index(row.target)
    return Span(start, start + len(row.target))


def _shared(statement: Statement, target: Span) -> int:
    return sum(max(0, min(span.end, target.end) - max(span.start, target.start)) for span in statement.content)


def library(row: Row) -> Answer:
    """Answer with the first value that dateparser finds outside quotation marks; it needs no more than to be inside."""
    from dateparser.search import search_dates  # type: ignore[import-untyped]

    settings: dict[str, object] = {"PREFER_DATES_FROM": "past"}
    if row.published:
        settings["RELATIVE_BASE"] = datetime.combine(row.published, time(12))
    found = search_dates(INSIDE_MARKS.sub(" ", row.text), languages=["en"], settings=settings)
    day = found[0][1].date() if found else None
    if row.answer is None or day is None:
        return row.answer is None and day is None, str(day)
    return row.answer.first <= day <= row.answer.last, str(day)


def score(rows: list[Row], answer: Callable[[Row], Answer], *, errors: bool) -> float:
    """Give the share of right answers, and print the others if asked to."""
    right = 0
    for row in rows:
        is_right, given = answer(row)
        right += is_right
        if errors and not is_right:
            expected = f"{row.answer.first}..{row.answer.last}" if row.answer else "none"
            print(f"{row.published}  expected {expected}  got {given}  [{row.comment}]")
            print(f"    {row.text!r}\n    {row.target}")
    return right / len(rows) if rows else 0.0


def score_dates(work: Path) -> dict[str, object]:
    """Days of statements on invented texts by hand: those the rules were made on, and those nobody had seen."""
    del work
    return {part: _shares(list(read_rows(LABELS / f"dates-{part}.tsv"))) for part in ("known", "unseen")}


def _shares(rows: list[Row]) -> dict[str, object]:
    shares = {name: round(100 * score(rows, answer, errors=False), 1) for name, answer in ANSWERERS.items()}
    return {"rows": len(rows), **shares}


ANSWERERS: dict[str, Callable[[Row], Answer]] = {"onrecord": ours, "dateparser": library}


def main() -> None:
    """Print both figures for a file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="print each wrong answer of ours")
    chosen = parser.parse_args()
    rows = list(read_rows(chosen.file))
    print(f"{len(rows)} rows")
    print(f"onrecord    {score(rows, ours, errors=chosen.errors):.1%}")
    print(f"dateparser  {score(rows, library, errors=False):.1%}")


if __name__ == "__main__":
    main()
