"""What the reports of a story count, and where their figures disagree."""

from collections.abc import Iterable, Mapping

from onrecord.model import Attribution, FigureGroup, Report, Statement, Story


def compare_figures(
    story: Story, reports: Iterable[Report], statements: Mapping[str, tuple[tuple[Statement, Attribution], ...]]
) -> tuple[FigureGroup, ...]:
    """Group the figures that two reports or more give for one thing, and judge whether all can be true.

    >>> compare_figures(Story("s", "", None, ()), (), {})
    ()
    """
    return ()
