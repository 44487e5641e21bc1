"""A report that is on record without its bytes, as a payload: its text is looked at anew, and stays as it is."""

from hashlib import sha256

import msgspec

from onrecord.model import Origin, Payload, Report
from onrecord.read.options import Options
from onrecord.read.report import Draft, report_of

STORED = "application/vnd.onrecord.report+json"  # no kind of source: nothing that a user gives is taken for it


def stored_payload(report: Report) -> Payload:
    """Make a payload of a report."""
    data = msgspec.json.encode(report)
    return Payload(Origin(report.origin.location, sha256(data).hexdigest(), STORED), data)


def read_stored(data: bytes, origin: Origin, options: Options) -> Report:
    """Read a report again that :func:`stored_payload` packed: its furniture, its date line, its language."""
    report = msgspec.json.decode(data, type=Report)
    return report_of(
        Draft(
            text=report.text,
            origin=report.origin,
            id=report.id,
            kind=report.kind,
            outlet=report.outlet,
            url=report.url,
            headline=report.headline,
            byline=report.byline,
            published=report.published,
            published_ground=report.published_ground,
        )
    )
