"""The finder against articles that people marked: figures by form and mode, a confusion of forms, and each error."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.model import Origin, Report
from onrecord.statements import find_statements
from onrecord.statements.gold import Article, Gold
from onrecord.statements.measure import Figures, Group, Pair, Told, figures_of, match, told_in

GROUPS: dict[str, Group] = {
    "all": lambda told: True,
    "direct": lambda told: told.form == "direct",
    "mixed": lambda told: told.form == "mixed",
    "indirect": lambda told: told.form == "indirect",
    "speech": lambda told: told.mode == "speech",
    "thought": lambda told: told.mode == "thought",
}
BINS = 10  # of the reliability table


class Answer(NamedTuple):
    """An article with what was marked and found in it, and how sure the finder is of each."""

    article: Article
    marked: list[Told]
    found: list[Told]
    confidence: dict[Gold, float]

    @property
    def pairs(self) -> list[Pair]:
        """Match what was marked with what was found."""
        return match(self.marked, self.found)


class Bin(NamedTuple):
    """Statements of about one confidence: how many, their mean confidence, and the share that is right."""

    statements: int
    confidence: float
    right: float


class Evaluation(NamedTuple):
    """What was measured: figures of each group, a count for each marked and found form, and how true confidence is.

    The form "none" stands for what has no partner. ``calibration_error`` is the mean distance between confidence and
    share of right ones over ``reliability`` (Naeini, Cooper, Hauskrecht 2015).
    """

    figures: dict[str, Figures]
    confusion: dict[tuple[str, str], int]
    reliability: list[Bin]
    calibration_error: float


def evaluate(answers: Sequence[Answer]) -> Evaluation:
    """Measure what was found in some articles."""
    both = [(each.marked, each.found) for each in answers]
    forms = Counter(
        (pair.marked.form if pair.marked else "none", pair.found.form if pair.found else "none")
        for each in answers
        for pair in each.pairs
    )
    bins = list(_bins(answers))
    total = sum(each.statements for each in bins)
    return Evaluation(
        figures={name: figures_of(both, group) for name, group in GROUPS.items()},
        confusion=dict(sorted(forms.items())),
        reliability=bins,
        calibration_error=sum(each.statements * abs(each.confidence - each.right) for each in bins) / max(total, 1),
    )


def answer(article: Article, *, fast: bool = False) -> Answer:
    """Find the statements of a marked article."""
    report = Report(article.id, article.text, Origin(article.id, "", "text/plain"))
    statements = find_statements(report, fast=fast)
    found = [Gold(each.content, each.cue, each.source) for each in statements]
    sure = {gold: each.confidence for gold, each in zip(found, statements, strict=True)}
    return Answer(article, told_in(article, article.attributions), told_in(article, found), sure)


def errors(answers: Iterable[Answer]) -> Iterator[dict[str, object]]:
    """Give each error with its words, as a JSON row."""
    for each in answers:
        for pair in each.pairs:
            if pair.fault is not None:
                text = each.article.text
                yield {
                    "id": each.article.id,
                    "fault": pair.fault,
                    "marked": _words(text, pair.marked),
                    "found": _words(text, pair.found),
                }


def _bins(answers: Iterable[Answer]) -> Iterator[Bin]:
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for each in answers:
        for pair in each.pairs:
            if pair.found is not None:
                sure = each.confidence[pair.found.gold]
                bins[min(int(sure * BINS), BINS - 1)].append((sure, pair.fault in (None, "borders")))
    for some in bins:
        if some:
            confidence, right = sum(sure for sure, _ in some), sum(right for _, right in some)
            yield Bin(len(some), confidence / len(some), right / len(some))


def _words(text: str, told: Told | None) -> dict[str, object] | None:
    if told is None:
        return None
    return {
        "form": told.form,
        "mode": told.mode,
        **{
            role: [{"start": span.start, "end": span.end, "text": span.of(text)} for span in spans]
            for role, spans in told.gold._asdict().items()
        },
    }
