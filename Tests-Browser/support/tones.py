"""The pitch of every voice in the tests, Hz."""

from __future__ import annotations

# Of the browsers' fake microphones and of aiortc.
CHROMIUM, FIREFOX, AIORTC = 1733, 2111, 937

# Synthetic delegates: 300 Hz and 60 more for each country in the English alphabetical order of the table
# (Sources/Server/SyntheticDelegates/SyntheticVoice.swift).
_COUNTRIES = ("BN", "KH", "CN", "ID", "JP", "LA", "MY", "MM", "PH", "KR", "SG", "TH", "TL", "VN")


def voice(seat: str) -> int:
    return 300 + 60 * _COUNTRIES.index(seat)
