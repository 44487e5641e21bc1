"""What the tools for assistants take and give, as JSON Schemas; rows are those of ``--json`` and of the page's data.

What is taken is read off small types, which check the arguments of a call as well. What is given stays open, as the
page's data does: a later version may add keys.
"""

from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from onrecord.model import Form, Sense
from onrecord.views.web.schemas import (
    CHECK,
    COUNT,
    DAY,
    EVENT,
    FIGURES,
    FLAG,
    PERIOD,
    PERSON,
    REPORT_NAME,
    SCHEMAS,
    SPANS,
    STATEMENT,
    STORY,
    TEXT,
    TEXTS,
    TURN,
    Schema,
    maybe,
    named,
    one_of,
    row,
    several,
    widened,
)

LONGEST = 2_000  # characters of a query, a name or a day
LONGEST_QUOTATION = 20_000
MOST = 25  # hits that one answer gives
PAGE_REF, OWN_REF = "#/components/schemas/", "#/$defs/"

Name = Annotated[str, Meta(max_length=LONGEST)]


# --- what a tool is asked ---------------------------------------------------------------------------------------------


class CheckAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A quotation to be checked."""

    quotation: Annotated[
        str,
        Meta(min_length=1, max_length=LONGEST_QUOTATION, description="The words between the marks, and nothing else."),
    ]
    by: Annotated[Name | None, Meta(description="Who is said to have said it; a surname will do, or “the mayor”.")] = (
        None
    )
    on: Annotated[
        Name | None, Meta(description="The day, month or year in which it was said: 2025-04-15, 2025-04, 2025.")
    ] = None


class SearchAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words to be found."""

    query: Annotated[
        Name,
        Meta(description="All of these words; “words in a row” between marks are a phrase. Empty with the others."),
    ] = ""
    said: Annotated[
        bool, Meta(description="Only in what somebody said, the latest first; so it is with any of the next four.")
    ] = False
    by: Annotated[Name | None, Meta(description="Said by: a name, or words of one.")] = None
    outlet: Annotated[Name | None, Meta(description="In reports of this outlet, as the record names it.")] = None
    first: Annotated[Name | None, Meta(description="In reports of this day, month or year, or later.")] = None
    last: Annotated[Name | None, Meta(description="In reports of this day, month or year, or earlier.")] = None
    limit: Annotated[int, Meta(ge=1, le=MOST, description="So many at most.")] = 10


class BriefAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A story to be told."""

    story: Annotated[
        Name | None,
        Meta(description="An id, its beginning, or words of the title; without it, the story with the most reports."),
    ] = None


class WhoAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person to be looked up."""

    name: Annotated[str, Meta(min_length=1, max_length=LONGEST, description="A name; a surname will do.")]


def taken(asked: type[msgspec.Struct]) -> Schema:
    """Give the schema of what a tool is asked.

    >>> taken(WhoAsked)["required"], taken(WhoAsked)["additionalProperties"]
    (['name'], False)
    """
    _, components = msgspec.json.schema_components([asked])
    schema: Schema = components[asked.__name__]
    return schema


# --- what a tool gives ------------------------------------------------------------------------------------------------


def whole(schema: Schema) -> Schema:
    """Give a schema with all that it refers to.

    >>> sorted(whole(row(at=named("Saying")))["$defs"])
    ['Period', 'ReportName', 'Saying']
    """
    needed: dict[str, Schema] = {}
    inner = _referring(schema, needed)
    return {**inner, "$defs": dict(sorted(needed.items()))} if needed else inner


def _referring(value: Any, needed: dict[str, Schema]) -> Any:
    """Give a part of a schema whose references lead into the schema itself, and note what they lead to."""
    if isinstance(value, list):
        return [_referring(each, needed) for each in value]
    if not isinstance(value, dict):
        return value
    reference = value.get("$ref", "")
    if not reference.startswith(PAGE_REF):
        return {key: _referring(each, needed) for key, each in value.items()}
    name = reference.removeprefix(PAGE_REF)
    if name not in needed:
        needed[name] = {}  # holds the place, should it lead back to itself
        needed[name] = _referring(SCHEMAS[name], needed)
    return {"$ref": OWN_REF + name}


REMARK: Final[Schema] = {
    **maybe(TEXT),
    "description": "what is not in this answer, or why it may be behind the record",
}
LEFT_OUT: Final[Schema] = {
    "type": "object",
    "additionalProperties": COUNT,
    "description": "how many of each list are left out, for an answer must not be too long",
}
SOURCES: Final[Schema] = {
    **several(named("ReportName")),
    "description": "the reports that the rows name by id",
}
ENDS: Final[dict[str, Schema]] = {"left_out": LEFT_OUT, "remark": REMARK}
HIT = row(report=TEXT, start=COUNT, end=COUNT, text=TEXT, statement=maybe(TEXT), speaker=maybe(TEXT))
SAID_THERE = row(
    report=TEXT, outlet=maybe(TEXT), published=maybe(DAY), statement=TEXT, form=one_of(Form), content=SPANS, text=TEXT,
    said=maybe(PERIOD), utterances=TEXTS,
)  # fmt: skip
CHANGE_OF_LINE = row(earlier=TURN, later=TURN, senses=several(one_of(Sense)))

CHECK_GIVEN = whole(widened(CHECK, sources=SOURCES, **ENDS))
SEARCH_GIVEN = whole(
    row(
        query=TEXT, said=FLAG, total=COUNT,
        total_is_exact={**FLAG, "description": "false where there are more than `total`"},
        hits={**several(HIT), "description": "places of reports; empty where `said`"},
        statements={**several(named("Saying")), "description": "what was said; empty where not `said`"},
        sources=SOURCES, **ENDS,
    )
)  # fmt: skip
BRIEF_GIVEN = whole(
    row(
        story=STORY, reports=several(REPORT_NAME), families=several(named("Family")), people=several(PERSON),
        statements=several(widened(STATEMENT, text=TEXT)), utterances=several(named("Utterance")),
        figures=several(FIGURES), timeline=several(EVENT), **ENDS,
    )
)  # fmt: skip
WHO_GIVEN = whole(
    row(
        name=TEXT, people=several(widened(PERSON, said=several(SAID_THERE), changes=several(CHANGE_OF_LINE))),
        sources=SOURCES, **ENDS,
    )
)  # fmt: skip
