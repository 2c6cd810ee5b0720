"""Measured tables in docs/media/performance.md, each between its own two marks."""
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent.parent / "docs" / "media"


def write(name, text):
    path = FOLDER / "performance.md"
    old = path.read_text()
    begin, end = f"<!-- measured: {name} -->", f"<!-- end: {name} -->"
    before, _, rest = old.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{path}: the marks of {name!r} are missing")
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}")
