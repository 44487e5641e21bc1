"""Short ways to build nouns for tests."""

from datetime import date
from hashlib import sha256

from onrecord.model import (
    Attribution,
    Finding,
    Form,
    Ground,
    Maker,
    Origin,
    Passage,
    PublishedGround,
    Report,
    ReportKind,
    Span,
    SpeakerKind,
    Statement,
)

MAKER = Maker("0.0", "of a test")


def make_report(
    text: str,
    *,
    id: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    headline: str | None = None,
    url: str | None = None,
    kind: ReportKind = "report",
) -> Report:
    """Build a report whose id is that of its text, unless given."""
    digest = sha256(text.encode()).hexdigest()
    ground: PublishedGround = "stated" if published else "none"
    return Report(
        id=id or digest[:20],
        text=text,
        origin=Origin(location=f"{id or digest[:8]}.txt", sha256=digest, media_type="text/plain"),
        kind=kind,
        outlet=outlet,
        url=url,
        headline=headline,
        published=date.fromisoformat(published) if published else None,
        published_ground=ground,
        language="en",
    )


def spans_of(text: str, *words: str) -> tuple[Span, ...]:
    """Find the first place of each stretch of words in ``text``."""
    return tuple(Span(text.index(each), text.index(each) + len(each)) for each in words)


def make_passage(
    words: str,
    *,
    report: str = "r1",
    speaker: str | None = "Ana Ruiz",
    form: Form = "direct",
    ground: Ground = "named",
    published: str | None = None,
    story: str | None = None,
    primary: bool = False,
) -> Passage:
    """Build a passage whose text is just its words; stretches are set apart by ``|``."""
    stretches = words.split("|")
    text = " ".join(stretches)
    spans, at = [], 0
    for each in stretches:
        spans.append(Span(at, at + len(each)))
        at += len(each) + 1
    return Passage(
        report=report,
        statement=f"{report}:0-{len(text)}",
        text=text,
        spans=tuple(spans),
        form=form,
        speaker=speaker,
        person=speaker,
        ground=ground,
        published=date.fromisoformat(published) if published else None,
        story=story,
        primary=primary,
    )


def make_finding(
    text: str, *said: tuple[str, str, str | None], kind: SpeakerKind = "person", id: str | None = None
) -> Finding:
    """Build a report with statements: of each its words as printed, its source as printed, and its speaker.

    The words are a direct statement if they stand between quotation marks, else an indirect one.
    """
    report = make_report(text, id=id)
    statements, attributions = [], []
    for words, source, speaker in said:
        content = spans_of(text, words)
        is_quoted = text[content[0].start - 1 : content[0].start] == "“"
        statement = Statement(
            id=f"{report.id}:{content[0].start}-{content[0].end}",
            report=report.id,
            form="direct" if is_quoted else "indirect",
            content=content,
            quoted=content if is_quoted else (),
            source=spans_of(text, source),
        )
        statements.append(statement)
        attributions.append(Attribution(report.id, statement.id, speaker, kind, "named"))
    return Finding(report, tuple(statements), tuple(attributions))
