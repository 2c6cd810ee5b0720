"""Measured tables in documents, each between its own two marks."""
import pathlib

DOCS = pathlib.Path(__file__).resolve().parent.parent.parent / "docs"
MEDIA = DOCS / "media" / "performance.md"
TEXTS = DOCS / "text-performance.md"


def write(name, text, path=MEDIA):
    old = path.read_text()
    begin, end = f"<!-- measured: {name} -->", f"<!-- end: {name} -->"
    before, _, rest = old.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{path}: the marks of {name!r} are missing")
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}")
