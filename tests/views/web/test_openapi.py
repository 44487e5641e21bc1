"""The document tells the truth: about every address, each key of each row, and what a wrong request is answered."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from jsonschema_rs import Draft202012Validator
from schemathesis.specs.openapi import checks
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from onrecord.views.web import work
from onrecord.views.web.openapi import DESCRIBED, PARAMETERS, data_path, description
from onrecord.views.web.pages import ADDRESSES
from onrecord.views.web.schemas import PAGES, SCHEMAS, Schema

EXAMPLES = int(os.environ.get("ONRECORD_EXAMPLES", "12"))  # of each address: a thousand find more, in some minutes
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


described = schemathesis.openapi.from_dict(
    description(), config=schemathesis.Config.from_dict({"seed": 1, "base-url": "http://localhost"})
)


@pytest.fixture(autouse=True, scope="module")
def drafts_at_hand() -> Iterator[None]:
    """Drafts are checked in this process, where the tagger is loaded once."""

    async def run_here(work: Any, *arguments: Any, seconds: float) -> Any:
        return work(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "run_apart", run_here)
        yield


@described.parametrize()
@settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_every_answer_is_as_described(case: schemathesis.Case[Any], demo_app: ASGIApp) -> None:
    # All that a form sends is text: there a number is no mistake.
    checked = CHECKS if case.method == "GET" else [*set(CHECKS) - {checks.negative_data_rejection}]
    case.call_and_validate(app=demo_app, checks=checked)


def test_every_page_is_described() -> None:
    assert set(DESCRIBED) == set(ADDRESSES)
    assert {name for each in DESCRIBED.values() for name in each.asked} == set(PARAMETERS)
    assert {name for each in DESCRIBED.values() for name in each.answers} == set(PAGES) - {"Draft"}
    assert set(description()["paths"]) == {data_path(path) for path in ADDRESSES}


def test_the_document_is_valid_openapi(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document == description()
    schemathesis.openapi.from_dict(document).validate()


def closed(schema: Any) -> Any:
    """Give a schema that takes no key but those it names, and every component of it as well."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(each) for name, each in schema.items()}
    return {**inner, "additionalProperties": False} if "properties" in inner and "type" in inner else inner


def validator_of(*names: str) -> Draft202012Validator:
    either: Schema = {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in names]}
    return Draft202012Validator({**either, "components": {"schemas": closed(SCHEMAS)}}, validate_formats=True)


def first(client: TestClient, address: str, *keys: str) -> str:
    """Give the id of the first thing of a list."""
    found = client.get(address).json()
    for key in keys:
        found = found[key][0] if isinstance(found[key], list) else found[key]
    assert isinstance(found, str)
    return found


@pytest.fixture(scope="session")
def ids(client: TestClient) -> dict[str, str]:
    """An id of each kind, of things that have something to say."""
    story = first(client, "/stories.json", "stories", "id")
    return {
        "stories": story,
        "utterances": max(client.get(f"/stories/{story}.json").json()["utterances"], key=str)["id"],
        "people": first(client, "/people.json", "people", "id"),
        "reports": first(client, "/reports.json", "reports", "report"),
    }


@pytest.mark.parametrize(("path", "asked"), [
    ("/", ""), ("/stories", ""), ("/stories", "id={id}"), ("/stories/{id}", ""), ("/utterances/{id}", ""),
    ("/utterances", "id={id}"), ("/people", ""), ("/people", "q=a"), ("/people", "id={id}"), ("/people/{id}", ""),
    ("/people/{id}", "form=direct"), ("/people/{id}", "q=the"), ("/reports", ""), ("/reports", "id={id}"),
    ("/reports/{id}", ""), ("/reports/{id}", "at=0-9"), ("/search", ""), ("/search", "q=the"),
    ("/search", "q=the&in=reports"), ("/search", "form=indirect"), ("/search", "q=qqqq"), ("/check", ""),
    ("/check", "q=the+bridge+is+closed"), ("/check", "q=qqqq"), ("/outlets", ""), ("/record", ""), ("/rulings", ""),
])  # fmt: skip
def test_rows_have_the_keys_that_are_described_and_no_others(
    client: TestClient, ids: dict[str, str], path: str, asked: str
) -> None:
    kind = path.strip("/").partition("/")[0]
    address = data_path(path).format(id=ids.get(kind)) + "?" + asked.format(id=ids.get(kind))
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    validator_of(*DESCRIBED[path].answers).validate(answer.json())


def test_every_page_of_the_sample_reports_is_as_described(client: TestClient) -> None:
    for kind, key, name in (
        ("stories", "stories", "id"), ("people", "people", "id"), ("reports", "reports", "report"),
    ):  # fmt: skip
        validator = validator_of(*DESCRIBED[f"/{kind}/{{id}}"].answers)
        for each in client.get(f"/{kind}.json").json()[key]:
            validator.validate(client.get(f"/{kind}/{each[name]}.json").json())


def test_a_draft_and_the_errors_are_as_described(client: TestClient) -> None:
    sent = client.post("/check.json", data={"text": "“The bridge is closed,” said the mayor."})
    assert sent.status_code == 200
    validator_of("Draft").validate(sent.json())
    for answer in (
        client.get("/stories/none.json"), client.get("/search.json?form=odd"), client.post("/check.json"),
        client.post("/check.json", files={"draft": ("a.docx", b"PK\x03\x04 no Word file")}),
        client.post("/check.json", data={"text": "a"}, headers={"Origin": "http://evil.example"}),
        client.post("/check.json", content=b"x" * 9_000_000),
        client.get("/nowhere.json"), client.put("/check.json"),
    ):  # fmt: skip
        assert 400 <= answer.status_code < 500
        validator_of("Error").validate(answer.json())
        assert "\n" not in answer.json()["error"]


def test_a_row_that_is_not_as_described_is_seen() -> None:
    period = {"first": "2031-05-02", "last": "2031-05-02"}
    assert validator_of("Period").is_valid(period)
    assert not validator_of("Period").is_valid({**period, "more": 1})
    assert not validator_of("Period").is_valid({"first": "2031-05-02"})
    assert not validator_of("Period").is_valid({**period, "last": "May"})
