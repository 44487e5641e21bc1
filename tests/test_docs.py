"""The documents tell the truth: each command they show prints what they say, and every command is in them."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.views import cli

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PROGRAMS = [ROOT / "docs" / "python.md"]
PROGRAM = re.compile(r"^```python\n(.*?)^```\n(?:\n^```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def examples(document: Path) -> Iterator[tuple[str, str]]:
    """Give each command of a document's console examples with what it is said to print."""
    for block in EXAMPLE.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            yield command, printed


def is_printed(said: str, printed: str) -> bool:
    """Tell whether a command printed what is said, where a line of three dots stands for any lines."""
    parts = [re.escape(part) for part in re.split(r"^\.\.\.\n", said, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(parts), printed) is not None


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_each_example_prints_what_the_document_says(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    for command, said in examples(document):
        program, *arguments = shlex.split(command, comments=True)
        assert program == "onrecord", command
        monkeypatch.setattr("sys.argv", ["onrecord", *arguments])
        with pytest.raises(SystemExit):
            cli.main()
        out, err = capfd.readouterr()
        printed = "".join(line.rstrip() + "\n" for line in (out + err).splitlines())
        assert is_printed(said, printed), f"{command}\n{printed}"


@pytest.mark.parametrize("document", PROGRAMS, ids=lambda path: path.name)
def test_each_program_prints_what_the_document_says(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The programs of a document are parts of one, which runs from top to bottom."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    parts = PROGRAM.findall(document.read_text(encoding="utf-8"))
    assert parts
    for program, said in parts:
        exec(compile(program, document.name, "exec"), names)
        assert is_printed(said, capfd.readouterr().out), program


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_link_leads_nowhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in cli.onrecord.commands:
        assert f"onrecord {name}" in text


def test_the_changelog_has_this_version() -> None:
    from onrecord import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
