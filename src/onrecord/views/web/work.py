"""What the page has done in other processes: drafts checked, rulings kept, what came since put together."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from onrecord.errors import OnRecordError, RecordUnusable, SourceError, UsageError
from onrecord.model import Draft, PairKind, Ruling
from onrecord.pipeline.drafts import check_draft
from onrecord.pipeline.local import Record
from onrecord.pipeline.reader import Reader
from onrecord.views.web.apart import NotNow, run_apart

DRAFT_SECONDS = 60.0
DRAFTS_AT_ONCE = 2  # one is checked, one waits; a third is told to come again
DERIVING_SECONDS = 24 * 3600.0
RULING_SECONDS = 600.0  # others may be writing, each of whom is waited for
PATIENCE = 8.0  # seconds that an editor waits to see a ruling take effect, before the page goes on without it
ENDINGS = (".md", ".markdown", ".txt", ".html", ".htm", ".docx")  # of an upload that are kept, to read it as what it is
REFRESH_EVERY = 5.0  # seconds between two looks at whether reports came
AFTER_FAILURE = 60.0  # seconds from one that failed to the next

logger = logging.getLogger(__name__)


class Work:
    """The work on one record: at most one process derives, and another checks a draft."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._drafts = asyncio.Semaphore(1)
        self._waiting = 0
        self._editing = asyncio.Lock()
        self._deriving: asyncio.Task[None] | None = None
        self._looked = float("-inf")
        self._failed = ""

    @property
    def is_deriving(self) -> bool:
        """Whether what came is being put together."""
        return self._deriving is not None and not self._deriving.done()

    @property
    def failed(self) -> str:
        """Why putting together failed last, if it did."""
        return self._failed

    async def check(self, draft: bytes, name: str) -> Draft:
        """Check a draft that was sent.

        Raises:
            NotNow: it takes too long, or too many were sent at once.
            UsageError: it can't be read.
        """
        if self._waiting >= DRAFTS_AT_ONCE:
            raise NotNow("other drafts are being checked; send this one again in a minute")
        self._waiting += 1
        try:
            async with self._drafts:
                result = await run_apart(check_sent, self._path, draft, name, seconds=DRAFT_SECONDS)
        finally:
            self._waiting -= 1
        if not isinstance(result, Draft):
            raise TypeError(f"a draft was expected, not {type(result)}")
        return result

    async def rule(self, ruling: PairKind, a: str, b: str) -> None:
        """Keep a ruling on two, and wait a little for it to be worked in.

        Raises:
            UsageError: it names nobody, or contradicts an earlier one.
        """
        await self._edit(rule_pair, ruling, a, b)

    async def rule_speaker(self, statement: str, name: str | None, kind: str) -> None:
        """Keep a ruling on whose statement it is, and wait a little for it to be worked in.

        Raises:
            UsageError: there is no such statement, or the name is none.
        """
        await self._edit(rule_speaker, statement, name, kind)

    async def undo(self, ruling: str) -> None:
        """Take a ruling back, and wait a little for that to be worked in.

        Raises:
            UsageError: there is none of that id.
        """
        await self._edit(undo_ruling, ruling)

    async def _edit(self, work: Callable[..., Ruling], *arguments: str | None) -> None:
        async with self._editing:
            await run_apart(work, self._path, *arguments, seconds=RULING_SECONDS)
        await asyncio.wait([self._start()], timeout=PATIENCE)

    async def close(self) -> None:
        """End what is under way; what a process has not written whole it has not written at all."""
        if self._deriving is not None and self._deriving.cancel():
            await asyncio.wait([self._deriving])

    def look(self, *, is_stale: bool) -> None:
        """Start putting together what came, if something did and that is not under way."""
        now = asyncio.get_running_loop().time()
        pause = AFTER_FAILURE if self._failed else REFRESH_EVERY
        if is_stale and not self.is_deriving and now - self._looked > pause:
            self._looked = now
            self._start()

    async def derived(self, *, seconds: float) -> None:
        """Put together what came, and wait for that so long."""
        self.look(is_stale=True)
        if self._deriving is not None and not self._deriving.done():
            await asyncio.wait([self._deriving], timeout=seconds)

    def _start(self) -> asyncio.Task[None]:
        """Start deriving, or give what does already: it derives again what came while it did."""
        if self._deriving is None or self._deriving.done():
            self._deriving = asyncio.create_task(self._derive())
        return self._deriving

    async def _derive(self) -> None:
        try:
            await run_apart(derive, self._path, seconds=DERIVING_SECONDS)
            self._failed = ""
        except OnRecordError as error:
            self._failed = str(error)
            logger.warning("%s", error)


# --- in the other process ---------------------------------------------------------------------------------------------


def check_sent(path: Path, draft: bytes, name: str) -> Draft:
    """Check a draft against the record as it was derived last. Its name only says what it may be, and is shown."""
    suffix = PurePath(name).suffix.lower()
    with TemporaryDirectory() as folder, Reader(path) as reader:
        place = Path(folder) / f"draft{suffix if suffix in ENDINGS else '.txt'}"
        place.write_bytes(draft)
        try:
            checked = check_draft(reader, str(place))
        except (UsageError, SourceError) as error:
            raise UsageError(str(error).replace(str(place), name or "the draft")) from error
    return replace(checked, location=name or "the draft")


class _AsShown(Record):
    """A record as the pages show it, for an editor rules on what they show, and waits for nothing to be derived."""

    def refresh(self) -> None:
        """Leave what was derived as it is."""


def rule_pair(path: Path, ruling: PairKind, a: str, b: str) -> Ruling:
    """Keep a ruling on two."""
    with _AsShown(path, create=False) as record:
        return record.rule(ruling, a, b)


def rule_speaker(path: Path, statement: str, name: str | None, kind: str) -> Ruling:
    """Keep a ruling on whose statement it is."""
    with _AsShown(path, create=False) as record:
        return record.rule_speaker(statement, name, kind="organization" if kind == "organization" else "person")


def undo_ruling(path: Path, ruling: str) -> Ruling:
    """Take a ruling back."""
    with Record(path, create=False) as record:
        return record.undo(ruling)


def derive(path: Path) -> None:
    """Put together what came since.

    Raises:
        RecordUnusable: the record may only be read.
    """
    with Record(path, create=False) as record:
        record.refresh()
        if record.is_behind:
            raise RecordUnusable(
                f"the record may only be read here; whoever may write it derives with: onrecord stories --record {path}"
            )
