"""What each reader takes from the top of a report, and from a page or line around it."""

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.demo import demo_reports
from onrecord.model import Failure, Report
from onrecord.read import read_sources
from onrecord.read.dateline import find_dateline
from onrecord.read.language import language_of

PROSE = "The mayor of Gullhaven said on Tuesday that the gate would be mended before the next spring tide."


def read_one(path: Path, data: str) -> Report:
    """Write a file and read the one report in it."""
    path.write_text(data, encoding="utf-8")
    (item,) = read_sources([str(path)])
    assert isinstance(item, Report)
    return item


def test_the_sample_reports_are_all_read() -> None:
    items = list(read_sources([str(demo_reports())]))
    assert not [item for item in items if isinstance(item, Failure)]
    assert len(items) >= 12


@pytest.mark.parametrize(
    ("opening", "day", "ground"),
    [
        (" date 2031-05-14 ", date(2031, 5, 14), "stated"),
        ("Date: 14 May 2031\n", date(2031, 5, 14), "stated"),
        ("date May 14, 2031\n\n", date(2031, 5, 14), "stated"),
        ("---\ndate: 2031-05-14\n---\n", date(2031, 5, 14), "metadata"),
        ("---\ndate: soon\n---\n", None, "none"),
        ("date 2031-02-31 ", None, "none"),
        ("", None, "none"),
    ],
)
def test_the_day_of_a_plain_text(tmp_path: Path, opening: str, day: date | None, ground: str) -> None:
    report = read_one(tmp_path / "a.txt", f"{opening}{PROSE}\n\n{PROSE}\n")
    assert (report.published, report.published_ground) == (day, ground)
    assert report.text.count(PROSE) == 2


def test_a_date_line_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    report = read_one(tmp_path / "a.txt", f" date 2031-05-14 Mayor takes the blame\n\n{PROSE}\n")
    assert report.headline == "Mayor takes the blame"
    assert [(each.kind, each.span.of(report.text)) for each in report.furniture] == [
        ("timestamp", "date 2031-05-14"),
        ("headline", "Mayor takes the blame"),
    ]


def test_front_matter(tmp_path: Path) -> None:
    report = read_one(
        tmp_path / "a.md",
        '---\ntitle: "A gate"\noutlet: The Courier\nauthor: Jane Roe\nurl: https://c.example/a\nid: x1\n---\n'
        f"# A gate\n\n{PROSE}\n",
    )
    assert (report.id, report.headline, report.outlet, report.byline, report.url) == (
        "x1", "A gate", "The Courier", ("Jane Roe",), "https://c.example/a",
    )  # fmt: skip


def test_a_transcript_in_plain_text(tmp_path: Path) -> None:
    report = read_one(tmp_path / "a.txt", "---\nkind: transcript\n---\nANN LEE: Watch: it moves.\n\nJOE POE: Yes.\n")
    assert (report.kind, report.furniture) == ("transcript", ())


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            {"maintext": PROSE, "title": "A gate", "date_publish": "2031-05-14 08:00:00",
             "source_domain": "elm.example", "authors": ["Jane Roe", "Joe Poe"], "url": "https://elm.example/a"},
            ("A gate", "elm.example", "https://elm.example/a", ("Jane Roe", "Joe Poe"), date(2031, 5, 14)),
        ),
        (
            {"content": PROSE, "publish_date": "2031-05-14", "site_name": "Elm Times", "domain": "elm.example",
             "author": "By Jane Roe", "canonical_link": "https://elm.example/a"},
            (None, "Elm Times", "https://elm.example/a", ("Jane Roe",), date(2031, 5, 14)),
        ),
        (
            {"body": PROSE, "publishedAt": "2031-05-14T08:00:00Z", "publisher": "Elm Times", "source": "a feed"},
            (None, "Elm Times", None, (), date(2031, 5, 14)),
        ),
        (  # the promised names come first; what is of another kind under another name is no failure
            {"text": PROSE, "content": "<p>", "outlet": "Elm Times", "source": {"id": 7}, "authors": {"name": "A"},
             "published": "2031-05-14", "date_publish": 7, "link": ["a"], "body": 7},
            (None, "Elm Times", None, (), date(2031, 5, 14)),
        ),
    ],
)  # fmt: skip
def test_the_names_that_news_archives_use(tmp_path: Path, row: dict[str, object], expected: tuple[object, ...]) -> None:
    report = read_one(tmp_path / "a.jsonl", json.dumps(row))
    assert report.text == PROSE
    assert (report.headline, report.outlet, report.url, report.byline, report.published) == expected


def test_a_json_line_outranks_what_its_page_says(tmp_path: Path) -> None:
    page = (
        f"<html><head><title>B</title></head><body><article><p>{PROSE}</p><p>{PROSE[:60]}.</p></article></body></html>"
    )
    row = {"id": 7, "html": page, "title": "A", "byline": "By Jane Roe and Joe Poe", "date": "2031-05-14T08:00:00Z"}
    report = read_one(tmp_path / "a.jsonl", json.dumps(row))
    assert (report.id, report.headline, report.byline) == ("7", "A", ("Jane Roe", "Joe Poe"))
    assert (report.published, report.published_ground) == (date(2031, 5, 14), "metadata")
    assert PROSE in report.text


@pytest.mark.parametrize(
    ("opening", "place", "day", "agency"),
    [
        ("WASHINGTON, April 14 (AFP) — The", "WASHINGTON", date(2031, 4, 14), "AFP"),
        ("LONDON (Reuters) - The", "LONDON", None, "Reuters"),
        ("SEOUL, South Korea — The", "SEOUL, South Korea", None, None),
        ("HEMPSTEAD, N.Y., Sept. 26 (UPI) — The", "HEMPSTEAD, N.Y.", date(2030, 9, 26), "UPI"),
        ("SEOUL/UNITED NATIONS, Aug 30 (Reuters) - The", "SEOUL/UNITED NATIONS", date(2030, 8, 30), "Reuters"),
        ("Washington (CNN) — The", "Washington", None, "CNN"),
        ("(CNN)The", None, None, "CNN"),
    ],
)
def test_datelines(opening: str, place: str | None, day: date | None, agency: str | None) -> None:
    dateline = find_dateline(opening, 0, date(2031, 5, 14))
    assert dateline
    assert (dateline.place, dateline.agency) == (place, agency)
    assert (dateline.period.first if dateline.period else None) == day


@pytest.mark.parametrize("opening", ["The mayor — who", "NATO said it", "Marran (left) said", "A man — tall —"])
def test_no_datelines(opening: str) -> None:
    assert find_dateline(opening, 0, None) is None


def test_languages() -> None:
    assert language_of(PROSE) == "en"
    assert language_of("Der Bürgermeister sagte am Dienstag, das Tor werde vor der nächsten Flut repariert.") == "de"


def test_a_body_in_parts_and_posts_in_frames_are_read_whole(tmp_path: Path) -> None:
    part = "<div class='body'>{}</div><div class='ad'></div>"
    parts = "".join(part.format("".join(f"<p>{number}{each}. {PROSE}</p>" for each in "abcd")) for number in "123")
    post = "<div class='social-embed'><blockquote class='twitter-tweet'><p>So much mud here.</p></blockquote></div>"
    report = read_one(tmp_path / "a.html", f"<html><body><main>{parts}{post}</main></body></html>")
    assert [f"{number}{each}." in report.text for number in "123" for each in "abcd"] == [True] * 12


def test_what_a_script_compares_is_no_tag_that_ends_in_the_text(tmp_path: Path) -> None:
    script = "if (i<n && s == 'a') go('b"
    prose = "The gate broke again on Monday, and nobody was told. " * 60
    page = f"<html><body><script>{script}</script><article><p>{prose}It's shut.</p></article></body></html>"
    path = tmp_path / "page.html"
    path.write_text(page)
    (report,) = read_sources([str(path)])
    assert isinstance(report, Report)
    assert report.text.count("The gate broke") == 60
