"""The sample reports that ship with the package, as sources for tests."""

import json
from pathlib import Path
from typing import Any

from onrecord.demo import demo_reports
from onrecord.model import Report
from onrecord.read import read_sources


def demo_lines() -> list[dict[str, Any]]:
    """Give the sample reports as JSON lines, so that they can be dealt out in any order."""
    found = [item for item in read_sources([str(demo_reports())]) if isinstance(item, Report)]
    return [
        {
            "id": f"demo{number}",
            "text": report.text,
            "title": report.headline,
            "outlet": report.outlet,
            "published": report.published.isoformat() if report.published else None,
            "kind": report.kind,
        }
        for number, report in enumerate(found)
    ]


def write_lines(path: Path, lines: list[dict[str, Any]]) -> str:
    """Write JSON lines and give the path as a source."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)
