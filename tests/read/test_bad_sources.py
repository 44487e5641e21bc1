"""Whatever is given, reading answers with reports and failures: one clear sentence each, and the rest is read."""

import gzip
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from onrecord.model import Failure, Report
from onrecord.read import Options, jsonl, read_sources

PROSE = "The mayor of Gullhaven said on Tuesday that the gate would be mended before the next spring tide."
LINE = json.dumps({"text": PROSE}).encode() + b"\n"
SMALL = Options(
    longest_text=2_000, largest_item=4_000, largest_unpacked=60_000, free_unpacked=10_000, steepest_ratio=20
)


def read(*sources: Path | str, options: Options = SMALL) -> tuple[list[Report], list[Failure]]:
    """Read some sources into reports and failures."""
    items = list(read_sources(map(str, sources), options=options))
    reports = [item for item in items if isinstance(item, Report)]
    return reports, [item for item in items if isinstance(item, Failure)]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t", "empty"),
        ("front.md", b"---\ntitle: A\n---\n", "empty"),
        ("nul.txt", b"\0" * 500, "empty"),
        ("binary.txt", bytes(range(256)) * 4, "binary"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n", "picture"),
        ("paper.txt", b"%PDF-1.7 ...", "PDF"),
        ("feed.xml", b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "feed"),
        ("long.txt", b"a" * 3_000, "2,000 characters"),
        ("longer.txt", b"a" * 9_000, "4,000 bytes"),
        ("bare.html", b"<!doctype html><html><body><nav><a href='/'>Home</a></nav></body></html>", "no text"),
        ("cut.zip", b"PK\x03\x04" + b"a" * 100, "damaged"),
        ("cut.gz", gzip.compress(PROSE.encode())[:-12], "too early"),
        ("bomb.gz", gzip.compress(b"a b\n" * 200_000), "20 times its size"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(data)
    good.write_text(PROSE)
    options = Options(steepest_ratio=20, free_unpacked=10_000) if name == "bomb.gz" else SMALL
    reports, failures = read(bad, good, options=options)
    assert [report.text for report in reports] == [PROSE]
    assert [(failure.location, failure.stage) for failure in failures] == [(str(bad), "read")]
    assert why in failures[0].why
    assert "\n" not in failures[0].why


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("no-such-file.txt", "no such file"),
        ("no-such-*.txt", "no file matches"),
        ("https://herald.example/a", "an address and no file"),
        ("", "no name of a file"),
        ("a\0b", "no name of a file"),
        ("a" * 5_000, "can't be opened"),
    ],
)
def test_a_name_that_leads_nowhere(source: str, why: str) -> None:
    reports, failures = read(source)
    assert not reports
    assert [why in failure.why for failure in failures] == [True]


def test_an_empty_folder_and_one_with_pictures_only(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    _, failures = read(tmp_path)
    assert "holds no report" in failures[0].why


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PROSE)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    _, failures = read(path)
    assert [failure.why for failure in failures] == [
        "no permission to read it; ask its owner, or copy it to where you may"
    ]


def test_a_folder_that_links_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    reports, failures = read(tmp_path)
    assert len(reports) == 1
    assert ["what it points to is gone" in failure.why for failure in failures] == [True]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"text": "a', "no valid JSON"),
        (b"[1]", "wrong kind"),
        (b'{"title": "A"}', "neither"),
        (b'{"text": 7}', "wrong kind"),
        (b'{"text": "  "}', "empty"),
        (b'{"text": "a", "kind": "poem"}', "'poem'"),
        (b'{"html": "<p></p>"}', "no text"),
        (b'{"text": "' + b"a" * 2_500 + b'"}', "2,000 characters"),
        (b'{"text": "' + b"a" * 9_000 + b'"}', "4,000 bytes"),
        (b'{"text": ' + b"[" * 3_000, "wrong kind"),
    ],
)
def test_a_line_that_cannot_be_read(tmp_path: Path, line: bytes, why: str) -> None:
    path = tmp_path / "day.jsonl"
    path.write_bytes(LINE + line + b"\n" + LINE)
    reports, failures = read(path)
    assert [report.origin.location for report in reports] == [f"{path}:1", f"{path}:3"]
    assert [(failure.location, why in failure.why) for failure in failures] == [(f"{path}:2", True)]


def test_half_a_character_in_a_line_becomes_a_replacement(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    path.write_bytes(b'{"text": "cut here \\ud83d and \\ud83d\\ude00 whole \\u0000"}\n')
    reports, failures = read(path)
    assert not failures
    assert reports[0].text == "cut here \ufffd and \U0001f600 whole \0"


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    """Write a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def make_tar(path: Path, members: dict[str, bytes]) -> Path:
    """Write a tar.gz archive."""
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize("make", [make_zip, make_tar])
def test_members_are_read_where_they_lie_whatever_they_are_called(tmp_path: Path, make: object) -> None:
    assert callable(make)
    inner = make_zip(tmp_path / "inner.zip", {"a.txt": PROSE.encode()}).read_bytes()
    box = make(
        tmp_path / "box",
        {
            "../../up.txt": PROSE.encode(),
            "/etc/abs.txt": PROSE.encode(),
            "day.jsonl.gz": gzip.compress(LINE),
            "inner.zip": inner,
            "photo.jpg": b"\xff\xd8\xff",
            "bad.txt": b"\x01\x02" * 50,
        },
    )
    reports, failures = read(box)
    assert [report.origin.location.removeprefix(str(box)) for report in reports] == [
        "!../../up.txt",
        "!/etc/abs.txt",
        "!day.jsonl.gz:1",
    ]
    assert [failure.why.split(";")[0] for failure in failures] == [
        "an archive inside an archive is not read",
        "it is a binary file, no text",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["box", "inner.zip"]


@pytest.mark.parametrize("make", [make_zip, make_tar])
def test_many_small_bombs_are_one(tmp_path: Path, make: object) -> None:
    assert callable(make)
    box = make(tmp_path / "box", {f"{number}.txt": b"a b " * 900 for number in range(40)})
    reports, failures = read(box)
    assert len(reports) < 20
    assert failures
    assert any("its size" in failure.why or "60,000 bytes" in failure.why for failure in failures)


@pytest.mark.parametrize("make", [make_zip, make_tar])
def test_an_archive_that_is_cut_off(tmp_path: Path, make: object) -> None:
    assert callable(make)
    box = make(tmp_path / "box", {f"{number}.txt": f"{number} {PROSE}".encode() for number in range(50)})
    box.write_bytes(box.read_bytes()[:-400])
    _, failures = read(box, options=Options())
    assert failures
    assert all("again" in failure.why for failure in failures)


def test_nothing_to_read_in_an_archive(tmp_path: Path) -> None:
    _, failures = read(make_zip(tmp_path / "box.zip", {"photo.jpg": b"a"}))
    assert "holds no report" in failures[0].why


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "“Not this week,” she said. " + PROSE),
        ("cp1252", "“Not this week,” she said. " + PROSE),
        ("cp1252", "The café in Orléans – “très naïve” – was shut, the owner’s son said."),
        ("cp1251", "Мэр города сказал во вторник, что ворота будут отремонтированы до следующего прилива, и ушёл."),
        ("latin-1", "The café is shut, she said. " + PROSE),
        ("utf-16", "“Not this week,” she said. " + PROSE),
        ("utf-16-le", "“Not this week,” she said. " + PROSE),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    reports, failures = read(path)
    assert not failures
    assert reports[0].text == text


def test_a_damaged_place_in_utf8_costs_only_that_place(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("“Ja”, „nein“, “peut-être” " + PROSE).encode() + b" \xff " + PROSE.encode())
    reports, _ = read(path)
    assert reports[0].text.count("\ufffd") == 1
    assert reports[0].text.startswith("“Ja”, „nein“")


@pytest.mark.parametrize("text", ["Nul\0byte. " + PROSE, "Line\r\nends.\r" + PROSE])
def test_plain_text_is_put_in_order(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    reports, _ = read(path)
    assert len(reports) == 1
    assert "\r" not in reports[0].text
    assert "\0" not in reports[0].text


def test_hostile_page(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<!doctype html><html><body>" + "<div>" * 100_000 + PROSE)
    reports, failures = read(path, options=Options())
    assert len(reports) + len(failures) == 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    box = make_zip(tmp_path / "box.zip", {"a.txt": PROSE.encode()})
    for data in (PROSE.encode(), LINE, gzip.compress(LINE), box.read_bytes()):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        reports, failures = read("-")
        assert not failures
        assert [report.text for report in reports] == [PROSE]


def test_of_scraps_of_json_no_encoding_is_guessed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(jsonl, "decode")  # a guess takes milliseconds, and a file can have any number of scraps
    path = tmp_path / "scraps.jsonl"
    path.write_bytes(b'{"text": "It leaks."}\n{"versi\xd6d]\n{"text": "\xd6\xd6"}\n')
    report, *failures = read_sources([str(path)])
    assert isinstance(report, Report)
    assert [isinstance(each, Failure) and "no valid JSON" in each.why for each in failures] == [True, True]
