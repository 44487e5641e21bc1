"""What is told of a record's keeping, for people on a terminal."""

from collections.abc import Mapping, Sequence

from rich.markup import escape

from onrecord.model import KeptFailure, Rebuilt, Retried, Verified
from onrecord.views.brief_view import clean, count_text
from onrecord.views.keep_view import failure_text, maker_text, problem_text
from onrecord.views.terminal import console

# What was looked at, as lines: tables by their nouns, and what holds of them.
PROVED: tuple[tuple[dict[str, tuple[str, str]], str], ...] = (
    (
        {"reports": ("report", "reports"), "statements": ("statement", "statements"), "spans": ("place", "places")},
        "every place gives back its text, every digest and id is that of its report",
    ),
    (
        {"payloads": ("file", "files")},
        "the bytes are kept, and every hash is that of its bytes",
    ),
    (
        {
            "people": ("person", "people"), "utterances": ("utterance", "utterances"), "stories": ("story", "stories"),
            "families": ("family", "families"), "reuse": ("pair of copies", "pairs of copies"),
            "figures": ("group of figures", "groups of figures"), "timeline": ("event", "events"),
        },
        "all that they name is on record, and is printed there",
    ),
)  # fmt: skip


def print_verified(verified: Verified, path: str) -> None:
    """Say what holds, or what does not, a line each."""
    out = console()
    for problem in verified.problems:
        out.print(f"[red]{escape(problem_text(problem))}[/]", soft_wrap=True)
    if verified.problems:
        out.print(
            f"{escape(path)}: {count_text(len(verified.problems), 'problem')}; restore it from a copy, or,"
            " where only what is derived is hurt, mend it with: onrecord rebuild",
            soft_wrap=True,
        )
        return
    out.print(f"{escape(path)}: all of it holds ({verified.seconds:,.1f} seconds)")
    checked = dict(verified.checked)
    for nouns, holds in PROVED:
        if any(checked.get(each) for each in nouns):
            out.print(f"  {_counted(checked, nouns)}: {holds}", soft_wrap=True)
    if without := checked.get("places without"):
        out.print(f"  of {count_text(without, 'place')} where reports were found the bytes are not kept")
    for maker, often in verified.made_by:
        out.print(f"  {count_text(often, 'report')} read by {maker_text(maker)}")
    if verified.derived_by:
        out.print(f"  what they say together derived by {maker_text(verified.derived_by)}")
    for each in verified.left_out:
        out.print(f"  [yellow]not looked at:[/] {escape(each)}", soft_wrap=True)


def print_failures(failures: Sequence[KeptFailure], path: str) -> None:
    """Print what could not be read, a line each."""
    out = console()
    for kept in failures:
        last = kept.noted.replace("T", " ").removesuffix("Z")
        tried = f"{count_text(kept.tries, 'try', 'tries')}, the last {last} UTC"
        out.print(escape(clean(f"{failure_text(kept.failure)} ({tried})")), soft_wrap=True)
    if not failures:
        out.print(f"{escape(path)}: nothing failed")
    elif any(kept.source for kept in failures):
        out.print(
            f"[dim]{count_text(len(failures), 'place')} failed; try again with: onrecord retry[/]", soft_wrap=True
        )


def print_retried(retried: Retried, path: str) -> None:
    """Say what came of trying again, a line for each place that still fails."""
    errors = console(stderr=True)
    why = {(each.location, each.stage): each for each in retried.added.failures}
    for each in retried.failing:
        errors.print(f"[red]onrecord: {escape(clean(failure_text(why.get((each.location, each.stage), each))))}[/]",
                     soft_wrap=True)  # fmt: skip
    for each in retried.untried:
        errors.print(
            f"onrecord: {escape(clean(each.location))}: it is not known what it was read from, as of standard input;"
            " add it again from where it lies",
            soft_wrap=True,
        )
    added = retried.added
    parts = [
        f"{len(retried.mended)} read now", f"{len(retried.gone)} gone from their source",
        f"{len(retried.failing)} still failing", f"{len(added.new)} added",
    ]  # fmt: skip
    console().print(f"{escape(path)}: {', '.join(parts)}")


def print_rebuilt(rebuilt: Rebuilt, path: str, *, dry_run: bool) -> None:
    """Say what changed, a line for each report and statement, and how much in all."""
    out, errors = console(), console(stderr=True)
    for failure in rebuilt.failures:
        line = f"onrecord: {failure_text(failure)}; what is on record of it stays"
        errors.print(f"[red]{escape(clean(line))}[/]", soft_wrap=True)
    counts = dict(rebuilt.counts)
    lines = [f"{_moved_text(each.before, each.after)}: {_what_text(each.what)}" for each in rebuilt.reports]
    for each in rebuilt.statements:
        named = f"{_moved_text(each.before or '', each.after or '')}: {_what_text(each.what)}"
        lines.append(f"new {each.after}" if each.before is None else named if each.after else f"gone {each.before}")
    for line in lines:
        out.print(escape(clean(line)), soft_wrap=True)
    more = sum(counts.values()) - len(lines)
    if more:
        out.print(f"and {more:,} more changes of reports and statements")
    for table in rebuilt.tables:
        out.print(f"{table.table}: {table.came:,} came, {table.went:,} went, {table.other:,} other than they were")
    told = [
        f"{count_text(counts[kind], noun)} {how}"
        for kind, noun, how in (
            ("reports", "report", "other"), ("new", "statement", "new"), ("gone", "statement", "gone"),
            ("other", "statement", "other"),
        )
        if counts.get(kind)
    ]  # fmt: skip
    if not told:
        told = ["what they say together changed, they did not" if rebuilt.tables else "nothing changed"]
    read = count_text(rebuilt.from_bytes + rebuilt.from_text, "report")
    how = f"{rebuilt.from_bytes:,} from their bytes, {rebuilt.from_text:,} from their text"
    end = "; nothing was written" if dry_run else ""
    rest = ", after those that a run before had come to" if rebuilt.resumed else ""
    out.print(f"{escape(path)}: {read} made anew ({how}){rest}: {', '.join(told)}{end}", soft_wrap=True)


def _moved_text(before: str, after: str) -> str:
    return before if before == after else f"{before} is {after}"


def _what_text(what: Sequence[str]) -> str:
    return f"other {', '.join(what)}" if what else "another id"


def _counted(checked: Mapping[str, int], nouns: Mapping[str, tuple[str, str]]) -> str:
    return ", ".join(count_text(checked[each], *nouns[each]) for each in nouns if checked.get(each))
