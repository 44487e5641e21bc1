"""A line of JSON lines: a report, its text as it stands."""

import json
import re
from datetime import date
from typing import Any

import msgspec

from onrecord.errors import SourceTooLarge, SourceUnreadable
from onrecord.model import Origin, Report, ReportKind
from onrecord.read.byline import names_in
from onrecord.read.dates import printed_date
from onrecord.read.encoding import REPLACED, decode
from onrecord.read.html import page_of
from onrecord.read.options import Options
from onrecord.read.report import Draft, report_of


class Row(msgspec.Struct, frozen=True):
    """What a line may say; all but text or html is optional, and other keys are passed over.

    Below are the names that news archives use for the same. What stands there and is of another kind is passed over,
    too: nobody promised what it is.
    """

    id: str | int | None = None
    text: str | None = None
    html: str | None = None
    title: str | None = None
    headline: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | int | float | None = None
    date: str | int | float | None = None
    byline: str | list[str] | None = None
    kind: str | None = None

    maintext: Any = None
    content: Any = None
    body: Any = None
    canonical_link: Any = None
    link: Any = None
    publisher: Any = None
    site_name: Any = None
    source: Any = None
    source_domain: Any = None
    domain: Any = None
    date_publish: Any = None
    publish_date: Any = None
    date_published: Any = None
    published_at: Any = None
    publishedAt: Any = None
    pub_date: Any = None
    authors: Any = None
    author: Any = None


# For what each key stands, the most telling first: a domain is the last that one would call an outlet by.
TEXT = ("text", "maintext", "content", "body")
HEADLINE = ("title", "headline")
ADDRESS = ("url", "canonical_link", "link")
OUTLET = ("outlet", "publisher", "site_name", "source", "source_domain", "domain")
DAY = ("published", "date", "date_publish", "publish_date", "date_published", "published_at", "publishedAt", "pub_date")
AUTHORS = ("byline", "authors", "author")

ROW = msgspec.json.Decoder(Row)
KINDS: dict[str, ReportKind] = {"report": "report", "transcript": "transcript"}
TELLING = 100  # bytes of a line from which its encoding may be told, if that is not UTF-8
HALVES = re.compile("[\ud800-\udfff]")  # halves of a character that JSON can write and no text can hold


def read_line(line: bytes, origin: Origin, options: Options) -> Report:
    """Read one line.

    Raises:
        SourceUnreadable: it is no JSON, or no report.
        SourceTooLarge: its text is longer than a report may be.
    """
    location = origin.location
    row = _row_of(line, location)
    kind = KINDS.get(row.kind or "report")
    if kind is None:
        raise SourceUnreadable(location, f'"kind" is {(row.kind or "")[:40]!r}; it has to be "report" or "transcript"')
    text = row.text if row.text is not None or row.html is not None else _first(row, TEXT)
    if text is not None:
        draft = Draft(text, origin)
    elif row.html is not None:
        draft = page_of(row.html.encode("utf-8", "replace"), origin, options, declared="utf-8")
    else:
        raise SourceUnreadable(location, 'the line has neither "text" nor "html"; give one of them')
    if not draft.text.strip():
        raise SourceUnreadable(location, "its text is empty; there is nothing to read")
    if len(draft.text) > options.longest_text:
        raise SourceTooLarge(location, f"its text is longer than {options.longest_text:,} characters; split it")
    return report_of(_overlaid(draft, row, kind))


def _overlaid(draft: Draft, row: Row, kind: ReportKind) -> Draft:
    """Give a draft with what the line says; it outranks what a page says of itself."""
    published = next((day for key in DAY if (day := _day(getattr(row, key)))), None)
    return Draft(
        text=draft.text,
        origin=draft.origin,
        id=None if row.id is None or row.id == "" else str(row.id),
        kind=kind,
        outlet=_first(row, OUTLET) or draft.outlet,
        url=_first(row, ADDRESS) or draft.url,
        headline=_first(row, HEADLINE) or draft.headline,
        byline=_names(row) or draft.byline,
        published=published or draft.published,
        published_ground="metadata" if published else draft.published_ground,
    )


def _first(row: Row, keys: tuple[str, ...]) -> str | None:
    """Give the first of some keys that has a text."""
    return next((value for key in keys if isinstance(value := getattr(row, key), str) and value), None)


def _names(row: Row) -> tuple[str, ...]:
    for key in AUTHORS:
        value = getattr(row, key)
        printed = value if isinstance(value, list) else [value]
        names = tuple(name for each in printed if isinstance(each, str) for name in names_in(each))
        if names:
            return names
    return ()


def _day(printed: object) -> date | None:
    return printed_date(printed) if isinstance(printed, str) else None


def _row_of(line: bytes, location: str) -> Row:
    try:
        return ROW.decode(line)
    except msgspec.ValidationError as error:
        raise SourceUnreadable(location, f"a field is of the wrong kind: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _mended_row(line, location, error)


def _mended_row(line: bytes, location: str, first: Exception) -> Row:
    """Read a line that is in another encoding than UTF-8, or that has halves of characters: they become U+FFFD."""
    # To tell an encoding takes a millisecond or two, and a file can have a line of rubbish for every few bytes.
    if not line.endswith(b"}") or (len(line) < TELLING and not line.isascii()):
        raise SourceUnreadable(location, f"the line is no valid JSON ({first}); mend or remove it")
    try:
        return msgspec.convert(_whole(json.loads(decode(line, location))), Row)
    except msgspec.ValidationError as error:
        raise SourceUnreadable(location, f"a field is of the wrong kind: {error}") from error
    except (ValueError, RecursionError) as error:
        raise SourceUnreadable(location, f"the line is no valid JSON ({first}); mend or remove it") from error


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return HALVES.sub(REPLACED, value)
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {HALVES.sub(REPLACED, key): _whole(each) for key, each in value.items()}
    return value
