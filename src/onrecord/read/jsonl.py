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
    """What a line may say; all but text or html is optional, and other keys are passed over."""

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


ROW = msgspec.json.Decoder(Row)
KINDS: dict[str, ReportKind] = {"report": "report", "transcript": "transcript"}
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
        raise SourceUnreadable(location, f'"kind" is {row.kind!r}; it has to be "report" or "transcript"')
    if row.text is not None:
        draft = Draft(row.text, origin)
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
    published = _day(row.published) or _day(row.date)
    byline = (row.byline,) if isinstance(row.byline, str) else tuple(row.byline or ())
    return Draft(
        text=draft.text,
        origin=draft.origin,
        id=None if row.id is None or row.id == "" else str(row.id),
        kind=kind,
        outlet=row.outlet or draft.outlet,
        url=row.url or draft.url,
        headline=row.title or row.headline or draft.headline,
        byline=tuple(name for printed in byline for name in names_in(printed)) or draft.byline,
        published=published or draft.published,
        published_ground="metadata" if published else draft.published_ground,
    )


def _day(printed: str | float | None) -> date | None:
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
