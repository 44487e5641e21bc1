"""Every error that onrecord raises on purpose.

OnRecordError                 one clear line: what is wrong, where, and what to do
├── SourceError               a source can't be read; in a batch it becomes a Failure
│   ├── SourceMissing         no such file, folder or glob
│   ├── SourceUnreadable      no permission, broken archive, binary, an encoding that can't be told
│   ├── SourceTooLarge        past a stated limit (an archive that unpacks to too much)
│   ├── SourceRefused         an address that is not to be asked: private, another scheme, robots.txt forbids it
│   └── SourceUnreachable     an address that gave no answer, or none that can be used
├── RecordError               the record can't be used
│   ├── RecordMissing         no such record
│   ├── RecordUnusable        no database, no permission, disk full, read-only folder
│   └── RecordTooNew          made by a newer version of onrecord
├── Stopped                   somebody asked to stop whoever waited for something
└── UsageError                the request itself is off: an empty quotation, an unknown table, a date that is none
    └── NotOnRecord           what is asked for by its id is not there
"""


class OnRecordError(Exception):
    """The root: its message is one line for people, with the place and what to do."""


class SourceError(OnRecordError):
    """A source that can't be read. ``location`` is its path, URL or member; ``why`` the reason in one sentence."""

    def __init__(self, location: str, why: str) -> None:
        super().__init__(f"{location}: {why}")
        self.location = location
        self.why = why


class SourceMissing(SourceError):
    """There is no such file, folder or match of a glob."""


class SourceUnreadable(SourceError):
    """It is there, but can't be read: permission, broken archive, binary, unknown encoding."""


class SourceTooLarge(SourceError):
    """It is past a stated limit."""


class SourceRefused(SourceError):
    """It is an address that is not to be asked: no address of the web, a private one, or its owner forbids it."""


class SourceUnreachable(SourceError):
    """It is an address that gave no answer, or none that can be used.

    ``passing`` tells that it may well answer if asked again, ``status`` what it answered, ``after`` in how many
    seconds it wants to be asked again.
    """

    def __init__(
        self, location: str, why: str, *, passing: bool = False, status: int | None = None, after: float | None = None
    ) -> None:
        super().__init__(location, why)
        self.passing = passing
        self.status = status
        self.after = after


class RecordError(OnRecordError):
    """The record can't be used."""


class RecordMissing(RecordError):
    """There is no record at that path."""


class RecordUnusable(RecordError):
    """It is no record, or the disk or its permissions don't let us use it."""


class RecordTooNew(RecordError):
    """It was made by a newer version of onrecord."""


class Stopped(OnRecordError):
    """Somebody asked to stop, while something was waited for."""

    def __init__(self) -> None:
        super().__init__("it was stopped")


class UsageError(OnRecordError):
    """The request itself is off."""


class NotOnRecord(UsageError):
    """There is nothing of that id on record."""
