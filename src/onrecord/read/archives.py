"""The members of zip and tar archives, read one after the other and never unpacked to disk.

A member's name is only a name: ``../../etc/passwd`` is shown, and nothing is ever written or opened under it.
"""

import io
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from typing import IO, cast

from onrecord.errors import SourceError, SourceMissing, SourceUnreadable
from onrecord.read.options import Options
from onrecord.read.places import KINDS, can_be_report, printable
from onrecord.read.streams import AGAIN, BROKEN, HEAD, Budget, Stepwise, Unpacked

Member = tuple[str, io.BufferedReader]
ENCRYPTED = 0x1
FIELDS = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)
LONGEST_FIELDS = 1_000_000  # bytes; a path of the system has some thousand at most


def members_of_zip(stream: IO[bytes], location: str, options: Options) -> Iterator[Member | SourceError]:
    """Give the members of a zip archive that can be reports, in the order of its directory."""
    try:
        size = stream.seek(0, io.SEEK_END)
        archive = zipfile.ZipFile(stream)
        members = archive.infolist()
    except BROKEN as error:
        yield SourceUnreadable(location, f"the zip archive is cut off or damaged ({_reason(error)}); {AGAIN}")
        return
    if any(member.filename in {"[Content_Types].xml", "mimetype"} for member in members):
        yield SourceUnreadable(
            location, "it is an Office or e-book file, which can't be read yet; save it as .docx or as plain text"
        )
        return
    budget = Budget(location, lambda: size, options)
    found = False
    for member in members:
        name = f"{location}!{printable(member.filename)}"
        is_link = stat.S_ISLNK(member.external_attr >> 16)  # its content is a path, no report
        if member.is_dir() or is_link or not can_be_report(member.filename):
            continue
        found = True
        if member.flag_bits & ENCRYPTED:
            yield SourceUnreadable(name, "it is locked with a password; unpack it and give the file")
            continue
        try:
            inner = archive.open(member)
        except BROKEN as error:
            yield SourceUnreadable(name, f"this member of the archive is damaged ({_reason(error)}); {AGAIN}")
            continue
        with inner:
            yield name, io.BufferedReader(Unpacked(inner, name, budget), HEAD)
        if budget.is_spent:
            break
    if not found:
        yield _nothing_in(location)


class _Entry(tarfile.TarInfo):
    """A head in a tar archive, whose long names and fields are bounded: they are read into memory whole."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in FIELDS and self.size > LONGEST_FIELDS:
            raise tarfile.ReadError(f"a name or field in it is longer than {LONGEST_FIELDS:,} bytes")
        entry: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]
        return entry


def members_of_tar(stream: IO[bytes], location: str, options: Options) -> Iterator[Member | SourceError]:
    """Give the members of a tar archive that can be reports, in its order; it is read once, from front to back."""
    budget = Budget(location, lambda: options.largest_unpacked, options)
    found = False
    steps = Stepwise(stream)
    try:
        with tarfile.open(
            fileobj=cast("IO[bytes]", steps), mode="r|", errors="backslashreplace", tarinfo=_Entry
        ) as archive:
            while (member := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # it would keep them all, however many there are
                if not member.isfile() or not can_be_report(member.name):
                    continue
                inner = archive.extractfile(member)
                if inner is None:
                    continue
                found = True
                name = f"{location}!{printable(member.name)}"
                yield name, io.BufferedReader(Unpacked(inner, name, budget), HEAD)
                if budget.is_spent or steps.is_broken:  # which the member has told
                    break
    except SourceError as error:
        yield error
        return
    except BROKEN as error:
        yield SourceUnreadable(location, f"the tar archive is cut off or damaged ({_reason(error)}); {AGAIN}")
        return
    if not found:
        yield _nothing_in(location)


def _nothing_in(location: str) -> SourceError:
    return SourceMissing(location, f"the archive holds no report; it should have files in {KINDS}")


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
