"""From the names that a user gives to files: folders are walked by name, globs are matched, no link leads in circles.

In a folder or an archive only files that can be reports are opened: a picture beside them is no failed report.
"""

import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from onrecord.errors import SourceError, SourceMissing, SourceUnreadable, UsageError

READABLE = frozenset(
    (
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".xhtml",
        ".docx",
        ".docm",
        ".jsonl",
        ".ndjson",
        ".json",
        ".warc",
        ".xml",
        ".rss",
        ".atom",
    )
)
PACKED = frozenset((".gz", ".tgz", ".zip", ".tar"))
LATER = frozenset((".pdf", ".doc", ".odt", ".rtf", ".epub", ".eml"))
KINDS = ".txt, .md, .html, .docx, .jsonl, .warc.gz, .zip or .tar.gz"
ADDRESSES = ("http://", "https://", "feed:", "ftp://")
SECRET = re.compile(r"([a-z]+:/*)[^/?#@]*@", re.IGNORECASE)
MISSPELT = re.compile(r"\w+:/|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/", re.IGNORECASE)  # of an address without its scheme
# What would break a line in two, steer a terminal or turn a line round; and halves of characters.
STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def is_address(source: str) -> bool:
    """Tell an address of a page or feed from the name of a file.

    >>> is_address("https://elm.example/feed"), is_address("day.txt"), is_address("https.txt")
    (True, False, False)
    """
    return source.lower().startswith(ADDRESSES)


def refuse_secrets(sources: Iterable[str]) -> None:
    """Refuse addresses with a name or password in them, before anything of them is kept.

    Raises:
        UsageError: there is one.
    """
    for source in sources:
        if is_address(source) and SECRET.match(source):
            shown = SECRET.sub(r"\1…@", source)
            raise UsageError(
                f"{shown}: it has a name or password in it; leave them out, they would be kept in the record"
            )


def find_files(source: str) -> Iterator[Path | SourceError]:
    """Find the files that a source names, in the order of their names; what is missing comes as an error.

    >>> [error.why for error in find_files("no-such-folder/*.txt")]
    ['no file matches this pattern; check the spelling, or quote it for the shell']
    """
    path = Path(source)
    if is_address(source):
        yield SourceUnreadable(source, "this is an address and no file; save the page and give the file")
    elif not source.strip() or "\0" in source:
        yield SourceMissing(
            source, "this is no name of a file; give a file, a folder, a pattern or - for standard input"
        )
    elif _is_there(path):
        yield from _files_at(path)
    elif glob.has_magic(source):
        yield from _files_matching(source)
    elif MISSPELT.match(source):
        yield SourceMissing(printable(source), "there is no such file; an address begins with https:// or http://")
    else:
        yield SourceMissing(location_of(path), _why_missing(path))


def location_of(path: Path) -> str:
    """Give a path as text that can be printed and stored, whatever bytes the file system holds."""
    return printable(os.fsencode(path).decode("utf-8", "surrogateescape"))


def printable(name: str) -> str:
    """Give a name, of a file or in an archive, as text that can be printed and stored in one line.

    >>> print(printable("day\\udcff\\n\\x1b[31m.txt"))
    day\\udcff\\n\\x1b[31m.txt
    """
    return STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), name)


def can_be_report(name: str) -> bool:
    """Tell by the name whether a file of a folder or an archive is to be opened.

    >>> [can_be_report(name) for name in ("a/day.jsonl.gz", "a/NOTES", "a/photo.jpg", "__MACOSX/a.txt", ".git/b.md")]
    [True, True, False, False, False]
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if any((part.startswith(".") and part not in {".", ".."}) or part == "__MACOSX" for part in path.parts):
        return False
    suffix = path.suffix.lower()
    return not suffix or suffix in READABLE or suffix in PACKED or suffix in LATER


def _is_there(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def _why_missing(path: Path) -> str:
    try:
        path.stat()
    except PermissionError:
        return "no permission to look there; ask for it, or give another folder"
    except OSError as error:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            return f"it can't be opened ({error.strerror}); check the name"
    return "there is no such file or folder; check the spelling"


def _files_matching(pattern: str) -> Iterator[Path | SourceError]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (an absolute pattern, too)
    if not matches:
        yield SourceMissing(pattern, "no file matches this pattern; check the spelling, or quote it for the shell")
    for match in matches:
        yield from _files_at(Path(match))


def _files_at(path: Path) -> Iterator[Path | SourceError]:
    if not path.is_dir():
        yield path
        return
    found = False
    for each in _walk(path, frozenset()):
        found = True
        yield each
    if not found:
        yield SourceMissing(location_of(path), f"the folder holds no report; it should have files in {KINDS}")


def _walk(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | SourceError]:
    """Walk a folder by name. ``above`` are the folders on the way here: a link back to one of them is a loop."""
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield unreadable(folder, error)
        return
    mark = (status.st_dev, status.st_ino)
    if mark in above:
        return
    for entry in entries:
        if entry.is_dir():
            if not entry.name.startswith(".") and entry.name != "__MACOSX":
                yield from _walk(entry, above | {mark})
        elif can_be_report(entry.name) and (entry.is_file() or not entry.exists()):
            yield entry  # a link that leads nowhere, too, so that somebody hears of it; a device or pipe is no file


def unreadable(path: Path, error: OSError) -> SourceError:
    """Say in one sentence why the system does not let us read a file or folder."""
    location = location_of(path)
    if isinstance(error, PermissionError):
        return SourceUnreadable(location, "no permission to read it; ask its owner, or copy it to where you may")
    if isinstance(error, FileNotFoundError):
        return SourceMissing(location, "there is no such file or folder; if it is a link, what it points to is gone")
    return SourceUnreadable(location, f"the system can't read it ({error.strerror or error}); try to copy it first")
