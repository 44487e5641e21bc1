"""The command line: parse a request, call, print. Every import that costs time stands in the command that needs it."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.errors import OnRecordError, UsageError
from onrecord.version import __version__
from onrecord.views.command_options import (
    BAD,
    FOUND,
    LOOK,
    Commands,
    all_words,
    fast_option,
    form_option,
    given,
    in_utf8,
    jobs_option,
    json_option,
    keep_option,
    open_record,
    out_option,
    print_json,
    private_option,
    progress,
    quiet_option,
    record_option,
    remark_busy,
    sources_argument,
    up_to_date,
    words,
)
from onrecord.views.edit_commands import edits
from onrecord.views.keep_commands import backup, failures, rebuild, retry, verify
from onrecord.views.mcp_command import mcp
from onrecord.views.rule_commands import outlets, people, rule
from onrecord.views.watch_command import watch

if TYPE_CHECKING:
    from onrecord.model import Form, Narrowing, Period

LONGEST_LINE = 1_000
TABLES = (
    "reports", "statements", "people", "utterances", "stories", "families", "reuse", "figures", "timeline", "rulings",
)  # fmt: skip
DESCRIPTIONS = ("codebook", "datasette-metadata")
EXPORTS = ("jsonl", "csv", "parquet", "jsonld", "annotations", "tei", "markdown")
# What ends like a draft is one; of the last, reading says what to save instead.
OFFICE = (".docx", ".docm", ".doc", ".odt", ".pdf", ".rtf", ".pages")
DRAFTS = (".md", ".markdown", ".txt", ".text", ".html", ".htm", *OFFICE)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
def onrecord() -> None:
    """Who said what in the news: every wording of a statement side by side, and quotations checked against it.

    SOURCE is a file, a folder, a glob, an address of a page or feed, or - for standard input; .txt, .md, .html, .docx,
    .xml (a feed), .jsonl(.gz), .warc(.gz), and .zip or .tar(.gz) of these.
    """


def main() -> None:
    """Run the command line; the only place that exits."""
    try:
        code = onrecord.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        _complain("stopped; what is on record stays, and the same command goes on from there")
        code = 130
    except click.ClickException as error:
        path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "onrecord"
        _complain(f"{error.format_message()} See: {path} --help")
        code = BAD
    except OnRecordError as error:
        _complain(str(error))
        code = BAD
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FOUND
    except OSError as error:
        _complain(f"{error.filename or 'output'}: {error.strerror}")
        code = BAD
    sys.exit(code if isinstance(code, int) else FOUND)


def _complain(why: str) -> None:
    """Say in one line what is wrong, without what could steer a terminal, and not at a length that hides it."""
    from onrecord.views.brief_view import clean, clipped

    click.echo(f"onrecord: {clipped(clean(why), LONGEST_LINE)}", err=True)


@onrecord.command()
@click.option(
    "--record", "path", default="onrecord-demo.db", show_default=True, metavar="FILE", help="The record to use."
)
def demo(path: str) -> int:
    """Read the sample reports, print the brief of a story, check two quotations."""
    from onrecord.views.demo import run_demo

    with open_record(path, create=True) as record:
        run_demo(record, path)
    return FOUND


@onrecord.command()
@sources_argument
@click.option(
    "--people",
    "table",
    callback=given,
    metavar="FILE",
    help="A table of people to keep in the record; see onrecord people.",
)
@jobs_option
@keep_option
@private_option
@record_option
@quiet_option
@json_option
def add(
    sources: tuple[str, ...], table: str | None, jobs: int, keep: bool, allow_private: bool, path: str, quiet: bool,
    as_json: bool,
) -> int:  # fmt: skip
    """Read reports into the record. What is known stays as it is."""
    from onrecord.pipeline import rows
    from onrecord.pipeline.editor import known_people
    from onrecord.views import terminal

    known = known_people(table) if table else None
    with open_record(path, create=True) as record, progress("reading", quiet) as tell:
        if known is not None:
            record.know(known)
        added = record.add(
            sources,
            progress=tell,
            jobs=jobs,
            keep=keep,
            waiting=lambda: remark_busy(path, quiet),
            allow_private=allow_private,
        )
    if as_json:
        print_json(rows.added_row(added))
    else:
        terminal.print_added(added, path, quiet=quiet)
    return BAD if added.failures else FOUND


@onrecord.command()
@sources_argument
@fast_option
@click.option("--speech-only", is_flag=True, help="Leave out what was thought, wished or meant, not said or written.")
@private_option
@quiet_option
def statements(sources: tuple[str, ...], fast: bool, speech_only: bool, allow_private: bool, quiet: bool) -> int:
    """Print who says what in each report, one JSON line a report. No record is made or used."""
    from onrecord.model import Failure
    from onrecord.pipeline import rows
    from onrecord.pipeline.found import read_all
    from onrecord.pipeline.stages import find, only_speech
    from onrecord.views.files import write_jsonl

    failed = False

    def lines() -> Iterator[dict[str, Any]]:
        nonlocal failed
        for item in read_all(sources, allow_private=allow_private):
            if isinstance(item, Failure):
                failed = True
                click.echo(f"onrecord: {item.location}: {item.why}", err=True)
            else:
                finding = find(item, fast=fast)
                yield rows.finding_row(only_speech(finding) if speech_only else finding)
            tell(item)

    with progress("reading", quiet) as tell:
        write_jsonl(lines(), sys.stdout.buffer)
    return BAD if failed else FOUND


@onrecord.command()
@click.argument("table", type=click.Choice((*TABLES, *DESCRIPTIONS)))
@record_option
@click.option("--as", "form", type=click.Choice(EXPORTS), default="jsonl", show_default=True)
@click.option("-o", "--output", "out", metavar="FILE", help="Write to a file instead of standard output.")
def export(table: str, path: str, form: str, out: str | None) -> int:
    """Print a table of the record, the codebook of all tables, or the metadata with which Datasette opens the record.

    jsonld is of reports, statements, people and utterances; annotations of statements and utterances; tei of
    utterances.
    """
    from onrecord.views.exports.tables import describe, export_table, refuse_form
    from onrecord.views.files import output

    if table in DESCRIPTIONS:
        with output(out, record=path) as stream:
            describe(table, form, path, stream)
        return FOUND
    refuse_form(table, form)
    with up_to_date(path) as record, output(out, record=path) as stream:
        export_table(record, table, form, stream)
    return FOUND


@onrecord.command()
@click.argument("quotation", metavar="QUOTATION|DRAFT")
@click.option("--by", callback=words, metavar="NAME", help="Who is said to have said it; a surname will do.")
@click.option(
    "--on", callback=words, metavar="DAY", help="The day or month in which it was said: 2025-04-15, 15 April 2025."
)
@click.option("--html", "page", callback=given, metavar="FILE", help="Of a draft: write the answers as a page.")
@record_option
@json_option
def check(quotation: str, by: str | None, on: str | None, page: str | None, path: str, as_json: bool) -> int:
    """Check a quotation, or every quotation of a draft (.md .txt .html .docx, or - for standard input).

    Exit code 0: all are exact or abridged; 1: something wants a look; 2: bad use or unreadable input.
    """
    if _is_draft(quotation):
        if by or on:
            raise UsageError("a draft says itself who is quoted; --by and --on go with a single quotation")
        return _check_draft(quotation, page, path, as_json)
    if page:
        raise UsageError("--html goes with a draft; of a single quotation there is --json")
    from onrecord.pipeline import rows
    from onrecord.views import terminal

    in_utf8(quotation)
    with up_to_date(path) as record:
        answer = record.check(quotation, by=record.name_meant(by) if by else None, on=_period(on))
        if as_json:
            print_json(rows.check_row(answer))
        else:
            terminal.print_check(answer, record)
    return FOUND if answer.verdict in ("exact", "abridged") else LOOK


@onrecord.command()
@click.argument("story", callback=words, required=False)
@record_option
@form_option
@out_option
@json_option
def brief(story: str | None, path: str, form: str, out: str | None, as_json: bool) -> int:
    """Print all that is on record of a story: who said what in which words, figures, time line, people.

    STORY is an id or words of a title; without it, the story with the most reports.
    """
    from onrecord.pipeline import rows
    from onrecord.views.brief import render

    _refuse_two_outputs(as_json, out)
    with up_to_date(path) as record:
        found = record.brief(story)
    if as_json:
        print_json(rows.brief_row(found))
    else:
        _write_page(lambda form, width: render(found, form, width=width), form, out, path)
    return FOUND


@onrecord.command()
@click.argument("reports", nargs=-1, required=True, callback=all_words, metavar="REPORT REPORT...")
@record_option
@form_option
@out_option
@json_option
def compare(reports: tuple[str, ...], path: str, form: str, out: str | None, as_json: bool) -> int:
    """Set reports side by side: what they have in common, in whose words, and what only one has.

    REPORT is the id of a report on record or the beginning of one, its address, or its file.
    """
    from onrecord.pipeline import rows
    from onrecord.views.compare import render

    _refuse_two_outputs(as_json, out)
    with up_to_date(path) as record:
        found = record.compare(reports)
    if as_json:
        print_json(rows.comparison_row(found))
    else:
        _write_page(lambda form, width: render(found, form, width=width), form, out, path)
    return FOUND


@onrecord.command()
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=1), help="List so many.")
@record_option
@json_option
def stories(limit: int, path: str, as_json: bool) -> int:
    """List the stories, the latest first."""
    from onrecord.pipeline import rows
    from onrecord.views import terminal

    with up_to_date(path) as record:
        found = record.stories()
    if as_json:
        print_json([rows.story_row(story) for story in found])
    else:
        terminal.print_stories(found, limit=limit)
    return FOUND


@onrecord.command()
@click.argument("name", callback=words)
@click.option("--full", is_flag=True, help="Print every wording in full.")
@record_option
@json_option
def who(name: str, full: bool, path: str, as_json: bool) -> int:
    """Print what a person is on record as saying, over time, and where that changed."""
    from onrecord.pipeline import rows
    from onrecord.views.terminal import console
    from onrecord.views.who_terminal import print_people
    from onrecord.views.who_view import view_of_person

    with up_to_date(path) as record:
        found = record.who(name)
    if as_json:
        print_json([rows.who_row(each) for each in found])
    else:
        print_people(name, [view_of_person(each) for each in found], console(), full=full)
    return FOUND if found else LOOK


for each in (edits, watch, people, outlets, rule):
    onrecord.add_command(each)


@onrecord.command()
@click.argument("query", required=False, default="")
@click.option(
    "--said", is_flag=True, help="Only in what was said, the latest first; so it is with any of the next options."
)
@click.option("--by", callback=words, metavar="NAME", help="Said by: a name, or a part of one.")
@click.option("--outlet", callback=words, metavar="NAME", help="In reports of an outlet, as the record names it.")
@click.option("--form", type=click.Choice(["direct", "mixed", "indirect"]), help="Said in this form.")
@click.option("--from", "first", callback=words, metavar="DAY", help="In reports of this day, month or year, or later.")
@click.option("--to", "last", callback=words, metavar="DAY", help="In reports of this day, month or year, or earlier.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000))
@record_option
@json_option
def search(
    query: str, limit: int, path: str, as_json: bool, said: bool,
    by: str | None, outlet: str | None, form: "Form | None", first: str | None, last: str | None,
) -> int:  # fmt: skip
    """Find words in the reports; words between marks are a phrase."""
    from onrecord.model import Narrowing
    from onrecord.pipeline import rows
    from onrecord.views import terminal

    begins, ends = _period(first), _period(last)
    narrowing = Narrowing(
        outlet=outlet, form=form, speaker=by, first=begins.first if begins else None, last=ends.last if ends else None
    )
    if said or narrowing != Narrowing():
        return _search_said(query, narrowing, limit, path, as_json)
    if not query:
        raise UsageError("there is no word to search for")

    with open_record(path) as record:
        hits = record.search(query, limit=limit)
        if as_json:
            print_json([rows.hit_row(hit) for hit in hits])
        else:
            terminal.print_hits(query, hits, record)
    return FOUND if hits else LOOK


@onrecord.command()
@click.option("--port", default=8031, show_default=True, type=click.IntRange(0, 65_535), help="0 is any that is free.")
@click.option(
    "--host", callback=given, default="127.0.0.1", show_default=True, help="The address to listen on; others than this"
    " machine's let whoever reaches it read the record.",
)  # fmt: skip
@click.option("--edit", is_flag=True, help="Take rulings on the page.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Another name the page may be asked for by.")
@record_option
def serve(port: int, host: str, edit: bool, names: tuple[str, ...], path: str) -> int:
    """Open the record as a web page, until Ctrl-C; the same addresses with .json are data."""
    from onrecord.views.web.serve import serve as run

    with up_to_date(path):
        pass
    run(
        path,
        host,
        port,
        edit=edit,
        names=names,
        ready=lambda address: click.echo(f"onrecord: {address} (Ctrl-C ends it)"),
    )
    return FOUND


onrecord.add_command(mcp)


@onrecord.command()
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD.jsonl")
@fast_option
@click.option("--errors", "out", metavar="FILE", help="Write each error, as JSON lines.")
@json_option
def evaluate(gold: Path, fast: bool, out: str | None, as_json: bool) -> int:
    """Measure the finder of statements on articles that you have marked.

    A line of GOLD.jsonl is {"id", "text", "attributions": [{"content": [[start, end], ...], "cue", "source"}]}.
    """
    from onrecord.pipeline import evaluate as run
    from onrecord.pipeline import rows
    from onrecord.statements.gold import read_articles
    from onrecord.views import terminal
    from onrecord.views.files import output, write_jsonl

    answers = [run.answer(article, fast=fast) for article in read_articles(gold)]
    if out:
        with output(out) as stream:
            write_jsonl(run.errors(answers), stream)
    evaluation = run.evaluate(answers)
    if as_json:
        print_json(rows.evaluation_row(evaluation))
    else:
        terminal.print_evaluation(evaluation)
    return FOUND


for each in (verify, rebuild, backup, failures, retry):
    onrecord.add_command(each)


def _search_said(query: str, narrowing: "Narrowing", limit: int, path: str, as_json: bool) -> int:
    """Find what was said, and print it."""
    from onrecord.pipeline import page_rows
    from onrecord.views import terminal

    with up_to_date(path) as record:
        found = record.search_said(query, narrowing, limit=limit)
    if as_json:
        print_json([page_rows.saying_row(each) for each in found])
    else:
        terminal.print_sayings(query, found)
    return FOUND if found else LOOK


def _check_draft(location: str, page: str | None, path: str, as_json: bool) -> int:
    from onrecord.pipeline import rows
    from onrecord.pipeline.drafts import check_draft
    from onrecord.views import draft_page
    from onrecord.views.draft_terminal import print_draft
    from onrecord.views.files import output

    if page and Path(page).exists() and Path(location).exists() and Path(page).samefile(location):
        raise UsageError(f"{page}: this is the draft; name another file with --html")
    with up_to_date(path) as record:
        draft = check_draft(record, location)
        if page:
            with output(page, "--html", record=path) as stream:
                stream.write(draft_page.render(draft).encode())
        if as_json:
            print_json(rows.draft_row(draft))
        else:
            print_draft(draft, page)
    return FOUND if all(each.check.verdict in ("exact", "abridged") for each in draft.quotations) else LOOK


def _is_draft(argument: str) -> bool:
    """Tell a draft from a quotation: a file that is there, or what ends like one and is no sentence."""
    if argument == "-" or not argument.lower().endswith(DRAFTS):
        return argument == "-"
    is_path = os.sep in argument or not any(letter.isspace() for letter in argument)
    return is_path or argument.lower().endswith(OFFICE) or Path(argument).exists()


def _write_page(render: "Callable[[str, int], str]", form: str, out: str | None, record: str) -> None:
    """Write what a view renders, in the form that is asked for or that the name of the file tells."""
    from onrecord.views.files import output

    if out and form == "text":
        form = _form_of(out)
    width = 100 if out else shutil.get_terminal_size((100, 24)).columns
    with output(out, record=record) as stream:
        stream.write(render(form, width).encode())


def _form_of(out: str) -> str:
    suffix = Path(out).suffix.lower()
    if suffix in (".pdf", ".docx", ".doc", ".odt", ".json"):
        raise UsageError(f"{out}: this is written as .md, .html or text; print the page to make a PDF of it")
    return {".md": "markdown", ".html": "html", ".htm": "html"}.get(suffix, "text")


def _period(text: str | None) -> "Period | None":
    """Read what a user names, if anything."""
    from onrecord.views.typed_days import typed_period

    return typed_period(text) if text is not None else None


def _refuse_two_outputs(as_json: bool, out: str | None) -> None:
    if as_json and out:
        raise UsageError("--json prints data on standard output, -o writes a page; give one of them")
