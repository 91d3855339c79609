"""Sealing, indexes, signatures, keys."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.toolkit import crypto, paths

AAD = "people_person|name|0001"


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path))
    return tmp_path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.text())
def test_round_trip(text, aad):
    assert crypto.open_sealed(crypto.seal(text, aad), aad) == text


def test_equal_texts_seal_differently():
    assert crypto.seal("示例甲", AAD) != crypto.seal("示例甲", AAD)


def test_every_flipped_bit_is_found():
    value = crypto.seal("示例甲", AAD)
    for place in range(len(value)):
        changed = value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
        with pytest.raises(crypto.SealBroken):
            crypto.open_sealed(changed, AAD)


@pytest.mark.parametrize("value", [b"", b"plain", b"LZ1:A256GCM:", b"XX1:A256GCM:00:abc"])
def test_not_sealed_at_all(value):
    with pytest.raises(crypto.SealBroken):
        crypto.open_sealed(value, AAD)


def test_cut_short():
    with pytest.raises(crypto.SealBroken):
        crypto.open_sealed(crypto.seal("示例甲", AAD)[:30], AAD)


def test_moved_to_another_row():
    with pytest.raises(crypto.SealBroken) as refusal:
        crypto.open_sealed(crypto.seal("示例甲", AAD), "people_person|name|0002")
    assert str(refusal.value) == "无法解密：内容被改动，或不属于这一行。"


def test_rotation_keeps_old_values_readable():
    old, old_signature = crypto.seal("示例甲", AAD), crypto.sign(b"package")
    fresh = crypto.rotate("seal")
    crypto.rotate("sign")
    new = crypto.seal("示例甲", AAD)
    assert crypto.open_sealed(old, AAD) == crypto.open_sealed(new, AAD) == "示例甲"
    assert crypto.key_id_of(new) == crypto.current_key_id() == fresh
    assert crypto.key_id_of(old) != fresh
    assert crypto.verify(b"package", old_signature) and crypto.verify(b"package", crypto.sign(b"package"))
    assert len(crypto.public_keys()) == 2


def test_an_index_key_is_not_rotated():
    with pytest.raises(ValueError):
        crypto.rotate("index")


def test_a_fresh_key_id_never_repeats(monkeypatch):
    taken = crypto.current_key_id()
    answers = iter([(taken, "x"), ("00000001", base64.b64encode(b"k" * 32).decode())])
    monkeypatch.setattr(crypto, "_fresh_key", lambda: next(answers))
    assert crypto.rotate("seal") == "00000001"


def test_a_lost_key_says_so(own_home):
    value = crypto.seal("示例甲", AAD)
    (own_home / "keys.json").unlink()
    with pytest.raises(crypto.SealBroken) as refusal:
        crypto.open_sealed(value, AAD)
    assert str(refusal.value) == "无法解密：缺少对应的密钥或算法。"
    assert not crypto.verify(b"x", value)


def test_blind_index():
    assert crypto.blind_index("219999195001010018", "id") == crypto.blind_index("219999195001010018", "id")
    assert crypto.blind_index("219999195001010018", "id") != crypto.blind_index("219999195001010018", "phone")
    assert len(crypto.blind_index("", "id")) == 64


def test_signature():
    signature = crypto.sign(b"package")
    assert crypto.verify(b"package", signature)
    assert not crypto.verify(b"packagf", signature)
    assert not crypto.verify(b"package", signature[:-1] + bytes([signature[-1] ^ 1]))
    assert not crypto.verify(b"package", b"nonsense")
    assert not crypto.verify(b"package", signature.replace(b"Ed25519", b"SM2"))


def test_another_party_can_check_with_the_public_key():
    signature = crypto.sign(b"package")
    header, raw = signature[:-64], signature[-64:]
    key = base64.b64decode(crypto.public_keys()[crypto.key_id_of(signature)])
    Ed25519PublicKey.from_public_bytes(key).verify(raw, header + b"package")


def test_keys_are_made_once_and_closed(own_home):
    place = crypto.ensure_keys(own_home)
    before = place.read_text()
    assert place.stat().st_mode & 0o777 == 0o600
    assert set(json.loads(before)) == {"seal", "index", "sign"}
    assert crypto.ensure_keys(own_home).read_text() == before
    paths.write_once(place, "another process came second")
    assert place.read_text() == before
    assert [file.name for file in own_home.iterdir()] == ["keys.json"]


def test_open_keys_are_refused(own_home):
    crypto.ensure_keys(own_home).chmod(0o644)
    with pytest.raises(PermissionError):
        crypto.seal("示例甲", AAD)
