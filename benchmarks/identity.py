"""The 200 most frequent persons of the dev stories, for reading: no one has marked who is who.

Two figures bound what a reader finds. *May be split* are the persons whose names could be those of one before them in
the list: every row too many is among them, and namesakes who are rightly apart. *Names apart* are the persons with two
names that could not be one by themselves: most false joins would show there.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path

from benchmarks.data import Row, onrecord, write_reports

FREQUENT = 200


def list_persons(work: Path) -> Row:
    """List who is quoted most, with the names, roles and numbers of reports and stories of each."""
    from onrecord import Record

    record = work / "stories.db"
    onrecord("add", "-q", write_reports(work / "stories.jsonl", "stories-dev.jsonl"), "--record", record)
    with Record(record) as opened:
        story_of = {report: row["id"] for row in opened.export("stories") for report in row["reports"]}
        reports: dict[str, set[str]] = {}
        for row in opened.export("statements"):
            if row["person"]:
                reports.setdefault(row["person"], set()).add(row["report"])
        people = [row for row in opened.export("people") if row["kind"] == "person"]
    people.sort(key=lambda row: (-row["statements"], row["id"]))
    frequent = people[:FREQUENT]
    split, apart = list(_split(frequent)), list(_apart(frequent))
    return {
        "persons": len(people),
        "frequent": len(frequent),
        "may be split": len(split),
        "names apart": len(apart),
        "their ids": {"may be split": split, "names apart": apart},
        "read them": [_line(row, reports[row["id"]], story_of) for row in frequent],
    }


def _split(people: Iterable[Row]) -> Iterator[str]:
    """Give the persons whose names could be those of one before them."""
    from onrecord.text.names import may_be_one

    before: list[Row] = []
    for row in people:
        if any(may_be_one(name, other) for each in before for name in row["names"] for other in each["names"]):
            yield row["id"]
        before.append(row)


def _apart(people: Iterable[Row]) -> Iterator[str]:
    """Give the persons with two names that could not be one."""
    from onrecord.text.names import may_be_one

    for row in people:
        if not all(may_be_one(*pair) for pair in combinations(row["names"], 2)):
            yield row["id"]


def _line(row: Row, reports: set[str], story_of: dict[str, str]) -> str:
    stories = len({story_of.get(report, report) for report in reports})
    names = "; ".join(name for name in row["names"] if name != row["name"])
    counts = f"{row['statements']} statements, {len(reports)} reports, {stories} stories"
    return f"{row['id']}: {row['name']}{f' = {names}' if names else ''} ({'; '.join(row['roles'])}), {counts}"


IDENTITY: dict[str, Callable[[Path], Row]] = {"identity": list_persons}
