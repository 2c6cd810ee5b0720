"""Whether a page speaks one language: its visible texts beside the catalogues of the page."""

from __future__ import annotations

import json
import re

from support.server import ROOT
from support.visitor import Visitor

CATALOGUES: dict[str, dict[str, str | dict[str, str]]] = {
    code: json.loads((ROOT / "Web/i18n" / f"{code}.json").read_text()) for code in ("en", "vi")
}

# What the announcer and the notices have said stays in the language in which it was said.
VISIBLE = """() => {
    const texts = new Set();
    for (const each of document.querySelectorAll("body *")) {
        if (each.closest("[data-testid=announcer], [data-testid=notices]")) continue;
        if (!(each.tagName === "OPTION" ? each.parentElement : each).checkVisibility({ visibilityProperty: true })) continue;
        for (const name of ["aria-label", "title", "placeholder"]) texts.add(each.getAttribute(name) ?? "");
        for (const node of each.childNodes) if (node.nodeType === Node.TEXT_NODE) texts.add(node.data.trim());
    }
    return [...texts].filter(Boolean);
}"""


def _patterns(language: str, other: str) -> re.Pattern[str]:
    """All that the catalogue of one language says and that of the other does not; `{name}` stands for anything."""
    own, others = CATALOGUES[language], CATALOGUES[other]
    forms = [
        form
        for key, entry in own.items() if entry != others[key]
        for form in ([entry] if isinstance(entry, str) else entry.values())
    ]
    return re.compile("|".join(".+".join(map(re.escape, re.split(r"\{\w+\}", form))) for form in forms))


def foreign_words(visitor: Visitor, language: str) -> list[str]:
    """Visible texts, and parts of texts that are put together, which only the other language's catalogue has."""
    other = next(code for code in CATALOGUES if code != language)
    ours, theirs = _patterns(language, other), _patterns(other, language)

    def foreign(text: str) -> bool:
        return bool(theirs.fullmatch(text)) and not ours.fullmatch(text)

    texts: list[str] = visitor.page.evaluate(VISIBLE)
    return [text for text in texts if foreign(text) or any(foreign(part) for part in re.split(r" · |, |: ", text))]
