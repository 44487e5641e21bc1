"""What pages and searches ask of a record: a screenful at a time, by index, however large the record is.

Nothing here reads a whole table or sorts what it found. What is looked for is narrowed inside the full-text index, the
latest come first by walking it backwards, and what is counted is counted up to a limit that the answer names.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from sqlite3 import Row
from typing import Any

import msgspec

from onrecord.model import (
    Facets,
    Failure,
    Habits,
    Narrowing,
    Period,
    PersonHead,
    ReportHead,
    Reuse,
    Run,
    Saying,
    Span,
    Spans,
    Story,
    Utterance,
)
from onrecord.record.columns import noun_of, value_of
from onrecord.record.lookup import SPEAKER, WHOSE, facet_tokens
from onrecord.record.rebuilds import Rebuilds
from onrecord.record.store import ORIGIN

COUNTED = 1_000  # of what was found, the latest: so many are counted by speaker, outlet, form and month
MOST = 10_000  # that are counted at all; beyond, "more than" is said
# Reports that hold some words: so many are sorted, in 40 ms; of more, the latest are tried one by one. That takes half
# a second of 58,000 reports if the latest of them do not hold the words.
FEW = 20_000
SHOWN_FACETS = 12
WORD = re.compile(r"\w+")
HEAD = f"reports.id, reports.kind, reports.outlet, reports.url, reports.headline, reports.published, {ORIGIN}"
SAYING = f"""
SELECT sayings.number, person_statements.person, statements.id AS statement, statements.form, statements.mode,
  statements.content, statements.quoted, statements.speaker_kind,
  iif(ruled.a IS NULL, statements.ground, 'ruling') AS ground,
  {SPEAKER},
  json_extract(statements.occasion, '$.said') AS said,
  substr(
    reports.text, json_extract(statements.content, '$[0].start') + 1,
    json_extract(statements.content, '$[#-1].end') - json_extract(statements.content, '$[0].start')
  ) AS text,
  substr(
    reports.text, json_extract(statements.cue, '$[0].start') + 1,
    json_extract(statements.cue, '$[#-1].end') - json_extract(statements.cue, '$[0].start')
  ) AS cue, {HEAD}
FROM sayings JOIN statements ON statements.id = sayings.statement JOIN reports ON reports.id = sayings.report
{WHOSE}
WHERE sayings.number IN (SELECT value FROM json_each(?)) ORDER BY sayings.number DESC
"""
PERSON = (
    "SELECT people_counts.number, people.id, name, kind, names, roles, wikidata, people_counts.statements, reports,"
    " first, last FROM people_counts JOIN people ON people.id = person"
)


class Queries(Rebuilds):
    """An open record with the questions that pages ask."""

    # --- reports ----------------------------------------------------------------------------------------------------

    def heads(self, reports: Iterable[str]) -> dict[str, ReportHead]:
        """Give what names each of these reports."""
        rows = self._chosen(f"SELECT {HEAD} FROM reports", "reports.id", reports, "")
        return {row["id"]: noun_of(ReportHead, dict(row)) for row in rows}

    def latest_reports(self, before: tuple[str, str] | None, limit: int, outlet: str | None = None) -> list[ReportHead]:
        """Give reports, the latest first, from before a day and id on; those without a day come last."""
        conditions, values = _latest_before(before, outlet)
        rows = self._all(
            f"SELECT {HEAD} FROM reports WHERE {' AND '.join(conditions)}"
            " ORDER BY coalesce(published, '') DESC, id DESC LIMIT ?",
            *values, limit,
        )  # fmt: skip
        return [noun_of(ReportHead, dict(row)) for row in rows]

    # --- stories ----------------------------------------------------------------------------------------------------

    def latest_stories(self, before: tuple[str, str] | None, limit: int) -> list[tuple[str, Story]]:
        """Give stories with their last day, the latest first, from before a day and id on."""
        day, story = before or ("~", "")
        rows = self._all(
            "SELECT * FROM stories WHERE (last, id) < (?, ?) ORDER BY last DESC, id DESC LIMIT ?", day, story, limit
        )
        return [(row["last"], noun_of(Story, dict(row))) for row in rows]

    def stories_said(self, person: str, latest: int, limit: int) -> list[tuple[Story, int]]:
        """Give the stories of a person's latest statements, with how many of these are in each, the latest first."""
        rows = self._all(
            "SELECT stories.*, count(*) AS often, max(number) AS place FROM"
            " (SELECT number, report FROM sayings WHERE person = ? ORDER BY number DESC LIMIT ?) AS latest"
            " JOIN story_reports USING (report) JOIN stories ON stories.id = story_reports.story"
            " GROUP BY stories.id ORDER BY place DESC LIMIT ?",
            person, latest, limit,
        )  # fmt: skip
        return [(noun_of(Story, dict(row)), row["often"]) for row in rows]

    # --- utterances -------------------------------------------------------------------------------------------------

    def utterance(self, utterance: str) -> Utterance | None:
        """Give the utterance of an id."""
        return next(iter(self.utterances([utterance])), None)

    def wordings_of(self, statements: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Give the utterances that each of some statements words."""
        found: dict[str, tuple[str, ...]] = {}
        query = "SELECT DISTINCT statement, utterance FROM utterance_witnesses"
        for row in self._chosen(query, "statement", statements, "statement, utterance"):
            found[row["statement"]] = (*found.get(row["statement"], ()), row["utterance"])
        return found

    def reuse_with(self, report: str) -> tuple[Reuse, ...]:
        """Give what a report has in common with others."""
        rows = self._all(
            "SELECT * FROM reuse WHERE a = ?1 UNION SELECT * FROM reuse WHERE b = ?1 ORDER BY a, b", report
        )
        return tuple(noun_of(Reuse, dict(row)) for row in rows)

    # --- people -----------------------------------------------------------------------------------------------------

    def person_head(self, person: str) -> PersonHead | None:
        """Give what names a person."""
        row = self._first(f"{PERSON} WHERE people.id = ?", person)
        return noun_of(PersonHead, dict(row)) if row else None

    def people_called(self, name: str | None, after: int, limit: int) -> list[tuple[int, PersonHead]]:
        """Give people with their numbers, who says most first, from after a number on.

        With a ``name`` only those with all its words, or the beginnings of them, among their names.
        """
        if name is None:
            rows = self._all(f"{PERSON} WHERE number > ? ORDER BY number LIMIT ?", after, limit)
        else:
            words = " ".join(f'"{word}"*' for word in WORD.findall(name))
            if not words:
                return []
            rows = self._all(
                f"{PERSON} WHERE number IN (SELECT rowid FROM people_names WHERE people_names MATCH ? AND rowid > ?"
                " ORDER BY rowid LIMIT ?) ORDER BY number",
                words, after, limit,
            )  # fmt: skip
        return [(row["number"], noun_of(PersonHead, dict(row))) for row in rows]

    # --- statements -------------------------------------------------------------------------------------------------

    def saying_numbers(
        self, words: str | None, narrowing: Narrowing, before: int | None = None, limit: int = COUNTED
    ) -> list[int]:
        """Give the numbers of the statements with some words (an FTS5 expression), the latest first."""
        table, where, values = self._matching(words, narrowing, before)
        number = "number" if table == "sayings" else "rowid"
        rows = self._all(
            f"SELECT {number} AS number FROM {table}{where} ORDER BY {number} DESC LIMIT ?",
            *values,
            limit,
        )
        return [row["number"] for row in rows]

    def count_sayings(self, words: str | None, narrowing: Narrowing) -> int:
        """Count the statements with some words, up to one more than :data:`MOST`."""
        table, where, values = self._matching(words, narrowing, None)
        row = self._first(f"SELECT count(*) AS n FROM (SELECT 1 FROM {table}{where} LIMIT ?)", *values, MOST + 1)
        return int(row["n"]) if row else 0

    def sayings(self, numbers: Sequence[int]) -> list[Saying]:
        """Give the statements of some numbers, the latest first."""
        return [_saying(row) for row in self._all(SAYING, _json(numbers))]

    def speaker_at(self, report: str, span: Span) -> str | None:
        """Give whose the first statement is that covers some of a stretch of a report, if one does and that is told."""
        rows = self._all(f"SELECT content, {SPEAKER} FROM statements {WHOSE} WHERE report = ? ORDER BY at", report)
        for row in rows:
            content = msgspec.json.decode(row["content"], type=Spans)
            if any(each.start < span.end and span.start < each.end for each in content):
                return str(row["speaker"]) if row["speaker"] else None
        return None

    def facets(self, numbers: Sequence[int]) -> Facets:
        """Count the statements of some numbers by person, outlet, form and month."""
        rows = self._all(
            "SELECT person, outlet, form, substr(day, 1, 7) AS month FROM sayings"
            " WHERE number IN (SELECT value FROM json_each(?))",
            _json(numbers),
        )
        counts = {
            name: Counter(row[name] for row in rows if row[name]) for name in ("person", "outlet", "form", "month")
        }
        people = _most(counts["person"])
        names = self.names_of(person for person, _ in people)
        return Facets(
            of=len(rows),
            people=tuple((person, names[person][0], often) for person, often in people if person in names),
            outlets=_most(counts["outlet"]),
            forms=_most(counts["form"]),
            months=tuple(sorted(counts["month"].items(), reverse=True)[:SHOWN_FACETS]),
        )

    def _matching(self, words: str | None, narrowing: Narrowing, before: int | None) -> tuple[str, str, list[Any]]:
        """Give the table, the condition and its values for what is looked for."""
        parts = [f"{{words speaker}} : ({words})"] * bool(words)
        named = " ".join(f'"{word}"' for word in WORD.findall(narrowing.speaker or ""))
        parts += [f"speaker : ({named})"] * bool(named)
        parts += [f"facets : {token}" for token in facet_tokens(narrowing)]
        table, number = ("saying_words", "rowid") if parts else ("sayings", "number")
        conditions = ["saying_words MATCH ?"] if parts else []
        values: list[Any] = [" AND ".join(parts)] if parts else []
        for bound, comparison in (
            (narrowing.first and self._first_number(narrowing.first.isoformat()), ">="),
            (narrowing.last and self._first_number(f"{narrowing.last.isoformat()}~"), "<"),
            (before, "<"),
        ):
            if bound is not None:
                conditions.append(f"{number} {comparison} ?")
                values.append(bound)
        return table, f" WHERE {' AND '.join(conditions)}" if conditions else "", values

    def _first_number(self, day: str) -> int:
        """Give the number of the first statement of a day or a later one, or one past the last."""
        row = self._first("SELECT number FROM sayings WHERE day >= ? ORDER BY day, number LIMIT 1", day)
        last = self._first("SELECT max(number) AS number FROM sayings") if row is None else None
        return int(row["number"]) if row else int((last and last["number"]) or 0) + 1

    # --- the reports as printed -------------------------------------------------------------------------------------

    def reports_holding(
        self, words: str, narrowing: Narrowing, before: tuple[str, str] | None, limit: int
    ) -> list[ReportHead]:
        """Give the reports whose headline or text has some words, the latest first, from before a day and id on."""
        matching = "SELECT rowid FROM report_words WHERE report_words MATCH ?"
        counted = self._first(f"SELECT count(*) AS n FROM ({matching} LIMIT ?)", words, FEW + 1)
        few = counted is not None and counted["n"] <= FEW
        holds = f"number IN ({matching})" if few else f"EXISTS ({matching} AND rowid = reports.number)"
        conditions, values = _latest_before(before, narrowing.outlet)
        for comparison, day in ((">=", narrowing.first), ("<=", narrowing.last)):
            if day is not None:
                conditions += ["published IS NOT NULL", f"coalesce(published, '') {comparison} ?"]
                values.append(day.isoformat())
        conditions.append(holds)
        values.append(words)
        index = "" if few else f" INDEXED BY {'reports_latest' if narrowing.outlet is None else 'reports_of_outlet'}"
        rows = self._all(
            f"SELECT {HEAD} FROM reports{index} WHERE {' AND '.join(conditions)}"
            " ORDER BY coalesce(published, '') DESC, id DESC LIMIT ?",
            *values, limit,
        )  # fmt: skip
        return [noun_of(ReportHead, dict(row)) for row in rows]

    # --- the record itself ------------------------------------------------------------------------------------------

    def totals(self) -> dict[str, int]:
        """Tell how many reports, statements, people, utterances and stories there are, as of the last deriving."""
        tables = {"statements": "sayings", "people": "people_counts", "utterances": "utterances", "stories": "stories"}
        reports = self._first("SELECT sum(reports + transcripts) AS n FROM months")
        totals = {"reports": int((reports and reports["n"]) or 0)}
        for name, table in tables.items():
            row = self._first(f"SELECT max(rowid) AS n FROM {table}")  # rows are numbered anew, without gaps
            totals[name] = int((row and row["n"]) or 0)
        return totals

    def months(self) -> list[tuple[str, int, int]]:
        """Give how many reports and transcripts are of each month, the latest first; of '' those without a day."""
        rows = self._all("SELECT * FROM months ORDER BY month DESC")
        return [(row["month"], row["reports"], row["transcripts"]) for row in rows]

    def habits(self) -> list[Habits]:
        """Give the habits of all outlets, who has most statements first."""
        rows = self._all("SELECT * FROM habits ORDER BY statements DESC, outlet")
        return [noun_of(Habits, dict(row)) for row in rows]

    def failures_after(self, after: tuple[str, str] | None, limit: int) -> list[Failure]:
        """Give what could not be read, by place, from after a place and stage on."""
        rows = self._all(
            "SELECT * FROM failures WHERE (location, stage) > (?, ?) ORDER BY location, stage LIMIT ?",
            *(after or ("", "")), limit,
        )  # fmt: skip
        return [noun_of(Failure, dict(row)) for row in rows]

    def runs(self, limit: int) -> list[Run]:
        """Give what the last runs of ``add`` did, the latest first."""
        return [noun_of(Run, dict(row)) for row in self._all("SELECT * FROM runs ORDER BY number DESC LIMIT ?", limit)]


def _saying(row: Row) -> Saying:
    return Saying(
        number=row["number"],
        report=noun_of(ReportHead, dict(row)),
        statement=row["statement"],
        form=row["form"],
        mode=row["mode"],
        content=value_of(Spans, row["content"]),
        quoted=value_of(Spans, row["quoted"]),
        text=row["text"],
        cue=row["cue"],
        speaker=row["speaker"],
        speaker_kind=row["speaker_kind"],
        ground=row["ground"],
        person=row["person"],
        said=value_of(Period | None, row["said"]),
    )


def _latest_before(before: tuple[str, str] | None, outlet: str | None) -> tuple[list[str], list[Any]]:
    """Give the conditions, with their values, of reports before a day and id; the first one lets an index be used."""
    day, report = before or ("~", "")
    conditions = ["coalesce(published, '') <= ?", "(coalesce(published, ''), id) < (?, ?)"]
    values: list[Any] = [day, day, report]
    return (conditions, values) if outlet is None else (["outlet = ?", *conditions], [outlet, *values])


def _json(numbers: Sequence[int]) -> str:
    return f"[{','.join(map(str, numbers))}]"


def _most(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SHOWN_FACETS])
