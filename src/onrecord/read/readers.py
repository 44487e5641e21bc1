"""From a payload to its report: the dear half of reading, a pure function that needs nothing but the bytes."""

from collections.abc import Callable, Iterable, Iterator

from onrecord.errors import SourceError
from onrecord.model import Failure, Origin, Payload, Report, Revisit
from onrecord.read.docx import read_word
from onrecord.read.html import read_page
from onrecord.read.jsonl import read_line
from onrecord.read.kinds import MEDIA_TYPES, Kind
from onrecord.read.options import DEFAULTS, Options
from onrecord.read.payloads import failure_of
from onrecord.read.plain import read_plain
from onrecord.read.stored import STORED, read_stored

Reader = Callable[[bytes, Origin, Options], Report]
BY_KIND: dict[Kind, Reader] = {
    "docx": read_word, "html": read_page, "json": read_line, "markdown": read_plain, "text": read_plain,
}  # fmt: skip
READERS = {MEDIA_TYPES[kind]: read for kind, read in BY_KIND.items()} | {STORED: read_stored}


def read_payloads(
    items: Iterable[Payload | Revisit | Failure], options: Options = DEFAULTS
) -> Iterator[Report | Failure]:
    """Read the report of each payload; failures come as they are, and what is only noted once more is no report."""
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif isinstance(item, Payload):
            yield read_payload(item, options)


def read_payload(payload: Payload, options: Options = DEFAULTS) -> Report | Failure:
    """Read the report that some bytes hold, or say why that can't be done."""
    origin = payload.origin
    try:
        return READERS[origin.media_type](payload.data, origin, options)
    except SourceError as error:
        return failure_of(error)
