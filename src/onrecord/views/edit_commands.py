"""The command that lists what outlets edited after publication."""

import click

from onrecord.errors import UsageError
from onrecord.views.command_options import FOUND, LOOK, json_option, open_record, print_json, record_option, words


@click.command()
@click.argument("url", callback=words, required=False)
@click.option("--by", callback=words, metavar="NAME", help="Of what this person said; a surname will do.")
@click.option("--outlet", callback=words, metavar="NAME", help="Of an outlet, as the record names it.")
@click.option(
    "--from", "first", callback=words, metavar="DAY", help="In editions of this day, month or year, or later."
)
@click.option("--to", "last", callback=words, metavar="DAY", help="In editions of this day, month or year, or earlier.")
@record_option
@json_option
def edits(
    url: str | None, by: str | None, outlet: str | None, first: str | None, last: str | None, path: str, as_json: bool
) -> int:
    """List quotations and figures that were changed, added or removed after publication, the latest first.

    Another text at the address of a report is another edition of it; URL is one address, and without it all are
    compared. What only moved, and what changes by itself, as counters and clocks do, is no edit.
    """
    from onrecord.pipeline.edits import edit_row
    from onrecord.views.edits_terminal import print_edits
    from onrecord.views.typed_days import typed_period

    begins, ends = (typed_period(day) if day else None for day in (first, last))
    if begins and ends and begins.first > ends.last:
        raise UsageError(f"--from {first} is after --to {last}; change them round")
    with open_record(path) as record:
        found = record.edits(
            url, outlet=outlet, speaker=by, first=begins.first if begins else None, last=ends.last if ends else None
        )
        if as_json:
            print_json([edit_row(each) for each in found])
        else:
            print_edits(found, is_narrowed=any((url, by, outlet, first, last)))
    return FOUND if found else LOOK
