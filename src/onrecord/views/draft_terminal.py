"""A checked draft on a terminal: each quotation with its line, its verdict and what is on record."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.model import Draft
from onrecord.views.brief_terminal import marked
from onrecord.views.brief_view import clean
from onrecord.views.draft_view import DraftView, QuotationView, summary_of, view_of
from onrecord.views.terminal import STYLES, console


def print_draft(draft: Draft, page: str | None = None) -> None:
    """Print each quotation of a draft with its answer; if ``page`` is a file that has them, only how many there are."""
    out = console()
    if draft.quotations and page is None:
        _print_answers(view_of(draft), out)
    summary = summary_of([each.check.verdict for each in draft.quotations])
    written = f"; see {clean(page)}" if page else ""
    out.print(Text(f"{clean(draft.location)}: {summary}{written}"), soft_wrap=True)


def _print_answers(view: DraftView, out: Console) -> None:
    for quotation in view.quotations:
        _print_quotation(quotation, out)
        out.print()
    for verdict, meaning, numbers in view.counts:
        line = Text(f"{len(numbers):>5,}  ").append(f"{verdict:<13}", f"bold {STYLES.get(verdict, 'yellow')}")
        out.print(line.append(f"  {meaning}", "dim"))


def _print_quotation(quotation: QuotationView, out: Console) -> None:
    head = Text(f"line {quotation.line:,}  ", "dim")
    head.append(quotation.verdict, f"bold {STYLES.get(quotation.verdict, 'yellow')}")
    head.append(f", {', '.join(quotation.senses)}" if quotation.senses else "", "bold yellow")
    out.print(head.append(f"  {quotation.who}", "bold"))
    out.print(Padding(Text("“").append(marked(quotation.pieces)).append("”"), (0, 0, 0, 4), expand=False))
    out.print(Padding(Text(quotation.says, "dim"), (0, 0, 0, 4), expand=False))
    if quotation.verdict == "exact":
        return
    for place in quotation.places:
        line = Text(f"{quotation.heading}: ", "dim").append(place.words, "not dim")
        out.print(Padding(line.append(f"  {place.label}", "dim"), (0, 0, 0, 4), expand=False))
    if quotation.suggestion:
        line = Text("suggested: ", "dim").append(f"“{quotation.suggestion}”", "not dim green")
        out.print(Padding(line, (0, 0, 0, 4), expand=False))
