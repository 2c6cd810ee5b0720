"""libical, through its shared library: a calendar's entries as a program in C reads them."""

from __future__ import annotations

import ctypes
import ctypes.util
from dataclasses import dataclass


class Time(ctypes.Structure):
    """struct icaltimetype."""

    _fields_ = [(name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")] + [
        ("zone", ctypes.c_void_p)
    ]


@dataclass
class Entry:
    uid: str
    start: int
    end: int
    summary: str
    description: str | None
    location: str | None
    status: int
    sequence: int


def _load() -> ctypes.CDLL:
    library = ctypes.CDLL(ctypes.util.find_library("ical") or "libical.so.3")
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    for name, result, *arguments in [
        ("icalparser_parse_string", pointer, text),
        ("icalcomponent_free", None, pointer),
        ("icalcomponent_string_to_kind", ctypes.c_int, text),
        ("icalcomponent_count_errors", ctypes.c_int, pointer),
        ("icalcomponent_get_first_component", pointer, pointer, ctypes.c_int),
        ("icalcomponent_get_next_component", pointer, pointer, ctypes.c_int),
        ("icalcomponent_get_timezone", pointer, pointer, text),
        ("icalcomponent_get_dtstart", Time, pointer),
        ("icalcomponent_get_dtend", Time, pointer),
        ("icalcomponent_get_uid", text, pointer),
        ("icalcomponent_get_summary", text, pointer),
        ("icalcomponent_get_description", text, pointer),
        ("icalcomponent_get_location", text, pointer),
        ("icalcomponent_get_status", ctypes.c_int, pointer),
        ("icalcomponent_get_sequence", ctypes.c_int, pointer),
        ("icalcomponent_get_method", ctypes.c_int, pointer),
        ("icalproperty_method_to_string", text, ctypes.c_int),
        ("icalproperty_status_to_string", text, ctypes.c_int),
        ("icaltimezone_get_tzid", text, pointer),
        ("icaltime_as_timet_with_zone", ctypes.c_long, Time, pointer),
    ]:
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


class Calendar:
    def __init__(self, text: bytes) -> None:
        self._c = _load()
        self._root = self._c.icalparser_parse_string(text)
        assert self._root, "libical reads nothing"

    def __enter__(self) -> Calendar:
        return self

    def __exit__(self, *_: object) -> None:
        self._c.icalcomponent_free(self._root)

    @property
    def errors(self) -> int:
        """Lines that it could not read."""
        return self._c.icalcomponent_count_errors(self._root)

    @property
    def method(self) -> str:
        return self._c.icalproperty_method_to_string(self._c.icalcomponent_get_method(self._root)).decode()

    def status(self, entry: Entry) -> str:
        return self._c.icalproperty_status_to_string(entry.status).decode()

    def _instant(self, moment: Time) -> int:
        """By the VTIMEZONE of the file itself."""
        if moment.zone:
            name = self._c.icaltimezone_get_tzid(moment.zone)
            own = self._c.icalcomponent_get_timezone(self._root, name) or moment.zone
            return self._c.icaltime_as_timet_with_zone(moment, own)
        return self._c.icaltime_as_timet_with_zone(moment, None)

    @property
    def entries(self) -> list[Entry]:
        c, entries = self._c, []
        kind = c.icalcomponent_string_to_kind(b"VEVENT")
        event = c.icalcomponent_get_first_component(self._root, kind)
        while event:
            def text(name: str) -> str | None:
                value = getattr(c, f"icalcomponent_get_{name}")(event)
                return None if value is None else value.decode()

            entries.append(
                Entry(
                    uid=text("uid") or "", start=self._instant(c.icalcomponent_get_dtstart(event)),
                    end=self._instant(c.icalcomponent_get_dtend(event)), summary=text("summary") or "",
                    description=text("description"), location=text("location"),
                    status=c.icalcomponent_get_status(event), sequence=c.icalcomponent_get_sequence(event),
                )
            )
            event = c.icalcomponent_get_next_component(self._root, kind)
        return entries
