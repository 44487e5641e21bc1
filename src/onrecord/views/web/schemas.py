"""The shape of each row that is sent, as a JSON Schema; what a value may be is read from the nouns.

Every key is always there. A schema stays open: a later version may add keys, and a program that reads rows shall pass
over those that it does not know.
"""

from typing import Any, get_args

from onrecord.model import (
    AgencyGround,
    ChangeKind,
    DateGround,
    EventKind,
    FigureVerdict,
    Form,
    FurnitureKind,
    Ground,
    Medium,
    Method,
    Mode,
    PublishedGround,
    Relation,
    ReportKind,
    ReuseLabel,
    RulingKind,
    Sense,
    SpeakerKind,
    Verdict,
)

Schema = dict[str, Any]

NULL: Schema = {"type": "null"}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "format": "date"}
SPAN: Schema = {
    "type": "array",
    "prefixItems": [COUNT, COUNT],
    "minItems": 2,
    "maxItems": 2,
    "description": "a range of characters of the text, the end not included",
}


def row(**keys: Schema) -> Schema:
    """Describe an object of which each key is always there."""
    return {"type": "object", "properties": keys, "required": list(keys)}


def widened(base: Schema, **keys: Schema) -> Schema:
    """Describe an object with further keys.

    >>> widened(row(a=TEXT), b=FLAG)["required"]
    ['a', 'b']
    """
    return row(**base["properties"], **keys)


def maybe(schema: Schema) -> Schema:
    """Describe a value that may be null."""
    return {"anyOf": [schema, NULL]}


def several(schema: Schema) -> Schema:
    """Describe a list."""
    return {"type": "array", "items": schema}


def either(*schemas: Schema) -> Schema:
    """Describe a value that has one of several shapes."""
    return {"anyOf": list(schemas)}


def one_of(names: object) -> Schema:
    """Describe a text that is one of the names of a ``Literal``.

    >>> one_of(Mode)
    {'type': 'string', 'enum': ['speech', 'thought']}
    """
    return {"type": "string", "enum": list(get_args(names))}


def named(name: str) -> Schema:
    """Refer to one of :data:`SCHEMAS`."""
    return {"$ref": f"#/components/schemas/{name}"}


SPANS = several(SPAN)
TEXTS = several(TEXT)
PERIOD = named("Period")
FOLLOWING: Schema = {
    **maybe(TEXT),
    "description": "the `cursor` of the next screenful; null at the end",
}

REPORT_NAME = row(
    report=TEXT, location=TEXT, kind=one_of(ReportKind), outlet=maybe(TEXT), url=maybe(TEXT), headline=maybe(TEXT),
    published=maybe(DAY),
)  # fmt: skip
REPORT = row(
    id=TEXT, location=TEXT, kind=one_of(ReportKind), outlet=maybe(TEXT), url=maybe(TEXT), headline=maybe(TEXT),
    byline=TEXTS, published=maybe(DAY), published_ground=one_of(PublishedGround),
    dateline=maybe(row(start=COUNT, end=COUNT, place=maybe(TEXT), period=maybe(PERIOD), agency=maybe(TEXT))),
    language=maybe(TEXT), text=TEXT, furniture=several(row(start=COUNT, end=COUNT, kind=one_of(FurnitureKind))),
)  # fmt: skip
STATEMENT = row(
    report=TEXT, id=TEXT, form=one_of(Form), mode=one_of(Mode), content=SPANS, quoted=SPANS, cue=SPANS, source=SPANS,
    speaker=maybe(TEXT), speaker_kind=one_of(SpeakerKind), ground=one_of(Ground), evidence=maybe(SPAN),
    role=maybe(TEXT), addressee=maybe(TEXT), said=maybe(PERIOD), said_ground=one_of(DateGround),
    dated_like=maybe(TEXT), place=maybe(TEXT), medium=maybe(one_of(Medium)), via=TEXTS,
    printed=row(addressee=maybe(SPAN), said=maybe(SPAN), place=maybe(SPAN), medium=maybe(SPAN), via=SPANS),
    furniture=FLAG, confidence={**NUMBER, "minimum": 0, "maximum": 1},
)  # fmt: skip
PERSON = row(
    id=TEXT, name=TEXT, kind=one_of(SpeakerKind), names=TEXTS, roles=TEXTS, statements=COUNT, reports=COUNT,
    wikidata=maybe(TEXT),
)  # fmt: skip
PERSON_NAME = widened(PERSON, first=maybe(DAY), last=maybe(DAY))
SAYING = row(
    report=named("ReportName"), statement=TEXT, form=one_of(Form), mode=one_of(Mode), content=SPANS, quoted=SPANS,
    text={**TEXT, "description": "the report's words from the first to the last character of `content`"},
    cue=maybe(TEXT), speaker=maybe(TEXT), speaker_kind=one_of(SpeakerKind), ground=one_of(Ground), person=maybe(TEXT),
    said=maybe(PERIOD),
)  # fmt: skip
COUNTED = several(row(name=TEXT, count=COUNT))
FACETS = row(
    of={**COUNT, "description": "how many statements were counted, the latest"},
    people=several(row(id=TEXT, name=TEXT, count=COUNT)), outlets=COUNTED,
    forms=several(row(name=one_of(Form), count=COUNT)), months=COUNTED,
)  # fmt: skip
FOUND = row(
    total=COUNT,
    total_is_exact={**FLAG, "description": "false where there are more than `total`"},
    statements=several(named("Saying")), facets=maybe(named("Facets")), next=FOLLOWING,
)  # fmt: skip
STORY = row(
    id=TEXT, title=TEXT, first=maybe(DAY), last=maybe(DAY), reports=TEXTS, places=TEXTS, people=TEXTS,
)  # fmt: skip
WITNESS = row(siglum=TEXT, report=TEXT, statement=TEXT, spans=SPANS, text=TEXT, relation=one_of(Relation))
READING = row(text=TEXT, sigla=TEXTS, change=one_of(ChangeKind), sense=maybe(one_of(Sense)))
VARIANT = row(
    at={**SPAN, "description": "a range of words of the base, the end not included"}, lemma=TEXT,
    readings=several(READING),
)  # fmt: skip
UTTERANCE = row(
    id=TEXT, speaker=maybe(TEXT), person=maybe(TEXT), said=maybe(PERIOD), base=TEXT, reports=COUNT, independent=COUNT,
    primary=FLAG, witnesses=several(named("Witness")), apparatus=several(named("Variant")),
)  # fmt: skip
PLACE = row(report=TEXT, start=COUNT, end=COUNT)
SHOWN_BY: dict[str, Schema] = {
    "agency": maybe(TEXT),
    "agency_ground": maybe(one_of(AgencyGround)),
    "agency_place": maybe(named("Place")),
}
PASSAGES = several(several(named("Place")))
FAMILY = row(id=TEXT, exemplar=TEXT, **SHOWN_BY, reports=TEXTS, passages=PASSAGES)
REUSE = row(a=TEXT, b=TEXT, label=one_of(ReuseLabel), **SHOWN_BY, source=maybe(TEXT), passages=PASSAGES)
FIGURES = row(
    story=TEXT, counts=TEXT, verdict=one_of(FigureVerdict), reports=COUNT, independent=COUNT,
    members=several(row(
        report=TEXT, start=COUNT, end=COUNT, text=TEXT, low=maybe(NUMBER), high=maybe(NUMBER), unit=maybe(TEXT),
        by=maybe(TEXT), as_of=maybe(DAY),
    )),
)  # fmt: skip
EVENT = row(
    story=TEXT, first=DAY, last=DAY, what=TEXT, reports=COUNT, independent=COUNT, evidence=several(named("Place")),
    kind=one_of(EventKind), speaker=maybe(TEXT), quoted=FLAG, ahead=FLAG,
    otherwise=several(row(first=DAY, last=DAY, evidence=several(named("Place")))),
)  # fmt: skip
RULING = row(
    id=TEXT, ruling=one_of(RulingKind), a=TEXT, b=maybe(TEXT), speaker=maybe(TEXT),
    speaker_kind=maybe(one_of(SpeakerKind)),
)  # fmt: skip
STANDING = widened(RULING, why_idle={**maybe(TEXT), "description": "why it has no effect at present"})
CHANGE = row(
    quotation={"type": "array", "prefixItems": [COUNT, COUNT, TEXT], "minItems": 3, "maxItems": 3},
    record=TEXT, kind=one_of(ChangeKind), sense=maybe(one_of(Sense)),
)  # fmt: skip
SEARCHED = row(reports=COUNT, transcripts=COUNT, outlets=COUNT, days=maybe(PERIOD))
CHECK = row(
    quotation=TEXT, by=maybe(TEXT), verdict=one_of(Verdict), speaker=maybe(TEXT), utterances=TEXTS,
    said=maybe(PERIOD), changes=several(named("Change")), witnesses=several(named("Witness")), independent=COUNT,
    says=TEXT, nearest=several(named("Witness")), searched=maybe(named("Searched")),
)  # fmt: skip
DRAFT = row(
    draft=TEXT, text=TEXT,
    verdicts={"type": "object", "propertyNames": one_of(Verdict), "additionalProperties": COUNT},
    checks=several(widened(
        CHECK,
        line=COUNT, place={**SPANS, "description": "where the quotation stands in the draft's text"}, source=SPANS,
        on_record=several(widened(REPORT_NAME, text=TEXT, spans=SPANS, sentences=TEXT)), suggestion=maybe(TEXT),
    )),
)  # fmt: skip
COMPARED = row(
    quotations=COUNT, identical=COUNT, cut=COUNT, reworded=COUNT, spliced=COUNT, changes_the_sense=COUNT,
)  # fmt: skip
HABITS = row(
    outlet=TEXT, reports=COUNT, statements=COUNT, beside_others=named("Compared"), beside_transcripts=named("Compared"),
)  # fmt: skip
TOTALS = row(reports=COUNT, statements=COUNT, people=COUNT, utterances=COUNT, stories=COUNT)
TURN = row(utterance=TEXT, days=maybe(PERIOD), text=TEXT)
MAKER = {
    **maybe(row(onrecord=TEXT, model=TEXT)),
    "description": "the version that made it and the SHA-256 of its model; null where a version did not note that",
}
RETRIEVAL = {
    **maybe(row(
        method=one_of(Method), at=TEXT, url=TEXT, charset=maybe(TEXT), record=maybe(TEXT), digest=maybe(TEXT)
    )),
    "description": "how it was first taken from the web, and when (UTC); null of a file",
}  # fmt: skip
STORIES, RULINGS = several(named("Story")), several(named("Ruling"))

# What is asked for at one address or another.
PAGES: dict[str, Schema] = {
    "Front": row(totals=named("Totals"), stories=STORIES),
    "StoryList": row(stories=STORIES, next=FOLLOWING),
    "Brief": row(
        story=named("Story"), reports=several(named("Report")), families=several(named("Family")),
        people=several(PERSON), statements=several(STATEMENT), utterances=several(named("Utterance")),
        figures=several(FIGURES), timeline=several(EVENT),
    ),
    "UtterancePage": widened(
        {"properties": UTTERANCE["properties"] | {"witnesses": several(widened(WITNESS, sentences=maybe(TEXT)))}},
        reports_on_record=several(named("ReportName")),
        provenances=several(row(report=TEXT, publisher=maybe(TEXT), origin=TEXT)),
        stories=STORIES, rulings=RULINGS,
    ),
    "PeopleList": row(people=several(named("PersonName")), next=FOLLOWING),
    "PersonPage": widened(
        {"properties": FOUND["properties"] | {"statements": several(widened(SAYING, utterances=TEXTS))}},
        person=named("PersonName"), stories=several(widened(STORY, statements=COUNT)),
        topics=several(row(word=TEXT, statements=COUNT)),
        changes=several(row(earlier=TURN, later=TURN, senses=several(one_of(Sense)))), rulings=RULINGS,
    ),
    "ReportList": row(reports=several(named("ReportName")), next=FOLLOWING),
    "ReportPage": row(
        report=widened(
            REPORT, editions=TEXTS, publisher=maybe(TEXT), origin=maybe(TEXT), retrieval=RETRIEVAL, made_by=MAKER
        ),
        statements=several(widened(STATEMENT, person=maybe(TEXT), text=TEXT, utterances=TEXTS)),
        story=maybe(named("Story")), families=several(named("Family")), reuse=several(REUSE), rulings=RULINGS,
    ),
    "Found": FOUND,
    "FoundReports": row(
        reports=several(widened(
            REPORT_NAME, start=maybe(COUNT), end=maybe(COUNT), text=maybe(TEXT), speaker=maybe(TEXT),
        )),
        next=FOLLOWING,
    ),
    "NothingAsked": row(quotation=NULL),
    "Check": CHECK,
    "Draft": DRAFT,
    "Outlets": row(outlets=several(HABITS)),
    "RecordPage": row(
        totals=named("Totals"), searched=named("Searched"),
        months=several(row(month=maybe(TEXT), reports=COUNT, transcripts=COUNT)),
        made_by=several(row(by=MAKER, reports=COUNT)), derived_by=MAKER,
        runs=several(row(
            began={**TEXT, "format": "date-time"}, new=COUNT, known=COUNT, failed=COUNT, sources=TEXTS,
        )),
        failures=several(row(location=TEXT, stage=TEXT, why=TEXT)), next=FOLLOWING,
    ),
    "Rulings": row(rulings=several(STANDING)),
}  # fmt: skip

SCHEMAS: dict[str, Schema] = {
    "Error": row(error={**TEXT, "description": "what is wrong, in one line"}),
    "Period": row(first=DAY, last=DAY),
    "Place": PLACE,
    "ReportName": REPORT_NAME,
    "Report": REPORT,
    "PersonName": PERSON_NAME,
    "Saying": SAYING,
    "Facets": FACETS,
    "Story": STORY,
    "Witness": WITNESS,
    "Variant": VARIANT,
    "Utterance": UTTERANCE,
    "Family": FAMILY,
    "Ruling": RULING,
    "Change": CHANGE,
    "Searched": SEARCHED,
    "Compared": COMPARED,
    "Totals": TOTALS,
    **PAGES,
}
