"""Anybody finds the key and the verifier without an account; the key on the page checks a package, also after a rotation."""

from pathlib import Path

from django.urls import reverse

from liangzhan.cli.main import main
from liangzhan.documents.packing import pack
from liangzhan.toolkit import crypto, verify_package
from tests.documents.folders import MADE, folder

PAGE, SCRIPT = reverse("documents:public-key"), reverse("documents:verifier")


def test_the_key_on_the_page_checks_a_package(client, tmp_path):
    place = tmp_path / "p.zip"
    place.write_bytes(pack(folder(), MADE).content)
    page = client.get(PAGE).content.decode()
    key = crypto.public_keys()[crypto.current_key_id("sign")]
    assert key in page and "用过的旧公钥" not in page and client.queries == 0
    assert verify_package.main([str(place), "--key", key]) == 0


def test_the_script_runs_alone(client):
    answer = client.get(SCRIPT)
    assert answer.content == Path(verify_package.__file__).read_bytes()
    assert "attachment" in answer["Content-Disposition"]


def test_older_keys_stay(client, monkeypatch, capsys):
    monkeypatch.setattr(crypto, "public_keys", lambda: {"s1": "AAAA", "s2": "BBBB"})
    monkeypatch.setattr(crypto, "current_key_id", lambda purpose="seal": "s2")
    page = client.get(PAGE).content.decode()
    assert page.index("BBBB") < page.index("用过的旧公钥") < page.index("AAAA")
    assert main(["keys", "public"]) == 0
    said = capsys.readouterr().out
    assert "s2（现用）" in said and "指纹" in said and said.index("s2") < said.index("s1")
