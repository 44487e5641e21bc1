"""What the data behind the pages looks like, as an OpenAPI document.

A page has its data at its own address with ``.json``: what it is about is said where the page is made, and what its
rows hold in ``schemas.py``. What is here is which of these an address answers with, and what may be asked of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any, get_args

from onrecord.model import Form
from onrecord.version import __version__
from onrecord.views.web.asked import LONGEST, LONGEST_NUMBER, LONGEST_QUOTATION
from onrecord.views.web.pages import ADDRESSES, WITHIN, Maker
from onrecord.views.web.schemas import SCHEMAS, Schema, either, named

A_DAY = r"([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?"
ERRORS = {
    "400": "something that was asked for is none; the error says what, and what could be asked",
    "404": "there is nothing of that id on record",
    "503": "the record can't be read at present",
}
DRAFT_ERRORS = {
    "400": "there is no draft, or it can't be read",
    "403": "a page elsewhere sent it",
    "413": "the draft is too large",
    "503": "it took too long, others are being checked, or the record can't be read at present",
}


@dataclass(frozen=True, slots=True)
class Described:
    """What an address answers with, of :data:`SCHEMAS`, and what may be asked of it, of :data:`PARAMETERS`."""

    answers: tuple[str, ...]
    asked: tuple[str, ...] = ()


def parameter(name: str, description: str, example: str, **schema: Any) -> Schema:
    """Describe what may be asked for; what is empty is not asked for."""
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": {"type": "string", **schema},
        "example": example,
    }


NARROWING = ("by", "person", "outlet", "form", "from", "to")
PARAMETERS: dict[str, Schema] = {
    "id": parameter(
        "id", "an id that can't stand in a path; with it, all may be asked that may be asked of an id in the path",
        "a/b", maxLength=LONGEST,
    ),
    "of": parameter(
        "of", "where an utterance stands; the answer leads to it, whatever its id is now", "a1:120-180",
        maxLength=LONGEST,
    ),
    "report in it": parameter(
        "of", "the id of a report; the answer leads to its story, whatever the id of that is now", "a1",
        maxLength=LONGEST,
    ),
    "person": parameter("person", "the id of the speaker", "p1", maxLength=LONGEST),
    "outlet": parameter("outlet", "the name of the outlet", "Elm Times", maxLength=LONGEST),
    "form": parameter("form", "the form of the statements", "direct", enum=["", *get_args(Form)]),
    "from": parameter(
        "from", "the first day of publication, or a month or year", "2031-05-02", pattern=f"^{A_DAY}$",
    ),
    "to": parameter("to", "the last day of publication, or a month or year", "2031", pattern=f"^{A_DAY}$"),
    "on": parameter("on", "the day on which it was said, or a month or year", "4 May 2031", maxLength=LONGEST),
    "words": parameter("q", "words, and phrases between quotation marks", 'bread "wise guys"', maxLength=LONGEST),
    "name": parameter("q", "words of a name, or their beginnings", "ruiz", maxLength=LONGEST),
    "quotation": parameter("q", "the quotation", "We sell bread.", maxLength=LONGEST_QUOTATION),
    "by": parameter("by", "the name of the speaker, or the office as in “the mayor”", "Ana Ruiz", maxLength=LONGEST),
    "in": parameter("in", "what to find", "reports", enum=["", *WITHIN]),
    "at": parameter(
        "at", "a range of characters of the report that the page shall show", "120-180",
        pattern="^([0-9]{1,9}-[0-9]{1,9})?$",
    ),
    "number": parameter(
        "cursor", "`next` of the screenful before", "120", pattern=f"^([0-9]{{1,{LONGEST_NUMBER}}})?$",
    ),
    "pair": parameter("cursor", "`next` of the screenful before", '["2031-05-02","a1"]', maxLength=4 * LONGEST),
    "number or pair": parameter(
        "cursor", "`next` of the screenful before: it goes on with statements or reports as that did", "120",
        maxLength=4 * LONGEST,
    ),
}  # fmt: skip
DESCRIBED: Mapping[str, Described] = {
    "/": Described(("Front",)),
    "/stories": Described(("StoryList", "Brief"), ("id", "report in it", "pair")),
    "/stories/{id}": Described(("Brief",)),
    "/utterances": Described(("UtterancePage",), ("id", "of")),
    "/utterances/{id}": Described(("UtterancePage",), ("of",)),
    "/people": Described(("PeopleList", "PersonPage"), ("id", "name", "number")),
    "/people/{id}": Described(("PersonPage",), ("words", "number", "outlet", "form", "from", "to")),
    "/reports": Described(("ReportList", "ReportPage"), ("id", "outlet", "pair")),
    "/reports/{id}": Described(("ReportPage",), ("at",)),
    "/search": Described(("Found", "FoundReports"), ("words", *NARROWING, "in", "number or pair")),
    "/check": Described(("Check", "NothingAsked"), ("quotation", "by", "on")),
    "/outlets": Described(("Outlets",)),
    "/record": Described(("RecordPage",), ("pair",)),
    "/rulings": Described(("Rulings",)),
}
IN_PATH: Schema = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "the id; one that can't stand in a path goes into the query instead",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST},
}
DRAFT_BODY: Schema = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "draft": {
                        "type": "string",
                        "contentMediaType": "application/octet-stream",
                        "description": "a file: .md, .txt, .html or .docx",
                    },
                    "text": {"type": "string", "description": "the text itself, where no file is sent"},
                },
            }
        }
    },
}


def description() -> Schema:
    """Give the OpenAPI document."""
    paths = {data_path(path): {"get": _get(path, maker)} for path, maker in ADDRESSES.items()}
    paths["/check.json"]["post"] = {
        "operationId": "check_draft",
        "summary": "Check each quotation of a draft.",
        "requestBody": DRAFT_BODY,
        "responses": _responses(named("Draft"), DRAFT_ERRORS),
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": __version__,
            "description": (
                "Who said what in the news, as the data behind the pages of one record. Each page has its data at its"
                " own address with `.json`. Spans are ranges `[start, end)` of characters; days are ISO; a key with"
                " nothing to say is there, and null or empty. A list gives a screenful and, as `next`, the `cursor`"
                " of the next one. Later versions may add keys."
            ),
        },
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }


def data_path(path: str) -> str:
    """Give the address of the data of a page.

    >>> data_path("/"), data_path("/stories/{id}")
    ('/index.json', '/stories/{id}.json')
    """
    return "/index.json" if path == "/" else f"{path}.json"


def _get(path: str, maker: Maker) -> Schema:
    described = DESCRIBED[path]
    summary, _, more = cleandoc(maker.__doc__ or "").partition("\n\n")
    answers = [named(name) for name in described.answers]
    responses = _responses(answers[0] if len(answers) == 1 else either(*answers), ERRORS)
    if {"of", "report in it"} & set(described.asked):
        responses["303"] = {"description": "the address that it has now is in `Location`"}
    return {
        "operationId": "_".join(part for part in path.translate({123: None, 125: None}).split("/") if part) or "front",
        "summary": summary,
        **({"description": more} if more else {}),
        "parameters": [IN_PATH] * ("{id}" in path) + [PARAMETERS[name] for name in described.asked],
        "responses": responses,
    }


def _responses(answer: Schema, errors: Mapping[str, str]) -> Schema:
    refused = {status: _json(why, named("Error")) for status, why in errors.items()}
    return {"200": _json("what was asked for", answer), **refused}


def _json(what: str, schema: Schema) -> Schema:
    return {"description": what, "content": {"application/json": {"schema": schema}}}
