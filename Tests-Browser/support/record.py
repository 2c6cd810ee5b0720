"""Verifies an official record without the program: RFC 6962 hashing, C2SP tlog-checkpoint, Ed25519 by `cryptography`."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def leaf_hash(line: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_hash(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, over leaf hashes, by its recursive definition."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return node_hash(root_hash(leaves[:half]), root_hash(leaves[half:]))


def root_by_path(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes:
    """The root an audit path leads to, by the definition of PATH in RFC 6962 section 2.1.1."""
    if size == 1:
        assert not path, "a path that is too long"
        return leaf
    assert path, "a path that is too short"
    half = 1 << ((size - 1).bit_length() - 1)
    if index < half:
        return node_hash(root_by_path(index, half, leaf, path[:-1]), path[-1])
    return node_hash(path[-1], root_by_path(index - half, size - half, leaf, path[:-1]))


@dataclass
class Record:
    lines: list[bytes]
    entries: list[dict[str, Any]]

    def __init__(self, exported: bytes) -> None:
        assert exported.endswith(b"\n") or not exported, "the last line is not complete"
        self.lines = exported.split(b"\n")[:-1]
        self.entries = [json.loads(line) for line in self.lines]

    @property
    def leaves(self) -> list[bytes]:
        return [leaf_hash(line) for line in self.lines]

    def events(self, *types: str) -> list[dict[str, Any]]:
        """The entries of these event types; all of them without any."""
        return [entry for entry in self.entries if not types or entry["event"]["type"] in types]

    def verify_chain(self) -> None:
        previous, time = b"\x00" * 32, ""
        for number, (line, entry) in enumerate(zip(self.lines, self.entries), start=1):
            assert list(entry) == ["sequence", "at", "by", "previous", "event"], f"line {number}: {list(entry)}"
            assert entry["sequence"] == number, f"line {number} has sequence {entry['sequence']}"
            assert entry["previous"] == previous.hex(), f"line {number} does not follow the line before it"
            assert entry["at"] >= time, f"line {number} goes back in time"
            previous, time = leaf_hash(line), entry["at"]


@dataclass
class Note:
    """A signed note (C2SP signed-note) with a checkpoint (C2SP tlog-checkpoint) as its body."""

    origin: str
    size: int
    root: bytes
    body: bytes
    signatures: list[tuple[str, bytes]]

    def __init__(self, text: str) -> None:
        body, _, signatures = text.partition("\n\n")
        self.body = (body + "\n").encode()
        lines = body.split("\n")
        self.origin, self.size, self.root = lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True)
        self.signatures = []
        for line in signatures.rstrip("\n").split("\n"):
            dash, name, blob = line.split(" ")
            assert dash == "\u2014", f"not a signature line: {line!r}"
            self.signatures.append((name, base64.b64decode(blob, validate=True)))

    def is_signed_by(self, verifier: str) -> bool:
        """`verifier`: `name+keyid+base64(1, public key)`."""
        name, key_id, encoded = verifier.split("+", 2)
        key = base64.b64decode(encoded, validate=True)
        assert key[0] == 1, "not an Ed25519 key"
        assert hashlib.sha256(name.encode() + b"\n" + key).hexdigest()[:8] == key_id, "the key's id does not fit"
        for signer, blob in self.signatures:
            if signer == name and blob[:4].hex() == key_id:
                Ed25519PublicKey.from_public_bytes(key[1:]).verify(blob[4:], self.body)  # raises if wrong
                return True
        return False
