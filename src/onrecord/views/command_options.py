"""What the commands have in common: options, checks of what is typed, the record opened, data printed."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from onrecord.pipeline.local import Record

BUSY = "another run adds to this record; this one goes on when that has ended"
FOUND, LOOK, BAD = 0, 1, 2  # exit codes: all is well; something wants a look; bad use or unreadable input


def given(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse what is empty, as a variable of the shell is that was never set."""
    if value is not None and not value.strip():
        raise click.BadParameter("it is empty.")
    return value


def in_utf8(value: str | None) -> str | None:
    """Refuse what is not UTF-8."""
    try:
        (value or "").encode()
    except UnicodeEncodeError:
        raise click.BadParameter(f"{value!r} is not UTF-8; type it on a terminal that is.") from None
    return value


def words(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse words for the record that are empty or not UTF-8; the name of a file need not be UTF-8."""
    return given(context, parameter, in_utf8(value))


def all_words(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse each that is empty or not UTF-8."""
    for value in values:
        words(context, parameter, value)
    return values


record_option = click.option(
    "--record", "path", callback=given, envvar="ONRECORD", default="onrecord.db", show_default=True, metavar="FILE",
    help="The record to use; $ONRECORD names another default.",
)  # fmt: skip
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No progress and no remarks on standard error.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
private_option = click.option(
    "--allow-private", is_flag=True, help="Ask addresses of this computer and of its network, too."
)
fast_option = click.option("--fast", is_flag=True, help="By rule alone: eight times as fast, half the indirect speech.")
form_option = click.option(
    "--as", "form", type=click.Choice(["text", "markdown", "html"]), default="text", show_default=True
)
out_option = click.option(
    "-o", "--output", "out", metavar="FILE", help="Write to a file; .md and .html choose their form."
)
sources_argument = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


jobs_option = click.option(
    "--jobs", envvar="ONRECORD_JOBS", type=click.IntRange(0, 256), default=cores, metavar="N",
    help="Read in so many processes, one a core by default; 0 reads in this one.",
)  # fmt: skip
keep_option = click.option(
    "--keep/--no-keep", default=True, show_default=True, help="Keep the bytes of reports, for onrecord rebuild."
)


class Commands(click.Group):
    """List the commands in the order in which a newcomer needs them."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Give the names in the order of their definition."""
        return list(self.commands)


def open_record(path: str, *, create: bool = False) -> "Record":
    """Open a record, or make a new one."""
    from onrecord.pipeline.local import Record

    return Record(path, create=create)


@contextmanager
def up_to_date(path: str) -> "Iterator[Record]":
    """Open a record for reading, and say so if it is behind and can't be written."""
    with open_record(path) as record:
        with _waiting("putting together what the reports say") if record.is_stale else nullcontext():
            record.refresh()
        if record.is_behind:
            click.echo(
                f"onrecord: {path}: what came last is not in this answer, for the record may only be read; whoever may"
                f" write it refreshes it with: onrecord stories --record {path}",
                err=True,
            )
        yield record


@contextmanager
def _waiting(what: str) -> "Iterator[None]":
    """Say what takes its time, on a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def remark_busy(path: str, quiet: bool) -> None:
    """Say that another run has to end first."""
    if not quiet:
        click.echo(f"onrecord: {path}: {BUSY}", err=True)


@contextmanager
def progress(what: str, quiet: bool) -> "Iterator[Callable[[object], None]]":
    """Count the reports as they pass, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda item: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed} reports"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what)
        yield lambda item: progress.advance(task)


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
