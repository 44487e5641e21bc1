"""What a user sees: exit codes, what stands on the screen, and each message by the mistake that causes it."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.demo import QUOTATIONS
from onrecord.views import cli
from samples import demo_lines, write_lines

REPORT = "date 2031-05-14 The mill burned on Tuesday.\n\n“We heard it before we saw it,” said Ana Ruiz.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def demo(run: Run, tmp_path: Path) -> Run:
    write_lines(tmp_path / "demo.jsonl", demo_lines())
    assert run("add", "demo.jsonl")[0] == 0
    return run


def rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_help_lists_every_command(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for name in cli.onrecord.commands:
        assert name in out


def test_statements_prints_a_line_a_report_with_every_promised_key(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    code, out, err = run("statements", "a.txt")
    assert (code, err) == (0, "")
    (row,) = rows(out)
    assert {"id", "location", "kind", "outlet", "headline", "byline", "published", "published_ground", "language",
            "text", "furniture"} <= row["report"].keys()  # fmt: skip
    (statement,) = row["statements"]
    assert {"id", "form", "content", "quoted", "cue", "source", "speaker", "speaker_kind", "ground", "addressee",
            "said", "said_ground", "place", "medium", "via", "confidence", "furniture"} <= statement.keys()  # fmt: skip
    ((start, end),) = statement["content"]
    assert row["report"]["text"][start:end].rstrip(",") == "We heard it before we saw it"
    assert (statement["speaker"], statement["form"]) == ("Ana Ruiz", "direct")


def test_add_says_what_it_did_and_adding_again_adds_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    assert run("add", "a.txt")[1] == "onrecord.db: 1 added, 0 known, 0 failed\n"
    assert run("add", "a.txt")[1] == "onrecord.db: 0 added, 1 known, 0 failed\n"


def test_another_text_at_an_address_is_an_edition(run: Run, tmp_path: Path) -> None:
    url = "https://news.example/mill"
    write_lines(tmp_path / "a.jsonl", [{"text": f"The mill {word}.", "url": url} for word in ("burns", "burned")])
    assert "1 of them new editions" in run("add", "a.jsonl")[1]
    one, other = rows(run("export", "reports")[1])
    assert (one["editions"], other["editions"]) == ([other["id"]], [one["id"]])


def test_a_bad_source_is_one_line_and_the_rest_is_done(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = run("add", "a.txt", "none.txt", "empty.txt")
    assert code == 2
    assert "1 added, 0 known, 2 failed" in out
    assert len(err.splitlines()) == 2
    assert "none.txt" in err
    assert "empty.txt" in err


@pytest.mark.parametrize("table", cli.TABLES)
def test_every_table_comes_as_jsonl_and_csv(demo: Run, table: str) -> None:
    statement = rows(demo("export", "statements")[1])[0]["id"]
    assert demo("rule", "speaker", statement, "Ana Ruiz")[0] == 0
    lines = rows(demo("export", table)[1])
    assert lines
    cells = list(csv.reader(io.StringIO(demo("export", table, "--as", "csv")[1])))
    assert cells[0] == list(lines[0])
    assert len(cells) == len(lines) + 1


def test_an_export_to_a_file_is_whole_or_not_there(demo: Run, tmp_path: Path) -> None:
    assert demo("export", "people", "-o", "people.jsonl")[:2] == (0, "")
    assert rows((tmp_path / "people.jsonl").read_text())
    code, _, err = demo("export", "people", "-o", "nowhere/people.jsonl")
    assert code == 2
    assert "nowhere/people.jsonl" in err
    assert not list(tmp_path.glob("**/*.part"))


def test_check_answers_with_a_verdict_and_the_promised_exit_code(demo: Run) -> None:
    for (quotation, name), code in zip(QUOTATIONS, (0, 1), strict=True):
        said, out, _ = demo("check", quotation, "--by", name, "--json")
        row = json.loads(out)
        assert said == code
        assert {"quotation", "by", "verdict", "speaker", "utterances", "said", "changes", "witnesses", "independent",
                "says"} <= row.keys()  # fmt: skip
        assert (row["verdict"] == "exact") is (code == 0)
        assert row["witnesses"]
    assert demo("check", "the moon is made of a cheese that nobody here has tasted")[0] == 1


def test_check_of_a_draft(demo: Run, tmp_path: Path) -> None:
    exact, altered = (f"“{quotation}” said {name}.\n\n" for quotation, name in QUOTATIONS)
    (tmp_path / "good.md").write_text(exact)
    (tmp_path / "bad.md").write_text(exact + altered)
    (tmp_path / "none.md").write_text("Nobody says a word here.")
    assert demo("check", "good.md")[0] == 0
    code, out, _ = demo("check", "bad.md", "--json", "--html", "bad.html")
    assert code == 1
    row = json.loads(out)
    assert [check["verdict"] == "exact" for check in row["checks"]] == [True, False]
    ((start, end),) = row["checks"][0]["place"]
    assert row["text"][start:end] == QUOTATIONS[0][0]
    assert "<mark" in (tmp_path / "bad.html").read_text()
    assert demo("check", "none.md")[:2] == (0, "none.md: no quotation found\n")
    assert demo("check", "missing.md")[0] == 2


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("draft.doc", b"\xd0\xcf\x11\xe0", "save it as .docx"),
        ("draft.pdf", b"%PDF-1.7", "save its text as .txt"),
        ("draft.rtf", rb"{\rtf1 We sell bread.}", "save it as .docx"),
        ("draft.docx", b"PK\x03\x04 and so on", "damaged"),
        ("empty.txt", b"", "empty"),
    ],
)
def test_a_draft_that_cannot_be_read_is_a_line(demo: Run, tmp_path: Path, name: str, data: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(data)
    code, out, err = demo("check", name)
    assert (code, out) == (2, "")
    (line,) = err.splitlines()
    assert line.startswith(f"onrecord: {name}: ")
    assert why in line


def test_the_page_of_a_draft_never_takes_its_place(demo: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.html").write_text("<p>“Not this week,” said Ilse Marran.</p>")
    code, _, err = demo("check", "draft.html", "--html", "./draft.html")
    assert code == 2
    assert "this is the draft" in err
    assert "Not this week" in (tmp_path / "draft.html").read_text()


def test_a_checked_draft_has_every_promised_key(demo: Run, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("“The board had no money for a third pump,” said Joren Marran.")
    code, out, _ = demo("check", "draft.md", "--json")
    assert code == 1
    row = json.loads(out)
    assert row.keys() == {"draft", "text", "verdicts", "checks"}
    assert row["verdicts"] == {"reworded": 1}
    (check,) = row["checks"]
    assert {"line", "place", "source", "by", "verdict", "changes", "on_record", "suggestion", "says"} <= check.keys()
    assert check["suggestion"] == "The board had no money for a second pump,"
    (place,) = check["on_record"]
    assert (place["outlet"], place["published"]) == ("Town of Gullhaven", "2031-05-13")
    assert place["text"] in place["sentences"]


def test_reports_are_compared(demo: Run, tmp_path: Path) -> None:
    code, out, _ = demo("compare", "demo0", "demo1", "--json")
    assert code == 0
    row = json.loads(out)
    assert row.keys() == {"reports", "independent", "families", "shared", "alone"}
    assert [(each["siglum"], each["report"]) for each in row["reports"]] == [("A", "demo0"), ("B", "demo1")]
    assert {
        each["report"] for own in row["alone"] for utterance in own["utterances"] for each in utterance["witnesses"]
    }
    for name, opening in (("c.html", "<!doctype html>"), ("c.md", "# ")):
        assert demo("compare", "demo0", "demo1", "-o", name)[0] == 0
        assert (tmp_path / name).read_text().lower().startswith(opening)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", ""), "word"),
        (("check", "?!"), "word"),
        (("check", "we heard it", "--on", "Tuesday"), "2025-04-15"),
        (("check", "we heard it", "--on", "the 9th of May"), "2025-04-15"),
        (("check", "we heard it", "--by", "..."), "no name"),
        (("check", "drafts/no such draft.md"), "no such file"),
        (("check", "we heard it", "--by", "the king"), "king: no people"),
        (("compare", "demo0", "\udcff"), "UTF-8"),
        (("brief", "no such story"), "onrecord stories"),
        (("brief", "--json", "-o", "x.md"), "give one of them"),
        (("export", "nothing"), "nothing"),
        (("search", "!"), "word"),
        (("check", "draft.md", "--by", "Marran"), "a draft says itself"),
        (("check", "we heard it", "--html", "answers.html"), "goes with a draft"),
        (("compare", "demo0"), "two or more"),
        (("compare", "demo0", "demo"), "answer to that"),
        (("compare", "demo0", "nothing"), "onrecord export reports"),
        (("nothing",), "nothing"),
    ],
)
def test_bad_use_is_said_in_a_line(demo: Run, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = demo(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", [("check", "we heard it"), ("brief",), ("export", "reports"), ("stories",)])
def test_no_record_is_said_with_what_to_do(run: Run, command: tuple[str, ...]) -> None:
    code, _, err = run(*command)
    assert code == 2
    assert "onrecord add" in err


def test_a_database_of_another_program_is_refused(run: Run, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    code, _, err = run("export", "reports", "--record", "other.db")
    assert code == 2
    assert err.startswith("onrecord: other.db: ")


def test_people_stories_and_words_are_found(demo: Run) -> None:
    assert "Marran" in demo("who", "Joren Marran")[1]
    assert demo("who", "Nobody Nowhere")[0] == 1
    (first, *_) = json.loads(demo("stories", "--json")[1])
    code, out, _ = demo("brief", first["id"], "--json")
    assert code == 0
    assert json.loads(out)["story"] == first
    assert json.loads(demo("search", "sluice", "--json")[1])


def test_a_brief_takes_its_form_from_the_file(demo: Run, tmp_path: Path) -> None:
    for name, opening in (("b.html", "<!doctype html>"), ("b.md", "# ")):
        assert demo("brief", "-o", name)[0] == 0
        assert (tmp_path / name).read_text().lower().startswith(opening)


def test_the_demo_runs_twice(run: Run) -> None:
    for _ in range(2):
        code, out, err = run("demo")
        assert (code, err) == (0, "")
        assert "exact" in out


def test_what_was_said_is_searched_by_speaker_outlet_form_and_days(demo: Run) -> None:
    _, out, _ = demo("search", "sluice", "--by", "marran", "--form", "direct", "--json")
    found = json.loads(out)
    assert found
    assert {each["form"] for each in found} == {"direct"}
    assert all("Marran" in each["speaker"] and "sluice" in each["text"].casefold() for each in found)
    _, out, _ = demo("search", "--outlet", "Farshore", "--from", "2031-06", "--to", "2031", "--json")
    assert {each["report"]["outlet"] for each in json.loads(out)} == {"Farshore"}
    code, out, _ = demo("search", "sluice", "--by", "nobody at all")
    assert (code, out) == (1, "nothing that was said has sluice\n")
    for wrong in (("search",), ("search", "--from", "yesterday"), ("search", "--said", "?!")):
        code, _, err = demo(*wrong)
        assert (code, err.count("\n")) == (2, 1)
