"""The demonstration: the sample reports into a record, a brief, two quotations checked, and what to try next."""

from rich.markup import escape

from onrecord.demo import QUOTATIONS, demo_reports
from onrecord.pipeline.local import Record
from onrecord.views import terminal
from onrecord.views.brief import render


def run_demo(record: Record, path: str) -> None:
    """Run the whole on the reports that come with the package, into the record at ``path``."""
    out = terminal.console()
    out.rule("reading the sample reports", align="left")
    terminal.print_added(record.add(str(demo_reports())), path, quiet=False)
    out.rule("the brief of a story", align="left")
    out.print(render(record.brief(), "text", width=out.width), markup=False, soft_wrap=True, end="")
    for quotation, name in QUOTATIONS:
        out.rule("checking a quotation", align="left")
        command = f'$ onrecord check "{quotation}" --by "{name}" --record {path}'
        out.print(f"[dim]{escape(command)}[/]", soft_wrap=True)
        terminal.print_check(record.check(quotation, by=name), record)
    out.rule("what to try next", align="left")
    for line in (
        f"onrecord serve --record {path}    # all of it in the browser",
        f"onrecord stories --record {path}",
        f"onrecord brief --as html -o brief.html --record {path}",
        f"onrecord export utterances --as csv --record {path}",
        "onrecord add YOUR-REPORTS/    # then: onrecord brief",
    ):
        out.print(f"  {escape(line)}", soft_wrap=True)
