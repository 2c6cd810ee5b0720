"""The official record, verified by other code: chain, root, signature and proofs; and by the program's own command."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from support.meeting import Meeting
from support.record import Note, Record, leaf_hash, root_by_path, root_hash
from support.server import Server, run


@pytest.fixture(scope="module")
def sitting(servers: Callable[..., Server]) -> Meeting:
    """Some interventions, closed."""
    made = Meeting(servers(), "VN", "ID", "KR")
    made.head("ID")
    made.head("KR")
    made.open()
    for seat in ("ID", "KR", "ID"):
        made.people[f"{seat.lower()}-head"].do("raiseFlag")
        made.chair.do("nextSpeaker")
        made.chair.do("endFloor")
    made.chair.do("closeMeeting")
    return made


def checkpoint(meeting: Meeting) -> Note:
    answer = meeting.server.admin.get(f"{meeting.path}/checkpoint")
    assert answer.status == 200, answer.text
    assert answer.headers.get_content_type() == "text/plain"
    return Note(answer.body.decode())


def verifier(meeting: Meeting) -> str:
    """The installation's public key: name+id+base64."""
    answer = meeting.server.api().get("/api/record-key")
    assert answer.status == 200, answer.text
    return answer.text.strip()


def test_chain_and_root(sitting: Meeting) -> None:
    record = Record(sitting.record())
    record.verify_chain()
    assert record.events("floorGiven") and record.events("meetingClosed")
    note = checkpoint(sitting)
    assert note.size == len(record.lines), "closing a meeting must be covered by a checkpoint"
    assert note.root == root_hash(record.leaves)


def test_signature(sitting: Meeting) -> None:
    note, key = checkpoint(sitting), verifier(sitting)
    assert note.is_signed_by(key)
    assert sitting.id in note.origin
    note.body = note.body.replace(str(note.size).encode(), str(note.size - 1).encode())
    with pytest.raises(Exception):  # noqa: B017  InvalidSignature of cryptography
        note.is_signed_by(key)


def test_every_inclusion_proof(sitting: Meeting) -> None:
    record = Record(sitting.record())
    for sequence in range(1, len(record.lines) + 1):
        answer = sitting.server.admin.get(f"{sitting.path}/proof/{sequence}")
        assert answer.status == 200, answer.text
        proof = answer.json
        note = Note(proof["checkpoint"])
        leaf = leaf_hash(record.lines[sequence - 1])
        assert proof["leaf"] == leaf.hex() and proof["size"] == note.size
        path = [bytes.fromhex(sibling) for sibling in proof["path"]]
        assert root_by_path(sequence - 1, proof["size"], leaf, path) == note.root, f"line {sequence}"
        assert root_by_path(sequence - 1, proof["size"], leaf_hash(b"forged"), path) != note.root
    assert sitting.server.admin.get(f"{sitting.path}/proof/{len(record.lines) + 1}").status == 404
    assert sitting.server.admin.get(f"{sitting.path}/proof/0").status in (400, 404)


def test_every_change_is_found(sitting: Meeting, tmp_path: Path) -> None:
    """Lines removed, swapped, repeated or changed in one bit."""
    original = sitting.record()
    lines = original.splitlines(keepends=True)
    dice = random.Random(14)
    for attempt in range(12):
        changed = list(lines)
        index = dice.randrange(len(lines) - 2)
        match attempt % 4:
            case 0: del changed[index]
            case 1: changed[index], changed[index + 1] = changed[index + 1], changed[index]
            case 2: changed.insert(index, changed[index])
            case _:
                line = bytearray(changed[index])
                line[dice.randrange(len(line) - 1)] ^= 1
                changed[index] = bytes(line)
        file = tmp_path / f"{attempt}.jsonl"
        file.write_bytes(b"".join(changed))
        answer = run("record", "verify", str(file))
        assert answer.returncode == 65, f"change {attempt} at line {index + 1} was not found: {answer.stdout}"


@pytest.mark.parametrize(("language", "words"), [("en", "Viet Nam"), ("vi", "Việt Nam")])
def test_minutes(sitting: Meeting, language: str, words: str) -> None:
    answer = sitting.server.admin.get(f"{sitting.path}/minutes?language={language}")
    assert answer.status == 200 and answer.headers.get_content_type() == "text/markdown"
    text = answer.body.decode()
    assert text.startswith("# ")
    assert words in text


def test_the_commands_say_the_same(sitting: Meeting, tmp_path: Path) -> None:
    """Verified and exported by the program, from a file, from the running server and from the folder when it has stopped."""
    server, record = sitting.server, sitting.record()
    minutes = server.admin.get(f"{sitting.path}/minutes?language=vi").body.decode()
    file, signed = tmp_path / "record.jsonl", tmp_path / "checkpoint"
    file.write_bytes(record)
    signed.write_bytes(server.admin.get(f"{sitting.path}/checkpoint").body)
    assert run("record", "verify", str(file)).returncode == 0
    assert run("record", "verify", str(file), "--checkpoint", str(signed), "--key", verifier(sitting)).returncode == 0
    file.write_bytes(b"".join(record.splitlines(keepends=True)[:-1]))
    shortened = run("record", "verify", str(file), "--checkpoint", str(signed), "--key", verifier(sitting))
    assert shortened.returncode == 65, "a record whose last line is missing passes against its checkpoint"
    refused = run("record", "verify", "--data", str(server.data))
    assert refused.returncode == 75, "the folder of a running server"

    server.stop()
    try:
        verified = run("record", "verify", "--data", str(server.data), "--meeting", sitting.id)
        assert verified.returncode == 0, verified.stdout + verified.stderr
        export = ("record", "export", "--data", str(server.data), "--meeting", sitting.id)
        assert run(*export).stdout.encode() == record
        assert run(*export, "--form", "minutes", "--language", "vi").stdout == minutes
    finally:
        server.start()
