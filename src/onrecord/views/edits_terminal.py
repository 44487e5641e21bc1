"""What outlets edited after publication, on a terminal: edition by edition, the words that changed marked."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.model import Edit, Edition, EditOnRecord, Reading, Rewording, Variant
from onrecord.pipeline.edits import day_of
from onrecord.views.brief import SENSES, cleaned_inside, name_of
from onrecord.views.brief_marks import Piece, mark_up, shortened
from onrecord.views.brief_terminal import marked
from onrecord.views.brief_view import clean, clipped, count_text, prose
from onrecord.views.terminal import console

AFTER = "after"  # the sign of the later edition
LONGEST_TEXT, LONGEST_TITLE = 400, 160
WAYS = {
    "reattributed": "said by somebody else",
    "unquoted": "no longer in quotation marks",
    "quoted": "now in quotation marks",
}
GROUNDS = {
    "retrieved": "",
    "published": "  (in the order of their days of publication)",
    "arrival": "  (in the order in which they came onto the record)",
}


def print_edits(found: Sequence[EditOnRecord], out: Console | None = None, *, is_narrowed: bool = False) -> None:
    """Print edits, or that there are none, in all or of what was asked for."""
    out = out or console()
    if not found:
        none = "no quotation, statement or figure was edited in the editions on record"
        narrowed = "no edit on record is of what was asked for; `onrecord edits` lists all"
        out.print(narrowed if is_narrowed else none, soft_wrap=True)
        return
    for number, (_, edits) in enumerate(groupby(found, key=lambda each: (each.before.report, each.after.report))):
        if number:
            out.print()
        _print_edition(list(edits), out)


def _print_edition(found: Sequence[EditOnRecord], out: Console) -> None:
    report, before, after = found[0].report, found[0].before, found[0].after
    heading = Text(clean(name_of(report)), "bold")
    if report.headline:
        heading.append(f"  {clipped(clean(report.headline), LONGEST_TITLE)}", "not bold")
    out.print(heading)
    out.print(Text(f"  {clean(report.url or '')}", "dim"), soft_wrap=True)
    out.print(Text(f"  {times_text(before, after, day_of(report, after))}", "dim"), soft_wrap=True)
    out.print(Text(f"  {count_text(len(found), 'edit')}", "dim"))
    for each in found:
        out.print(Padding(_told(each.edit), (0, 0, 0, 2), expand=False))
        for line in _lines(each.edit):
            out.print(Padding(line, (0, 0, 0, 4), expand=False))


def times_text(before: Edition, after: Edition, published: str | None) -> str:
    """Say when two editions were seen, and what puts them in this order.

    >>> one = Edition("a", "2031-05-12T08:00:00Z", "2031-05-12T09:30:00Z", "retrieved")
    >>> times_text(one, Edition("b", "2031-05-12T11:00:00Z", "2031-05-12T11:00:00Z", "retrieved"), None)
    'seen 2031-05-12 08:00 to 09:30 UTC, then 2031-05-12 11:00 UTC'
    """
    if after.ground == "published":
        return f"published {published}{GROUNDS[after.ground]}"
    seen = "seen" if after.ground == "retrieved" else "on record since"
    return f"{seen} {_time(before)}, then {_time(after)}{GROUNDS[after.ground]}"


def _time(edition: Edition) -> str:
    if edition.first is None or edition.last is None:
        return "at a time that nobody noted"
    first, last = (f"{each[:10]} {each[11:16]}" for each in (edition.first, edition.last))
    if edition.ground == "arrival" or first == last:
        return f"{first} UTC"
    return f"{first} to {last[11:] if first[:10] == last[:10] else last} UTC"


def _told(edit: Edit) -> Text:
    """Say in a line what was edited, whose it is, and what that does to the sense."""
    line = Text(f"{edit.what} {edit.change}", "bold")
    counted = f" of {clean(edit.counts)}" if edit.counts else ""
    by = f"{clean(edit.speaker_before)}, now {clean(edit.speaker or '')}" if edit.speaker_before else edit.speaker or ""
    line.append(f"{counted}{f'  {clean(by)}' if by else ''}", "not bold")
    senses = {SENSES[each.sense] for each in edit.words if each.sense} if edit.what != "figure" else set()
    effects = [*(WAYS[way] for way in edit.ways if way in WAYS), *sorted(senses)]
    return line.append(f"  {', '.join(effects)}" if effects else "", "not bold yellow")


def _lines(edit: Edit) -> list[Text]:
    if edit.what == "figure":
        return [Text(" → ".join(clean(each) for each in (edit.before_text, edit.after_text) if each))]
    if edit.change == "changed" and edit.words:
        return [marked(pieces_of(edit.before_text or "", edit.words))]
    printed = edit.after_text or edit.before_text or ""
    return [Text(clipped(prose(printed), LONGEST_TEXT))]


def pieces_of(text: str, words: Sequence[Rewording]) -> tuple[Piece, ...]:
    """Give the words of the earlier edition with what the later one has instead.

    >>> change = Rewording((2, 3), "not", "", "left out", "negation")
    >>> [(piece.mark, piece.text) for piece in pieces_of("I was not told.", (change,))]
    [('same', 'I was '), ('left out', 'not'), ('same', ' told.')]
    """
    variants = [Variant(each.at, each.lemma, (Reading(each.reading, (AFTER,), each.change),)) for each in words]
    pieces = shortened(mark_up(text, variants, AFTER))
    return tuple(Piece(cleaned_inside(piece.text), piece.mark) for piece in pieces)
