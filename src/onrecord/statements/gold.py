"""Articles in which people marked who says what: PolNeAR's, or a user's own in the same form."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from onrecord.errors import SourceUnreadable
from onrecord.model import Span, Spans


class Gold(NamedTuple):
    """One statement that people marked; a discontinuous content has several spans."""

    content: Spans
    cue: Spans
    source: Spans


class Article(NamedTuple):
    """A marked article; ``publisher`` is empty where the file names none."""

    id: str
    publisher: str
    text: str
    attributions: tuple[Gold, ...]


class _Attribution(msgspec.Struct):
    content: list[tuple[int, int]]
    cue: list[tuple[int, int]] | None = None
    source: list[tuple[int, int]] | None = None


class _Line(msgspec.Struct):
    id: str
    text: str
    attributions: list[_Attribution]
    publisher: str | None = None


def read_articles(path: Path) -> Iterator[Article]:
    """Read marked articles, one JSON line each: ``{"id", "text", "attributions": [{"content", "cue", "source"}]}``.

    Raises:
        SourceUnreadable: the file or a line of it is not to be read; the message names the line.
    """
    try:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).split(b"\n")
    except (OSError, EOFError, zlib.error) as error:
        raise SourceUnreadable(
            str(path), getattr(error, "strerror", None) or "the gzip file is cut off or damaged"
        ) from error
    for nth, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line, type=_Line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise SourceUnreadable(f"{path}:{nth}", f"no marked article: {error}") from error
        marked = tuple(Gold(_spans(each.content), _spans(each.cue), _spans(each.source)) for each in row.attributions)
        if any(not 0 <= span.start < span.end <= len(row.text) for gold in marked for part in gold for span in part):
            raise SourceUnreadable(f"{path}:{nth}", "a span lies outside the text")
        yield Article(row.id, row.publisher or "", row.text, marked)


def _spans(pairs: list[tuple[int, int]] | None) -> Spans:
    return tuple(Span(*pair) for pair in pairs or ())
