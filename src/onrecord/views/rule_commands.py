"""The commands by which an editor has a say: the tables of people and of outlets, and rulings."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import click

from onrecord.errors import UsageError
from onrecord.views.command_options import (
    FOUND,
    Commands,
    given,
    json_option,
    open_record,
    print_json,
    record_option,
    up_to_date,
    words,
)

if TYPE_CHECKING:
    from onrecord.model import PairKind, Ruling
    from onrecord.pipeline.local import Record

Command = Callable[..., int]


@dataclass(frozen=True, slots=True)
class Kept:
    """A table that the record keeps for its user: how it is read, kept, given back and printed."""

    noun: str
    nouns: str
    read: "Callable[[str], tuple[Any, ...]]"
    keep: "Callable[[Record, tuple[Any, ...]], None]"
    kept: "Callable[[Record], tuple[Any, ...]]"
    row_of: "Callable[[Any], dict[str, Any]]"


def table_arguments(nouns: str) -> Callable[[Command], Command]:
    """Give a command what one that keeps a table takes: a file, or --forget, and the record."""

    def arguments(command: Command) -> Command:
        forget = click.option("--forget", is_flag=True, help=f"Take the table of {nouns} off the record.")
        table = click.argument("table", callback=given, required=False, metavar="[FILE.csv]")
        return table(forget(record_option(command)))

    return arguments


def keep_or_print(what: Kept, table: str | None, path: str, *, forget: bool) -> int:
    """Keep the table of a file in the place of the one before, or none, or print the one that is kept."""
    from onrecord.views.files import write_csv

    if table and forget:
        raise UsageError("give a table, or --forget, but not both")
    known = what.read(table) if table else ()
    with open_record(path, create=bool(table)) as record:
        if table or forget:
            what.keep(record, known)
            click.echo(f"{path}: {len(known)} {what.noun if len(known) == 1 else what.nouns} known")
        else:
            write_csv(map(what.row_of, what.kept(record)), sys.stdout.buffer)
    return FOUND


@click.command()
@table_arguments("people")
def people(table: str | None, forget: bool, path: str) -> int:
    """Keep a table of people in the record, or print the one that it keeps.

    Its columns are name, aliases (parted by ;), wikidata and same as (the name of another row); all but name may be
    missing. Whoever bears a name or an alias of a row is that row's person. A new table replaces the old one.
    """
    from onrecord.pipeline import rows
    from onrecord.pipeline.editor import known_people
    from onrecord.pipeline.local import Record

    kept = Kept("person", "people", known_people, Record.know, Record.known_people, rows.known_row)
    return keep_or_print(kept, table, path, forget=forget)


@click.command()
@table_arguments("outlets")
def outlets(table: str | None, forget: bool, path: str) -> int:
    """Keep a table of outlets in the record, or print the one that it keeps.

    Its columns are outlet (a name, or a site as elmtimes.com) and publisher. Reports of one publisher are one witness.
    A new table replaces the old one, and adds to what onrecord knows by itself.
    """
    from onrecord.pipeline import rows
    from onrecord.pipeline.editor import known_outlets
    from onrecord.pipeline.local import Record

    kept = Kept("outlet", "outlets", known_outlets, Record.know_outlets, Record.known_outlets, rows.outlet_row)
    return keep_or_print(kept, table, path, forget=forget)


def pair_arguments(command: Command) -> Command:
    """Give a command what a ruling on two takes: A, B and the record."""
    return click.argument("a", callback=words)(click.argument("b", callback=words)(record_option(command)))


def rule_pair(ruling: "PairKind", a: str, b: str, path: str) -> int:
    """Rule on two, and print the ruling."""
    with open_record(path) as record:
        _print_ruling(record.rule(ruling, a, b))
    return FOUND


@click.group(cls=Commands)
def rule() -> None:
    """Rule who is who and what is one utterance: stronger than the program, kept in the record, taken back with undo.

    Of persons, A and B are ids, as `onrecord export people` prints them, names that one person bears, or ids of
    statements. Of utterances, they are ids, as `onrecord export utterances` prints them, ids of statements, or places
    of witnesses: REPORT:START-END.
    """


@rule.command()
@pair_arguments
def same(a: str, b: str, path: str) -> int:
    """A and B are one person."""
    return rule_pair("same", a, b, path)


@rule.command()
@pair_arguments
def different(a: str, b: str, path: str) -> int:
    """A and B are two persons; to part one who was wrongly joined, name two statements."""
    return rule_pair("different", a, b, path)


@rule.command("same-utterance")
@pair_arguments
def same_utterance(a: str, b: str, path: str) -> int:
    """A and B are one thing said once."""
    return rule_pair("same-utterance", a, b, path)


@rule.command("different-utterances")
@pair_arguments
def different_utterances(a: str, b: str, path: str) -> int:
    """A and B are two things said; to part what was wrongly joined, name two statements or places."""
    return rule_pair("different-utterances", a, b, path)


@rule.command()
@click.argument("statement", callback=words)
@click.argument("name", callback=words, required=False)
@click.option("--nobody", is_flag=True, help="Nobody can be named as the speaker.")
@click.option("--organization", is_flag=True, help="NAME is that of an organization.")
@record_option
def speaker(statement: str, name: str | None, nobody: bool, organization: bool, path: str) -> int:
    """STATEMENT is by NAME."""
    if nobody == bool(name):
        raise UsageError("give the NAME of the speaker, or --nobody")
    with open_record(path) as record:
        kind: Literal["organization", "person"] = "organization" if organization else "person"
        _print_ruling(record.rule_speaker(statement, name or None, kind=kind))
    return FOUND


@rule.command("list")
@record_option
@json_option
def list_rulings(path: str, as_json: bool) -> int:
    """List the rulings, and those that have no effect at present."""
    from onrecord.pipeline import rows
    from onrecord.views import terminal

    with up_to_date(path) as record:
        found = record.rulings()
        if as_json:
            print_json([rows.ruling_row(*each) for each in found])
        else:
            terminal.print_rulings(found, record)
    return FOUND


@rule.command()
@click.argument("ruling", callback=words, metavar="ID")
@record_option
def undo(ruling: str, path: str) -> int:
    """Take a ruling back, named by its id or the beginning of it."""
    with open_record(path) as record:
        _print_ruling(record.undo(ruling), "taken back: ")
    return FOUND


def _print_ruling(ruling: "Ruling", before: str = "") -> None:
    from onrecord.pipeline.editor import told

    click.echo(f"{before}{ruling.id}  {told(ruling)}")
