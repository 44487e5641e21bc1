"""Web archives (WARC): of what a crawler kept, the pages and texts that answered with status 200.

Pictures, scripts, redirects, errors, requests and the crawler's own notes are passed over: they are no failed reports.
What a page is, its bytes tell; the name that its server gave it lies often.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import IO

from fastwarc import WarcRecord

from onrecord.errors import SourceError, SourceMissing, SourceTooLarge, SourceUnreadable
from onrecord.model import Origin, Payload, Retrieval, Revisit
from onrecord.read.bodies import CUT_OFF, steps_of
from onrecord.read.kinds import MEDIA_TYPES, PAGES, TEXTS, kind_of_answer
from onrecord.read.options import Options
from onrecord.read.places import printable
from onrecord.read.records import Broken, Record, records_of
from onrecord.read.streams import AGAIN, HEAD, Budget

Found = Payload | Revisit
KEPT = frozenset(("response", "resource", "conversion", "revisit"))
ANSWERS = frozenset(("response", "revisit"))  # which have a head of HTTP, the others a body alone
OF_THE_WEB = ("http://", "https://")
FOR_ROBOTS = re.compile(r"/(?:robots|ads|app-ads|sellers|security|humans|llms|llms-full)\.txt(?:\?|\Z)")
NUMBER = re.compile(r"[0-9]{1,18}")
CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:\-]{1,40})", re.IGNORECASE)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)|\d{14}")
CHECKED = {"sha1": 20, "sha256": 32}  # digests that are verified, with their bytes


def found_in_warc(stream: IO[bytes], location: str, options: Options) -> Iterator[Found | SourceError]:
    """Give the pages and texts of a web archive, and the notes that one was met again, in the archive's order."""
    passed = 0
    budget = Budget(location, lambda: passed, options)
    has_any = False
    for record in records_of(stream, options.largest_item + HEAD):
        passed = record.at
        try:
            found = _found_in(record, location, options, budget)
        except SourceError as error:
            yield error
            has_any = True
            if budget.is_spent:
                return
            continue
        if found is not None:
            yield found
            has_any = True
    if not has_any:
        yield SourceMissing(location, "the web archive holds no page or text that answered with status 200")


def _found_in(record: Record | Broken, location: str, options: Options, budget: Budget) -> Found | None:
    at = f"{location}!@{record.at}"
    if isinstance(record, Broken):
        raise SourceUnreadable(at, f"the web archive is damaged here: {record.why}; {AGAIN}")
    try:
        parsed = WarcRecord.from_reader(BytesIO(record.head + record.block), quirks_mode=True)
        kind = (parsed.headers.get("WARC-Type") or "").strip().lower()
        if kind not in KEPT:
            return None
        parsed.is_http = kind in ANSWERS
        if parsed.is_http:
            parsed.parse_http(quirks_mode=True, strict_mode=False, max_header_len=HEAD)
    except (OSError, ValueError) as error:
        raise SourceUnreadable(at, f"the head of this record can't be read ({error}); {AGAIN}") from error
    printed = parsed.headers.get("WARC-Record-ID")
    name = printable(printed).strip("<> ") if printed else ""
    answer = _Answer(parsed, f"{location}!{name}" if name else at, record.is_whole)
    return answer.revisit() if kind == "revisit" else answer.payload(options, budget)


class _Answer:
    """A record of an archive as the answer that it keeps."""

    def __init__(self, record: WarcRecord, location: str, is_whole: bool) -> None:
        self._record, self._location, self._is_whole = record, location, is_whole
        self._http = record.http_headers if record.is_http else None
        self._status = self._http.status_code if self._http is not None else None
        self._type = self._printed("Content-Type") if record.is_http else self._told("Content-Type") or ""
        self._mime = self._type.partition(";")[0].strip().lower()
        self._url = (self._told("WARC-Target-URI") or "").strip("<> ")

    def revisit(self) -> Revisit | None:
        """Give the note that a page is the same as before; None of what can be none, or does not say as which."""
        digest = self._told("WARC-Payload-Digest")
        may_be_page = not self._mime or self._mime in PAGES or self._mime in TEXTS
        if not self._is_of_the_web() or digest is None or self._status not in (None, 200, 304) or not may_be_page:
            return None
        origin = Origin(self._location, sha256(b"").hexdigest(), MEDIA_TYPES["warc"], self._retrieval())
        return Revisit(origin, digest)

    def payload(self, options: Options, budget: Budget) -> Payload | None:
        """Give the page or text, unpacked; None if it is none.

        Raises:
            SourceError: it is one, and can't be had whole.
        """
        if (self._record.is_http and self._status != 200) or not self._is_of_the_web() or FOR_ROBOTS.search(self._url):
            return None
        body = self._record.reader.read()
        transfer, packing = self._printed("Transfer-Encoding"), self._printed("Content-Encoding")
        if not self._is_whole:
            if self._mime in PAGES or self._mime in TEXTS or kind_of_answer(body, self._mime):
                raise SourceTooLarge(self._location, f"the page is larger than {options.largest_item:,} bytes")
            return None
        try:
            steps = steps_of(body, transfer, packing, self._location, options.largest_item)
        except SourceTooLarge:
            budget.spend(options.largest_item)
            raise
        except SourceUnreadable:
            if self._mime and self._mime not in PAGES and self._mime not in TEXTS:
                return None  # a picture or script that is damaged is nobody's report
            raise
        budget.spend(sum(map(len, steps[1:])))
        kind = kind_of_answer(steps[-1][:HEAD], self._mime)
        if kind is None:
            return None
        is_as_sent = not transfer and not (packing and steps[-1] is body)
        self._refuse_cut(body, self._printed("Content-Length") if is_as_sent else "")
        self._refuse_changed(steps)
        data = steps[-1]
        return Payload(Origin(self._location, sha256(data).hexdigest(), MEDIA_TYPES[kind], self._retrieval()), data)

    def _is_of_the_web(self) -> bool:
        return self._url.lower().startswith(OF_THE_WEB)

    def _printed(self, name: str) -> str:
        """Give a field of the answer's head."""
        return (self._http.get(name) if self._http is not None else None) or ""

    def _told(self, name: str) -> str | None:
        """Give a field of the record's head."""
        printed = self._record.headers.get(name)
        return printable(printed.strip()) if printed and printed.strip() else None

    def _retrieval(self) -> Retrieval:
        found = CHARSET.search(self._type)
        return Retrieval(
            "warc",
            at=_time_of(self._told("WARC-Date"), self._location),
            url=self._url,
            charset=found[1] if found else None,
            record=self._told("WARC-Record-ID"),
            digest=self._told("WARC-Payload-Digest"),
        )

    def _refuse_cut(self, body: bytes, length: str) -> None:
        """Refuse a page that is not all there."""
        why = self._told("WARC-Truncated")
        if why:
            raise SourceUnreadable(self._location, f"{CUT_OFF} (WARC-Truncated: {why[:40]})")
        if NUMBER.fullmatch(length.strip()) and len(body) < int(length):
            raise SourceUnreadable(self._location, f"{CUT_OFF} ({len(body):,} of its {int(length):,} bytes are there)")

    def _refuse_changed(self, steps: tuple[bytes, ...]) -> None:
        """Verify the digest; crawlers make it of the body as it came, or unpacked."""
        printed, _, value = (self._told("WARC-Payload-Digest") or "").partition(":")
        name = printed.lower().replace("-", "")
        wanted = _bytes_of(value.strip(), CHECKED[name]) if name in CHECKED else None
        if wanted and not any(hashlib.new(name, each, usedforsecurity=False).digest() == wanted for each in steps):
            raise SourceUnreadable(
                self._location, f"its bytes are not those of its digest ({name}), so they were changed; {AGAIN}"
            )


def _bytes_of(value: str, size: int) -> bytes | None:
    """Read a digest as crawlers print it, in hex or in base 32; None if it is neither.

    >>> _bytes_of("00ff00", 3) == _bytes_of("AD7QA", 3)
    True
    """
    try:
        if len(value) == 2 * size:
            return bytes.fromhex(value)
        found = base64.b32decode(value.upper() + "=" * (-len(value) % 8))
    except ValueError:
        return None
    return found if len(found) == size else None


def _time_of(printed: str | None, location: str) -> str:
    """Give when a record was made, in UTC and whole seconds."""
    try:
        if printed and TIME.fullmatch(printed):
            if printed.isdecimal():
                printed = f"{printed[:8]}T{printed[8:]}"
            moment = datetime.fromisoformat(printed)
            moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
            return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    except (ValueError, OverflowError):
        pass
    raise SourceUnreadable(location, f"its time (WARC-Date) is none: {(printed or '')[:40]!r}; give the page itself")
