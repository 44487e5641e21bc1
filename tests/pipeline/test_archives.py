"""Web archives onto the record: a page that is met twice is one report with two places, and is not read again."""

from pathlib import Path

import pytest

from onrecord import Record
from webarchives import PROSE, URL, digest_of, http, page, record

OTHER = "https://mirror.example/gate"
DIGEST = f"WARC-Payload-Digest: {digest_of(page())}"


def crawl(path: Path, *records: bytes) -> str:
    """Write a web archive."""
    path.write_bytes(b"".join(records))
    return str(path)


@pytest.mark.parametrize("jobs", [0, 2])
def test_the_same_page_twice_is_one_report_with_two_places(tmp_path: Path, jobs: int) -> None:
    first = record(http(page()), DIGEST, name="urn:uuid:1")
    again = record(http(page()), DIGEST, name="urn:uuid:2", date="2031-05-13T08:00:00Z")
    revisit = record(b"", DIGEST, kind="revisit", name="urn:uuid:3", date="2031-05-14T08:00:00Z")
    with Record(tmp_path / "a.db") as on_record:
        added = on_record.add(crawl(tmp_path / "a.warc", first, again, revisit), jobs=jobs)
        assert (len(added.new), len(added.known), added.failures) == (1, 2, ())
        assert len(set(added.new + added.known)) == 1


def test_adding_an_archive_again_reads_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = crawl(tmp_path / "a.warc", record(http(page()), DIGEST))
    with Record(tmp_path / "a.db") as on_record:
        on_record.add(source)

        def refuse(*_: object) -> None:
            raise AssertionError("it was read again")

        monkeypatch.setattr("onrecord.pipeline.workers.read_payload", refuse)
        added = on_record.add(source)
        assert (len(added.new), len(added.known)) == (0, 1)


def test_a_revisit_of_what_is_not_on_record(tmp_path: Path) -> None:
    with Record(tmp_path / "a.db") as on_record:
        added = on_record.add(crawl(tmp_path / "a.warc", record(b"", DIGEST, kind="revisit")))
        assert ["not on record" in each.why for each in added.failures] == [True]


def test_two_addresses_with_the_same_bytes(tmp_path: Path) -> None:
    """They are two reports, unless the page itself tells one address that both are of."""
    canonical = page().replace(b"<title>", f'<link rel="canonical" href="{URL}"><title>'.encode())
    for name, data, reports in (("a", page(), 2), ("b", canonical, 2), ("c", canonical, 1)):
        other = OTHER if name != "c" else f"{URL}?from=feed"
        source = crawl(
            tmp_path / f"{name}.warc",
            record(http(data), name="urn:uuid:1"),
            record(http(data), name="urn:uuid:2", url=other),
        )
        with Record(tmp_path / f"{name}.db") as on_record:
            assert len(on_record.add(source).new) == reports


def test_another_text_at_the_same_address_is_an_edition(tmp_path: Path) -> None:
    later = record(http(page(PROSE, "It was mended.")), name="urn:uuid:2", date="2031-05-13T08:00:00Z")
    with Record(tmp_path / "a.db") as on_record:
        added = on_record.add(crawl(tmp_path / "a.warc", record(http(page())), later))
        assert (len(added.new), len(added.editions)) == (2, 1)
