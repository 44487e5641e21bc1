"""The commands that keep a record for good: proof that it holds, all made anew, copies, and what failed."""

from pathlib import Path

import click

from onrecord.views.command_options import BAD, FOUND, given, json_option, open_record, print_json, record_option


@click.command()
@record_option
@json_option
def verify(path: str, as_json: bool) -> int:
    """Prove that every span gives back its text, every hash and id holds, and every table agrees with the others.

    Prints a line for each problem. Exit code 0: all of it holds; 2: something does not.
    """
    from onrecord.pipeline import keep_rows
    from onrecord.views import keep_terminal

    with open_record(path) as record:
        found = record.verify()
    if as_json:
        print_json(keep_rows.verified_row(found))
    else:
        keep_terminal.print_verified(found, path)
    return BAD if found.problems else FOUND


@click.command()
@click.argument("target", callback=given, metavar="FILE")
@click.option("--force", is_flag=True, help="Write over FILE.")
@record_option
def backup(target: str, force: bool, path: str) -> int:
    """Copy the record to FILE as it stands now, while others read and write it."""
    with open_record(path) as record:
        record.backup(target, force=force)
    click.echo(f"{target}: a copy of {path}, {Path(target).stat().st_size:,} bytes")
    return FOUND
