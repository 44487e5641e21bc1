"""From the names that a user gives to reports."""

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import SourceError, SourceMissing, SourceUnreadable
from onrecord.model import Failure, Origin, Report
from onrecord.read.options import Options
from onrecord.read.report import Draft, report_of

SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl")


def read_sources(sources: Iterable[str], *, options: Options = Options()) -> Iterator[Report | Failure]:  # noqa: B008
    """Read every report of some sources, in the order given; what can't be read is a failure and stops nothing."""
    for source in sources:
        try:
            yield from read_source(source, options)
        except SourceError as error:
            yield Failure(error.location, "read", error.why)


def read_source(source: str, options: Options) -> Iterator[Report | Failure]:
    if source == "-":
        yield from read_bytes("-", sys.stdin.buffer.read(), options)
        return
    path = Path(source)
    if path.is_dir():
        for each in sorted(path.rglob("*")):
            if each.is_file() and each.suffix in SUFFIXES:
                yield from read_sources([str(each)], options=options)
        return
    if not path.exists():
        raise SourceMissing(source, "there is no such file or folder; check the spelling")
    yield from read_bytes(source, path.read_bytes(), options)


def read_bytes(location: str, data: bytes, options: Options) -> Iterator[Report | Failure]:
    if not data.strip():
        raise SourceUnreadable(location, "the file is empty")
    text = data.decode("utf-8-sig", "replace")
    if location.endswith(".jsonl") or text.lstrip().startswith("{"):
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield read_line(f"{location}:{number}", line)
        return
    if re.match(r"\s*<(!doctype|html)", text, re.IGNORECASE):
        yield read_page(location, data)
        return
    yield read_plain(location, text, data)


def read_line(location: str, line: str) -> Report | Failure:
    try:
        row: dict[str, Any] = msgspec.json.decode(line)
    except msgspec.DecodeError as error:
        return Failure(location, "read", f"not valid JSON: {error}")
    origin = Origin(location, sha256(line.encode()).hexdigest(), "application/json")
    day = row.get("published") or row.get("date")
    published = date.fromisoformat(day[:10]) if day else None
    byline = row.get("byline") or ()
    return report_of(
        Draft(
            text=row.get("text") or "",
            origin=origin,
            id=row.get("id"),
            kind=row.get("kind") or "report",
            outlet=row.get("outlet"),
            url=row.get("url"),
            headline=row.get("title"),
            byline=(byline,) if isinstance(byline, str) else tuple(byline),
            published=published,
            published_ground="stated" if published else "none",
        )
    )


def read_page(location: str, data: bytes) -> Report | Failure:
    from trafilatura import bare_extraction

    page = bare_extraction(
        data, fast=True, with_metadata=True, include_comments=False,
        date_extraction_params={"max_date": "2100-01-01", "original_date": True, "extensive_search": False},
    )  # fmt: skip
    if page is None:
        return Failure(location, "read", "no article text was found on the page")
    return report_of(
        Draft(
            text=page.text,
            origin=Origin(location, sha256(data).hexdigest(), "text/html"),
            outlet=page.sitename,
            url=page.url,
            headline=page.title,
            byline=tuple(page.author.split("; ")) if page.author else (),
            published=date.fromisoformat(page.date) if page.date else None,
            published_ground="metadata" if page.date else "none",
        )
    )


def read_plain(location: str, text: str, data: bytes) -> Report | Failure:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    meta: dict[str, str] = {}
    if front := re.match(r"---\n(.*?)\n---\n", text, re.DOTALL):
        meta = dict(re.findall(r"^(\w+): *\"?(.*?)\"? *$", front[1], re.MULTILINE))
        text = text[front.end() :]
    published = None
    if dated := re.match(r"\s*date (\d{4}-\d\d-\d\d)[ \t]*", text):
        published, text = date.fromisoformat(dated[1]), text[dated.end() :]
    if "date" in meta:
        published = date.fromisoformat(meta["date"])
    first = text.strip().split("\n", 1)[0]
    headline = meta.get("title") or (first if len(first) < 150 and not first.endswith(".") else None)
    return report_of(
        Draft(
            text=text.strip("\n") + "\n",
            origin=Origin(location, sha256(data).hexdigest(), "text/plain"),
            kind="transcript" if meta.get("kind") == "transcript" else "report",
            outlet=meta.get("outlet"),
            url=meta.get("url"),
            headline=headline,
            byline=(meta["author"],) if "author" in meta else (),
            published=published,
            published_ground="metadata" if "date" in meta else "stated" if published else "none",
        )
    )
