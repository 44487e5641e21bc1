"""The commands that keep a record for good: proof that it holds, all made anew, copies, and what failed."""

from pathlib import Path

import click

from onrecord.views.command_options import (
    BAD,
    FOUND,
    all_words,
    given,
    jobs_option,
    json_option,
    keep_option,
    open_record,
    print_json,
    private_option,
    progress,
    quiet_option,
    record_option,
    remark_busy,
)


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
@click.option("--dry-run", is_flag=True, help="Only say what would change; a copy is made for it, and thrown away.")
@jobs_option
@record_option
@quiet_option
@json_option
def rebuild(dry_run: bool, jobs: int, path: str, quiet: bool, as_json: bool) -> int:
    """Make everything anew from the bytes of the reports, and say what changed.

    Of a report whose bytes were not kept the text stays as it is. Rulings stay, and what can't be read now stays as it
    was. A run that was killed goes on where it was.
    """
    from onrecord.pipeline import keep_rows
    from onrecord.views import keep_terminal

    with open_record(path) as record, progress("reading", quiet) as tell:
        rebuilt = record.rebuild(dry_run=dry_run, progress=tell, jobs=jobs, waiting=lambda: remark_busy(path, quiet))
    if as_json:
        print_json(keep_rows.rebuilt_row(rebuilt))
    elif not quiet:
        keep_terminal.print_rebuilt(rebuilt, path, dry_run=dry_run)
    return BAD if rebuilt.failures else FOUND


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


@click.command()
@click.option(
    "--forget",
    "forgotten",
    multiple=True,
    callback=all_words,
    metavar="PLACE",
    help="Take what failed at a place, or in a file or folder, off the list.",
)
@record_option
@json_option
def failures(forgotten: tuple[str, ...], path: str, as_json: bool) -> int:
    """List what could not be read: the place, why, at which stage, how often and when last."""
    from onrecord.pipeline import keep_rows
    from onrecord.views import keep_terminal

    with open_record(path) as record:
        if forgotten:
            record.forget_failures(forgotten)
        found = record.failures()
    if as_json:
        print_json([keep_rows.kept_failure_row(each) for each in found])
    else:
        keep_terminal.print_failures(found, path)
    return FOUND


@click.command()
@click.argument("places", nargs=-1, callback=all_words, metavar="[PLACE...]")
@jobs_option
@keep_option
@private_option
@record_option
@quiet_option
@json_option
def retry(
    places: tuple[str, ...], jobs: int, keep: bool, allow_private: bool, path: str, quiet: bool, as_json: bool
) -> int:
    """Read again what failed, at some places or at all, and take what fails no more off the list.

    PLACE is one that `onrecord failures` lists, or a file or folder with some in it.
    """
    from onrecord.pipeline import keep_rows
    from onrecord.views import keep_terminal

    with open_record(path) as record, progress("reading", quiet) as tell:
        retried = record.retry(
            places,
            progress=tell,
            jobs=jobs,
            keep=keep,
            waiting=lambda: remark_busy(path, quiet),
            allow_private=allow_private,
        )
    if as_json:
        print_json(keep_rows.retried_row(retried))
    elif not quiet:
        keep_terminal.print_retried(retried, path)
    return BAD if retried.failing else FOUND
