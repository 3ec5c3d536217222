"""Languages: what CLDR says of each, through Babel, as the one small file that the kit reads.

python -m tools.languages [--check]
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from babel import Locale

PLACE = Path(__file__).parents[1] / "skillkit" / "data" / "languages.json"

# fmt: off
TAGS = (
    "ar", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa",
    "fi", "fr", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka",
    "ko", "lt", "lv", "mk", "ms", "nb", "nl", "nn", "pl", "pt", "pt-PT", "ro", "ru", "sk",
    "sl", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "uz", "vi", "zh", "zh-TW",
)
# fmt: on

WRITTEN = {"en": "en-GB"}  # the kit's English has the day before the month


def facts(tag: str) -> dict[str, Any]:
    """Name, months, long date, plural classes, signs in numbers, and direction of a language."""
    locale = Locale.parse(WRITTEN.get(tag, tag), sep="-")
    found: dict[str, Any] = {
        "name": Locale.parse(tag, sep="-").display_name,
        "months": [locale.months["format"]["wide"][number] for number in range(1, 13)],
        "date": _date(locale.date_formats["long"].pattern),
        "plurals": dict(sorted(locale.plural_form.rules.items(), key=_order)),
    }
    signs = locale.number_symbols["latn"]
    if (signs["decimal"], signs["group"]) != (".", ","):
        found["signs"] = signs["decimal"] + signs["group"]
    if locale.text_direction == "rtl":
        found["rtl"] = True
    return found


def _order(rule: tuple[str, str]) -> int:
    return ("zero", "one", "two", "few", "many").index(rule[0])


def _date(pattern: str) -> str:
    """A pattern such as "d. MMMM y" with the names of its parts; a date of ours has no era."""
    plain = " ".join(re.sub(r"G+", "", pattern).split())
    parts = re.split(r"('[^']*')", plain)
    parts[::2] = [re.sub(r"d+|M+|L+|y+", _part, part) for part in parts[::2]]
    parts[1::2] = [part.strip("'") or "'" for part in parts[1::2]]
    return "".join(parts)


def _part(found: re.Match[str]) -> str:
    if found[0] in ("M", "MM"):
        return "{month_number}"
    return {"d": "{day}", "M": "{month}", "L": "{month}", "y": "{year}"}[found[0][0]]


def main(arguments: list[str]) -> int:
    """Write the file, or say with --check whether it is as it would be written."""
    rows = [f"  {json.dumps(tag)}: {json.dumps(facts(tag), ensure_ascii=False)}" for tag in TAGS]
    text = "{\n" + ",\n".join(rows) + "\n}\n"
    if "--check" in arguments:
        return int(PLACE.read_text(encoding="utf-8") != text)
    PLACE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
