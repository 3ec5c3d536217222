"""What a page does with Python, without a page: all sessions, three ratings, and what is there.

It runs in a browser's Python as well as here, in a process of its own, as it puts a stand-in in the
place of anywidget.
"""

import json
from typing import Any

from skillkit.site.kernel import Kernel


def sessions_run(
    kernel: Kernel, sessions: dict[str, list[list[str]]], fetched: list[str]
) -> dict[str, Any]:
    """What each session shows: its places in order, what went wrong, and what was fetched so far.

    The form comes first, as it does for most people.
    """
    found = {}
    for name, cells in sorted(sessions.items(), key=lambda item: item[0] != "02_assessment"):
        said = kernel.run([(place, code) for place, code in cells])
        for message in said:
            if message["kind"] == "open":
                kernel.hear(message["id"], {"kind": "hello", "version": -1})
        found[name] = {
            "fetched": [*fetched],
            "shown": [message["place"] for message in said if message["kind"] == "show"],
            "raised": [message["text"] for message in said if message["kind"] == "raised"],
        }
    return found


def rated(kernel: Kernel) -> list[str]:
    """Start, rate three times and look at the answers: their kinds, in order."""
    said = kernel.run([("form", "from skillkit import AssessmentForm\nAssessmentForm.load()")])
    (form,) = [message["id"] for message in said if message["kind"] == "open"]
    kernel.hear(form, {"kind": "start", "framework": "ai_engineer"})
    answers = []
    for seq, skill in enumerate(("machine_learning", "data_pipelines", "leadership"), start=1):
        change = {"tab": "t", "seq": seq, "skill": skill, "field": "rating", "value": seq}
        message = {"kind": "change", "day": "2026-11-27", **change}
        answers += kernel.hear(form, message)
    refused = kernel.refused(form, {**message, "seq": 4, "value": 0}, "there is no room")
    answers += [m for m in refused if m["data"].get("method") == "custom"]
    return [
        message["data"]["content"]["kind"] for message in answers if "content" in message["data"]
    ]


def everything(folder: str, sessions: str, archives: str) -> str:
    """All of it, as JSON."""
    fetched: list[str] = []

    def fetch(name: str) -> str:
        fetched.append(name)
        return f"{archives}/{name}"

    kernel = Kernel(folder, True, fetch)
    ran = sessions_run(kernel, json.loads(sessions), fetched)
    found = {"sessions": ran, "answers": rated(kernel)}
    (copy,) = kernel.whole_copy()
    found["copy"] = copy["text"]
    found["files"] = sorted(json.loads(copy["text"])["files"])
    (looked,) = kernel.look(copy["text"])
    found["looked"] = looked["words"]
    found["brought"] = kernel.bring()[-1]["words"]
    found["erased"] = kernel.erase()[-1]["words"]
    return json.dumps(found)
