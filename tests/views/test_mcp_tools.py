"""What the tools answer: the rows of ``--json``, as far as an answer may go, and marks only around what is quoted."""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema_rs import Draft202012Validator

from briefs import hostile_brief, large_brief
from onrecord import Record
from onrecord.pipeline import rows
from onrecord.pipeline.reader import Reader
from onrecord.views import cli, mcp_texts, mcp_tools
from onrecord.views.mcp_tools import TOOLS, Answer, asked_of

ROOM = 2 * mcp_tools.MOST_LETTERS
QUOTATIONS = (
    "We will rebuild the sluice where it stands",
    "I was told that it could fail",
    "I am sorry … does not dry a carpet",
    "We will rebuild the sluice on the moon",
    "had been given 2 million crowns a year for eleven gates",
    "bread is for ducks",
)


@pytest.fixture(scope="module")
def reader(demo_record: Record) -> Iterator[Reader]:
    """The sample reports, as the server reads them."""
    demo_record.refresh()
    with Reader(demo_record._store.path) as reader:
        yield reader


def answer(reader: Reader, tool: str, /, **arguments: Any) -> Answer:
    """Ask a tool; what it gives must be what its schema says."""
    found = TOOLS[tool].answer(reader, asked_of(tool, arguments))
    row = json.loads(msgspec.json.encode({**found.row, "remark": None}))
    Draft202012Validator(TOOLS[tool].given).validate(row)
    return Answer(row, found.text)


def printed(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Any:
    """Give what a command prints as JSON."""
    monkeypatch.setattr("sys.argv", ["onrecord", *arguments, "--json"])
    with pytest.raises(SystemExit):
        cli.main()
    return json.loads(capfd.readouterr().out)


@pytest.mark.parametrize("quotation", QUOTATIONS)
@pytest.mark.parametrize("by", [None, "Marran"])
def test_check_gives_the_row_that_the_command_prints(
    reader: Reader, quotation: str, by: str | None,
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    named = ["--by", by] if by else []
    told = printed(capfd, monkeypatch, "check", quotation, *named, "--record", str(reader._store.path))
    found = answer(reader, "check", quotation=quotation, by=by).row
    assert {key: found[key] for key in told} == told
    assert set(found) - set(told) == {"sources", "left_out", "remark"}
    assert {each["report"] for each in found["sources"]} == {
        each["report"] for each in found["witnesses"] or found["nearest"]
    }


def test_search_and_who_give_the_rows_that_the_commands_print(
    reader: Reader, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = ("--record", str(reader._store.path))
    hits = printed(capfd, monkeypatch, "search", "sluice", "--limit", "25", *record)
    assert answer(reader, "search", query="sluice", limit=25).row["hits"] == hits
    said = printed(capfd, monkeypatch, "search", "sluice", "--by", "Marran", "--limit", "5", *record)
    assert answer(reader, "search", query="sluice", by="Marran", limit=5).row["statements"] == said
    people = printed(capfd, monkeypatch, "who", "Tolvik", *record)
    assert answer(reader, "who", name="Tolvik").row["people"] == people


def test_the_words_of_a_place_stand_in_its_report(reader: Reader) -> None:
    text_of = {row["id"]: row["text"] for row in reader.export("reports")}
    found = answer(reader, "check", quotation="I was told that it could fail").row
    assert found["witnesses"]
    for witness in found["witnesses"]:
        (start, end), *_ = witness["spans"]
        assert text_of[witness["report"]][start:end] in witness["text"]
    for statement in answer(reader, "brief").row["statements"]:
        assert statement["text"] == " … ".join(
            text_of[statement["report"]][start:end] for start, end in statement["content"]
        )


def test_not_found_says_what_it_does_not_mean(reader: Reader) -> None:
    text = answer(reader, "check", quotation="Bread is for ducks and ducks alone").text
    assert text.startswith("not found: ")
    assert "does not mean that it was never said" in text
    assert "Searched: " in text


def test_marks_stand_only_around_what_is_quoted(tmp_path: Path) -> None:
    source = tmp_path / "pier.txt"
    source.write_text(
        "Mayor Oda Brekke said on 7 June 2031 that the pier would stay shut until the autumn.\n\n"
        "“Nobody will drown on my pier,” Brekke said.\n",
        encoding="utf-8",
    )
    with Record(tmp_path / "pier.db") as record:
        record.add(str(source))
    with Reader(tmp_path / "pier.db") as reader:
        reported = answer(reader, "check", quotation="the pier would stay shut until the autumn").text
        quoted = answer(reader, "check", quotation="Nobody will drown on my pier").text
        person = answer(reader, "who", name="Brekke").text
        hits = answer(reader, "search", query="autumn").text
    assert "until the autumn. (not quoted)" in reported
    assert "“Nobody will drown on my pier,” Brekke said." in quoted
    assert "the pier would stay shut until the autumn (not quoted, “said”)" in person
    assert "“Nobody will drown on my pier” " not in person
    assert "“Mayor Oda" not in hits


def test_an_answer_is_never_long_and_says_what_it_leaves_out(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    brief = large_brief()
    wordy = replace(brief, utterances=tuple(replace(each, base="word " * 4_000) for each in brief.utterances))
    for found in (brief, wordy):
        monkeypatch.setattr(reader, "brief", lambda story, *, most, found=found: found)
        told = answer(reader, "brief")
        assert len(msgspec.json.encode(told.row)) < ROOM
        assert len(told.text) <= mcp_texts.LONGEST_ANSWER + 100
        assert told.row["left_out"]["reports"] > 100
        assert told.row["left_out"]["utterances"] > 0
        assert "and 480 more" in told.text


def test_a_person_who_says_much_is_told_with_the_latest(tmp_path: Path) -> None:
    lines = [
        {
            "text": f"“Number {number} is my lucky number,” said Oda Brekke.",
            "published": f"2031-0{1 + number // 28}-{1 + number % 28:02}",
            "outlet": f"Outlet {number}",
        }
        for number in range(60)
    ]
    source = tmp_path / "day.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with Record(tmp_path / "lucky.db") as record:
        record.add(str(source))
    with Reader(tmp_path / "lucky.db") as reader:
        found = answer(reader, "who", name="Brekke")
    (person,) = found.row["people"]
    assert (person["statements"], person["reports"], len(person["said"])) == (60, 60, mcp_tools.MOST_SAID)
    assert person["said"][-1]["published"] == "2031-03-04"
    assert found.row["left_out"] == {"said": 60 - mcp_tools.MOST_SAID}
    assert found.text.index("Number 59") < found.text.index("Number 58")
    assert "And 52 further statements." in found.text


def test_what_reports_hide_in_words_does_not_reach_an_assistant(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "brief", lambda story, *, most: hostile_brief())
    text = answer(reader, "brief").text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "javascript:" not in text


def test_every_key_of_a_row_has_its_schema() -> None:
    """A key that a row gets later shall be described here, too."""
    assert set(TOOLS) == {"check", "search", "brief", "who"}
    for name in ("families", "people", "utterances", "figures", "timeline"):
        assert set(TOOLS["brief"].given["properties"]) >= {name}
    brief = rows.brief_row(large_brief(3))
    assert set(brief) <= set(TOOLS["brief"].given["properties"])


def test_the_document_tells_each_tool_and_all_that_it_takes() -> None:
    text = (Path(__file__).parents[2] / "docs" / "mcp.md").read_text(encoding="utf-8")
    for name, tool in TOOLS.items():
        assert f"| `{name}` | {', '.join(f'`{each}`' for each in tool.asked.__struct_fields__)} |" in text
    (block,) = re.findall(r"^```json\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    server = json.loads(block)["mcpServers"]["onrecord"]
    assert [server["command"], *server["args"][:2]] == ["onrecord", "mcp", "--record"]


def test_the_sdk_is_imported_only_by_the_command() -> None:
    import subprocess

    code = "import sys, onrecord.views.cli, onrecord.views.mcp_tools; assert 'mcp' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
