"""Packed files and archives: bombs, tricks with paths, entries that are no files, damage."""

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace

from cases.hostile.case import MORE, PROSE, TIGHT, Hostile, fails, reads

TEXT = PROSE.encode()
SCANT = replace(TIGHT, free_unpacked=100_000)
STEEP = "200 times its size"


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give a zip archive."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data, method)
    return box.getvalue()


def entry(name: str, mode: int) -> zipfile.ZipInfo:
    """Give an entry of a zip archive that has a mode of Unix."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def renamed(name: str, other: str) -> bytes:
    """Give a zip archive with a name in it that no writer would write."""
    return zipped((name, TEXT)).replace(name.encode(), other.encode())


def tarred(*members: tuple[tarfile.TarInfo | str, bytes], form: int = tarfile.PAX_FORMAT, mode: str = "w") -> bytes:
    """Give a tar archive."""
    box = io.BytesIO()
    with tarfile.open(fileobj=box, mode=mode, format=form) as archive:  # type: ignore[call-overload]
        for given, data in members:
            info = tarfile.TarInfo(given) if isinstance(given, str) else given
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return box.getvalue()


def special(name: str, kind: bytes, target: str = "") -> tuple[tarfile.TarInfo, bytes]:
    """Give an entry of a tar archive that is no file."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info, b""


def with_fields(**fields: str) -> bytes:
    """Give a tar archive whose one entry has extended fields."""
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = fields
    return tarred((info, TEXT))


def claiming(size: int, kind: bytes = tarfile.REGTYPE, data: bytes = TEXT) -> bytes:
    """Give a tar archive whose entry claims a size that it has not."""
    info = tarfile.TarInfo("a.txt")
    info.type, info.size = kind, size
    return info.tobuf(tarfile.GNU_FORMAT) + data + bytes(-len(data) % 512) + bytes(1024)


def sparse() -> bytes:
    """Give a tar archive with a file of 8 TB of nothing."""
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {
        "GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "a.txt",
        "GNU.sparse.realsize": str(8 * 2**40),
    }  # fmt: skip
    return tarred((info, f"1\n{8 * 2**40}\n0\n".encode().ljust(512, b"\0")))


def negative() -> bytes:
    """Give a tar archive whose entry has less than nothing in it, in the binary form of numbers."""
    data = bytearray(tarred(("a.txt", TEXT), form=tarfile.GNU_FORMAT))
    data[124:136] = b"\xff" * 12
    head = bytes(data[:148]) + b" " * 8 + bytes(data[156:512])
    data[148:156] = f"{sum(head):06o}\0 ".encode()
    return bytes(data)


def overlapping(count: int) -> bytes:
    """Give a zip archive whose entries all are of the same packed bytes."""
    packed = zlib.compressobj(9, wbits=-15)
    content = b"a b\n" * 250_000
    data = packed.compress(content) + packed.flush()
    names = [b"a.txt"] * count
    crc = zlib.crc32(content)
    fields = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, crc, len(data), len(content), len(names[0]), 0)
    local = b"PK\x03\x04" + fields + names[0] + data
    central = b"".join(
        b"PK\x01\x02" + struct.pack("<H", 20)
        + struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, crc, len(data), len(content), len(name), 0)
        + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + name
        for name in names
    )  # fmt: skip
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def damaged(data: bytes, old: bytes, new: bytes, count: int = -1) -> bytes:
    """Give bytes in which others stand somewhere."""
    changed = data.replace(old, new, count)
    assert changed != data
    return changed


def in_layers(data: bytes, pack: Callable[[bytes], bytes], count: int) -> bytes:
    """Pack bytes over and over."""
    for _ in range(count):
        data = pack(data)
    return data


GZIP_HEAD = b"\x1f\x8b\x08"
CASES: tuple[Hostile, ...] = (
    # --- gzip
    fails("a bomb of gzip", "a.gz", lambda: gzip.compress(bytes(20_000_000)), "empty|binary|" + STEEP),
    fails("a bomb of text in gzip", "a.gz", lambda: gzip.compress(b"a b\n" * 550_000), "2,000,000 bytes"),
    Hostile("a bomb of lines in gzip", "a.jsonl.gz", gzip.compress(b"\n" * 500_000), fails=(STEEP,), options=SCANT),
    fails("gzip in gzip", "a.gz", in_layers(TEXT, gzip.compress, 2), "archive inside"),
    fails("gzip a thousand times over", "a.gz", in_layers(TEXT, gzip.compress, 1000), "archive inside"),
    fails("a zip in gzip", "a.gz", gzip.compress(zipped(("a.txt", TEXT))), "archive inside"),
    fails("nothing in gzip", "a.gz", gzip.compress(b""), "empty"),
    fails("the mark of gzip alone", "a.gz", b"\x1f\x8b", "too early"),
    fails("the head of gzip alone", "a.gz", gzip.compress(TEXT)[:10], "too early"),
    fails("gzip that is cut off", "a.gz", gzip.compress(TEXT)[:-9], "too early"),
    fails("a wrong checksum", "a.gz", gzip.compress(TEXT)[:-8] + bytes(8), "damaged"),
    fails("a wrong length", "a.gz", gzip.compress(TEXT)[:-4] + bytes(4), "damaged"),
    fails("a method that does not exist", "a.gz", b"\x1f\x8b\x07" + gzip.compress(TEXT)[3:], "damaged"),
    fails("rubbish behind gzip", "a.gz", gzip.compress(TEXT) + b"rubbish", "damaged"),
    fails("rubbish for packed data", "a.gz", gzip.compress(TEXT)[:10] + b"\xff" * 50, "damaged"),
    reads("zeros behind gzip", "a.gz", gzip.compress(TEXT) + bytes(5000)),
    reads("two pieces of gzip", "a.gz", gzip.compress(TEXT[:20]) + gzip.compress(TEXT[20:]), PROSE),
    reads("20,000 empty pieces of gzip", "a.gz", lambda: gzip.compress(b"") * 20_000 + gzip.compress(TEXT)),
    reads(
        "a name in gzip that leads out",
        "a.gz",
        GZIP_HEAD + b"\x08" + bytes(6) + b"../../\x1b[31m.txt\0" + gzip.compress(TEXT)[10:],
    ),
    reads(
        "a large field in gzip",
        "a.gz",
        GZIP_HEAD + b"\x04" + bytes(6) + b"\xff\xff" + b"a" * 65_535 + gzip.compress(TEXT)[10:],
    ),
    fails("a name in gzip without end", "a.gz", GZIP_HEAD + b"\x08" + bytes(6) + b"a" * 100_000, "too early"),
    reads("gzip by another name", "a.txt", gzip.compress(TEXT)),
    fails("another thing by the name of gzip", "a.gz", b"\x00\x01\x02" * 50, "binary"),
    Hostile(
        "lines before the cut are read",
        "a.jsonl.gz",
        b"".join(gzip.compress(b'{"text": "%s"}\n' % TEXT) for _ in range(3))[:-60],
        texts=("Gullhaven",) * 2,
        fails=("too early",),
    ),
    # --- other packings
    fails("bzip2", "a.txt", bz2.compress(TEXT), "bzip2"),
    fails("xz", "a.txt", lzma.compress(TEXT), "xz"),
    fails("zstd", "a.txt", b"\x28\xb5\x2f\xfd" + bytes(40), "zstd"),
    fails("7-Zip", "a.txt", b"7z\xbc\xaf\x27\x1c" + bytes(40), "7-Zip"),
    fails("RAR", "a.txt", b"Rar!\x1a\x07" + bytes(40), "RAR"),
    # --- zip: bombs
    fails("a bomb of zip", "a.zip", lambda: zipped(("a.txt", b"a b\n" * 550_000)), "2,000,000 bytes"),
    Hostile(
        "many small bombs in a zip",
        "a.zip",
        lambda: zipped(*((f"{n}.txt", b"a b\n" * 250_000) for n in range(60))),
        fails=("200,000 characters", MORE, STEEP),
    ),
    Hostile(
        "entries that share their bytes",
        "a.zip",
        lambda: overlapping(60),
        fails=("200,000 char|damaged", MORE, f"{STEEP}|damaged"),
    ),
    fails("a zip in a zip", "a.zip", zipped(("b.zip", zipped(("a.txt", TEXT)))), "archive inside"),
    fails("a tar in a zip", "a.zip", zipped(("b.tar", tarred(("a.txt", TEXT)))), "archive inside"),
    fails("a tar.gz in a zip", "a.zip", zipped(("b.tgz", tarred(("a.txt", TEXT), mode="w:gz"))), "archive inside"),
    fails(
        "a zip a hundred deep", "a.zip", in_layers(TEXT, lambda data: zipped(("b.zip", data)), 100), "archive inside"
    ),
    fails(
        "a bomb of bzip2 in a zip",
        "a.zip",
        lambda: zipped(("a.txt", b"a b\n" * 550_000), method=zipfile.ZIP_BZIP2),
        "2,000,000 bytes",
    ),
    fails(
        "a bomb of LZMA in a zip",
        "a.zip",
        lambda: zipped(("a.txt", b"a b\n" * 550_000), method=zipfile.ZIP_LZMA),
        "2,000,000 bytes",
    ),
    # --- zip: names
    *(
        reads(f"a member of a zip called {name!r}", "a.zip", zipped((name, TEXT)))
        for name in (
            "../../../../etc/passwd.txt",
            "/etc/passwd.txt",
            "C:\\Windows\\a.txt",
            "..\\..\\a.txt",
            "\\\\server\\a.txt",
            "CON.txt",
            "a.txt:stream.txt",
            "a\n\rb.txt",
            "\x1b[2J\x1b]0;x\x07.txt",
            "\u202etxt.exe.txt",
            "~/a.txt",
            "$(id).txt",
            "`id`.txt",
            "-rf.txt",
            "a" * 60_000 + ".txt",
            "a/" * 5_000 + "a.txt",
            "\u0130\u00df\ufb01.txt",
        )
    ),
    reads(
        "a zip with two members of one name",
        "a.zip",
        damaged(zipped(("a.txt", TEXT), ("b.txt", TEXT)), b"b.txt", b"a.txt"),
        "Gullhaven",
        "Gullhaven",
    ),
    reads("a NUL in a name", "a.zip", renamed("a0b.txt", "a\0b.txt")),
    reads("a name that is not UTF-8", "a.zip", damaged(zipped(("axb.txt", TEXT)), b"axb", b"a\xffb")),
    fails("a name that is empty", "a.zip", zipped(("photo.jpg", b"")), "holds no report"),
    reads("a link in a zip", "a.zip", zipped((entry("a.txt", stat.S_IFLNK | 0o777), b"/etc/passwd"), ("b.txt", TEXT))),
    fails("links alone in a zip", "a.zip", zipped((entry("a.txt", stat.S_IFLNK | 0o777), b"/etc/passwd")), "no report"),
    fails("a folder with content in a zip", "a.zip", zipped(("a.txt/", TEXT)), "no report"),
    reads(
        "what the system hides in a zip",
        "a.zip",
        zipped(("__MACOSX/a.txt", TEXT), (".git/b.md", TEXT), ("c.txt", TEXT)),
    ),
    # --- zip: damage
    fails("a zip without members", "a.zip", zipped(), "no report"),
    fails("a zip that is cut off", "a.zip", zipped(("a.txt", TEXT))[:-30], "damaged"),
    fails("a directory at no place", "a.zip", zipped(("a.txt", TEXT))[:-6] + b"\xff\xff\xff\x7f\0\0", "damaged"),
    fails(
        "a wrong checksum in a zip",
        "a.zip",
        damaged(zipped(("a.txt", TEXT)), struct.pack("<L", zlib.crc32(TEXT)), b"\1\2\3\4"),
        "damaged",
    ),
    fails(
        "a locked member",
        "a.zip",
        damaged(zipped(("a.txt", TEXT)), b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\1"),
        "password",
    ),
    fails(
        "a method that no zip has",
        "a.zip",
        damaged(zipped(("a.txt", TEXT), method=zipfile.ZIP_STORED), b"\x14\0\0\0\0\0", b"\x14\0\0\0\x63\0"),
        "damaged",
    ),
    fails("a zip called .txt with nothing to read", "a.txt", zipped(("photo.jpg", b"a")), "no report"),
    fails("text called .zip", "a.zip", b"PK\x03\x04" + TEXT, "damaged"),
    reads("text called .zip without its mark", "a.zip", TEXT),
    fails(
        "an OpenDocument text",
        "a.zip",
        zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), method=0),
        "OpenDoc",
    ),
    # --- tar
    *(
        reads(f"a member of a tar called {name!r}", "a.tar", tarred((name, TEXT)))
        for name in (
            "../../../../etc/passwd.txt",
            "/etc/passwd.txt",
            "..\\..\\a.txt",
            "a\nb.txt",
            "\x1b[31m.txt",
            "\u202e.txt",
            "a/" * 5_000 + "a.txt",
            "a" * 100_000 + ".txt",
        )
    ),
    *(
        Hostile(
            f"in a tar, {name}",
            "a.tar",
            tarred(special("a.txt", kind, "/etc/passwd"), ("b.txt", TEXT)),
            texts=("Gullhaven",),
            never=("root:",),
        )
        for name, kind in (
            ("a link", tarfile.SYMTYPE),
            ("a hard link", tarfile.LNKTYPE),
            ("a device", tarfile.CHRTYPE),
            ("a block device", tarfile.BLKTYPE),
            ("a pipe", tarfile.FIFOTYPE),
            ("a folder", tarfile.DIRTYPE),
        )
    ),
    fails("links alone in a tar", "a.tar", tarred(special("a.txt", tarfile.SYMTYPE, "/etc/passwd")), "no report"),
    reads(
        "a hard link to another member", "a.tar", tarred(("b.txt", TEXT), special("a.txt", tarfile.LNKTYPE, "b.txt"))
    ),
    reads(
        "two members of one name in a tar", "a.tar", tarred(("a.txt", TEXT), ("a.txt", TEXT)), "Gullhaven", "Gullhaven"
    ),
    fails("8 TB of nothing", "a.tar", sparse(), "empty|binary|2,000,000|unpacks"),
    fails("an entry that claims a terabyte", "a.tar", claiming(2**40), "damaged", "damaged"),
    fails("an entry with less than nothing", "a.tar", negative(), "damaged|no report|empty"),
    fails("a name that claims a gigabyte", "a.tar", claiming(2**30, tarfile.GNUTYPE_LONGNAME), "longer than"),
    fails("a name of two megabytes", "a.tar", lambda: tarred(("a" * 2_000_000 + ".txt", TEXT)), "longer than"),
    fails("fields of two megabytes", "a.tar", lambda: with_fields(comment="a" * 2_000_000), "longer than"),
    reads("a field that is no time", "a.tar", with_fields(mtime="nan")),
    reads("a field that is the end of time", "a.tar", with_fields(mtime="1e400")),
    reads("a path in a field that leads out", "a.tar", with_fields(path="../../etc/passwd.txt")),
    fails("a bomb of tar.gz", "a.tgz", lambda: tarred(("a.txt", b"a b\n" * 550_000), mode="w:gz"), "2,000,000 bytes"),
    Hostile(
        "many small bombs in a tar",
        "a.tgz",
        lambda: tarred(*((f"{n}.txt", b"a b\n" * 250_000) for n in range(60)), mode="w:gz"),
        fails=("200,000 characters", MORE, STEEP),
    ),
    fails(
        "5,000 members that are no reports",
        "a.tar",
        lambda: tarred(*((f"{n}.jpg", b"") for n in range(5_000))),
        "no report",
    ),
    fails("a tar in a tar", "a.tar", tarred(("b.tar", tarred(("a.txt", TEXT)))), "archive inside"),
    fails("a tar that is cut off in a name", "a.tar", tarred(("a" * 500 + ".txt", TEXT))[:700], "damaged"),
    Hostile(
        "a tar.gz that is cut off",
        "a.tgz",
        gzip.compress(tarred(*((f"{number}.txt", TEXT) for number in range(3))), 0)[:2_600],
        texts=("Gullhaven",) * 2,
        fails=("too early",),
    ),
    fails(
        "a wrong checksum in a tar",
        "a.tar",
        tarred(("a.txt", TEXT))[:148] + b"0000000\0" + tarred(("a.txt", TEXT))[156:],
        "damaged|no report",
    ),
    fails("a tar with an empty end", "a.tar", tarred(), "empty|no report"),
)
