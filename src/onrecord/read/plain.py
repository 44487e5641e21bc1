"""Plain text and Markdown: front matter, the date line, the headline and the byline at the top."""

import re
from datetime import date

from onrecord.errors import SourceTooLarge, SourceUnreadable
from onrecord.model import Origin, PublishedGround, Report, ReportKind
from onrecord.read.byline import is_byline, names_in, outlet_in
from onrecord.read.dates import printed_date
from onrecord.read.encoding import decode
from onrecord.read.options import Options
from onrecord.read.report import Draft, report_of

FRONT = re.compile(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
FIELD = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
DATE_LINE = re.compile(
    r"\s*(?P<line>date:?[ \t]+(?P<day>\d{4}-\d\d-\d\d|[^\n]{4,20}?\d{4}))(?=\s|\Z)(?P<gap>[ \t]*)", re.IGNORECASE
)
TOP = 8  # lines in which a headline, byline and time can stand
LONG = 160  # characters past which a first line is prose
KEYS = {"headline": ("title", "headline"), "outlet": ("outlet", "publication", "site", "source"),
        "byline": ("author", "authors", "byline"), "published": ("date", "published")}  # fmt: skip
TIMED = re.compile(
    r"\d{1,2}[:.]\d\d|^(?:published|updated|posted)\b|^\W*(?:\w+day,?\s)?\W*[\w.]+\s+[\w.,]+\s+\d{4}", re.IGNORECASE
)


def read_plain(data: bytes, origin: Origin, options: Options) -> Report:
    """Read a text file; its line ends become those of Unix, and nothing else of its text is changed.

    Raises:
        SourceTooLarge: it is longer than a report may be.
        SourceUnreadable: it has no text, or none that can be decoded.
    """
    text = decode(data, origin.location).replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    fields, text = _front_matter(text)
    if not text.strip():
        raise SourceUnreadable(origin.location, "it is empty; there is no text to read")
    if len(text) > options.longest_text:
        raise SourceTooLarge(
            origin.location, f"its text is longer than {options.longest_text:,} characters; split it into its reports"
        )
    text, day, ground = _dated(text, _field(fields, "published"))
    lines = [line.strip() for line in text[:4000].split("\n") if line.strip()][: TOP + 1]
    top = lines[1:] if day and lines and DATE_LINE.fullmatch(lines[0]) else lines
    byline = next((line for line in top[:TOP] if is_byline(line)), None)
    if day is None:
        printed = next(
            (found for line in top[1:TOP] if len(line) < 60 and TIMED.search(line) and (found := printed_date(line))),
            None,
        )
        day, ground = (printed, "stated") if printed else (None, "none")
    kind: ReportKind = "transcript" if fields.get("kind") == "transcript" else "report"
    return report_of(
        Draft(
            text=text,
            origin=origin,
            id=fields.get("id") or None,
            kind=kind,
            outlet=_field(fields, "outlet") or (outlet_in(byline) if byline else None),
            url=fields.get("url") or (origin.retrieval.url if origin.retrieval else None),
            headline=_field(fields, "headline") or (_headline(top) if kind == "report" else None),
            byline=names_in(_field(fields, "byline") or byline or ""),
            published=day,
            published_ground=ground,
        )
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    found = FRONT.match(text)
    if not found or not (fields := FIELD.findall(found[1])):
        return {}, text
    return {key.lower(): value.strip("\"'[]") for key, value in fields}, text[found.end() :]


def _field(fields: dict[str, str], name: str) -> str | None:
    return next((fields[key] for key in KEYS[name] if fields.get(key)), None)


def _dated(text: str, field: str | None) -> tuple[str, date | None, PublishedGround]:
    """Give the day, and the text with the date line on a line of its own: one blank becomes a line break."""
    if field and (day := printed_date(field)):
        return text, day, "metadata"
    found = DATE_LINE.match(text)
    if found and (day := printed_date(found["day"])):
        end = found.end("line")
        if found["gap"]:
            text = f"{text[:end]}\n{text[end + 1 :]}"
        return text, day, "stated"
    return text, None, "none"


def _headline(top: list[str]) -> str | None:
    """Take the first line for the headline if it is short, no sentence, and prose follows."""
    if len(top) < 2:
        return None
    line = top[0].lstrip("# ").strip("*")
    if len(line) > LONG or line.endswith((".", ",", ":", ".”", '."')) or is_byline(line):
        return None
    return line if any(len(other) > 60 for other in top[1:]) else None
