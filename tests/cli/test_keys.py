"""`liangzhan keys`: new keys from now on, old values stay readable, no key is ever printed."""

import json

import pytest

from liangzhan.cli import main as dispatcher
from liangzhan.toolkit import crypto


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("purpose", "word"), [("seal", "加密"), ("sign", "签名")])
def test_rotate(home, capsys, purpose, word):
    old, sealed, signed = crypto.current_key_id(purpose), crypto.seal("示例甲", "a"), crypto.sign(b"b")
    assert dispatcher.main(["keys", "rotate", purpose]) == 0
    fresh = crypto.current_key_id(purpose)
    said = capsys.readouterr().out
    assert fresh != old and said.startswith(f"已换用新的{word}密钥 {fresh}。")
    assert crypto.open_sealed(sealed, "a") == "示例甲" and crypto.verify(b"b", signed)
    assert (home / "keys.json").stat().st_mode & 0o777 == 0o600


def test_list_names_ids_and_shows_no_key(home, capsys):
    old = crypto.current_key_id("seal")
    dispatcher.main(["keys", "rotate", "seal"])
    capsys.readouterr()
    assert dispatcher.main(["keys", "list"]) == 0
    said = capsys.readouterr().out
    fresh, signing = crypto.current_key_id("seal"), crypto.current_key_id("sign")
    assert said.splitlines() == [f"加密 {old}", f"加密 {fresh}（现用）", f"签名 {signing}（现用）"]
    rings = json.loads((home / "keys.json").read_text())
    assert [key for ring in rings.values() for key in ring["keys"].values() if key in said] == []


def test_the_index_key_is_not_offered(capsys):
    with pytest.raises(SystemExit):
        dispatcher.main(["keys", "rotate", "index"])
    assert "index" in capsys.readouterr().err
