"""The independent script: copied out, run by a bare interpreter that has `cryptography` and nothing of ours; forgeries."""

import base64
import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from liangzhan.access.actor import Actor
from liangzhan.toolkit import crypto, verify_certificate
from liangzhan.volunteers.rules.certificates import payload_text
from liangzhan.volunteers.services.certificates import issue_certificate
from tests.factories.volunteers import make_record, make_volunteer

pytestmark = pytest.mark.django_db
SOURCE = Path(verify_certificate.__file__).read_text()
# Runs the script and then tells which packages beside the standard library were loaded, from where the interpreter finds them.
WATCHED = """
import runpy, sys
before = set(sys.modules)  # what the environment itself loads at its start
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except SystemExit as end:
    code = end.code
ours = {name: getattr(one, "__file__", "") or "" for name, one in sys.modules.items() if name not in before}
print("LOADED", *sorted({name.split(".")[0] for name, place in ours.items() if "site-packages" in place}))
sys.exit(code)
"""


@pytest.fixture
def row(station):
    volunteer = make_volunteer(station=station)
    make_record(volunteer, on=dt.date(2020, 7, 1), minutes=105)
    himself = replace(Actor.system("本人"), unlimited=False, uuid=uuid4(), person_uuid=volunteer.person.uuid)
    days = {"starts_on": dt.date(2020, 6, 1), "ends_on": dt.date(2020, 12, 31)}
    return issue_certificate(volunteer=volunteer, by=himself, **days)


@pytest.fixture
def run(tmp_path):
    """run(given, keys=None) -> (exit code, what it said) of the copied script, isolated (-I: no path, no variables)."""
    script = tmp_path / "verify_certificate.py"
    script.write_text(SOURCE)

    def go(given, keys=None):
        told = keys or crypto.public_keys()
        asked = [script, given, *(f"--key={key_id}={key}" for key_id, key in told.items())]
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-c", WATCHED, *asked], cwd=tmp_path, capture_output=True, check=False, env={}
        )
        said, _, loaded = done.stdout.decode().partition("LOADED")
        assert set(loaded.split()) <= {"cryptography", "_cffi_backend", "cffi"}, loaded
        return done.returncode, said

    return go


def changed(payload, **facts):
    """The payload with other facts under the old signature."""
    body, signature = payload.removeprefix("LZC1.").split(".")
    told = {**json.loads(verify_certificate.decoded(body)), **facts}
    return payload_text(
        json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), verify_certificate.decoded(signature)
    )


def test_it_verifies_a_paper_and_says_what_was_signed(row, run, tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_text(f"证明 https://x/?p={row.payload}\n")
    code, said = run(str(paper))
    assert code == 0 and row.number in said and "王**" in said and "1.7" in said and row.issuer in said
    assert "王志愿" not in said


def test_forged_ones(row, run):
    code, said = run(changed(row.payload, hours="999.0"))
    assert code == 1 and "不能采信" in said and "999" not in said
    thief = Ed25519PrivateKey.generate()
    signed = verify_certificate.decoded(changed(row.payload, name="李**").split(".")[1])
    key_id = json.loads(signed)["kid"]
    forged = payload_text(signed, thief.sign(f"LZ1:Ed25519:{key_id}:".encode() + signed))
    code, said = run(forged)  # signed by somebody else in the name of our key
    assert code == 1 and "不能采信" in said
    public = thief.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    code, said = run(row.payload, {key_id: base64.b64encode(public).decode()})  # a key that is not the published one
    assert code == 1 and "不能采信" in said
    code, said = run(row.payload, {"other": base64.b64encode(public).decode()})
    assert code == 1 and "公钥" in said


def test_it_is_short_and_imports_nothing_of_ours():
    assert SOURCE.count("\n") <= 100 and "liangzhan" not in SOURCE


def test_what_it_says(row, capsys):
    assert verify_certificate.main([row.payload]) == 1 and "公钥" in capsys.readouterr().out
    assert verify_certificate.main(["nothing"]) == 1 and "没有找到完整" in capsys.readouterr().out
    assert json.loads(verify_certificate.decoded(row.payload.split(".")[1]))["alg"] == "Ed25519"
