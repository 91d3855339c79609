"""The volume and its signed package: pages run on, the verifier names the file of which a byte was changed."""

import ast
import functools
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from liangzhan.documents.binding import bind
from liangzhan.documents.packing import pack
from liangzhan.documents.rules.folders import Enclosure, Part
from liangzhan.toolkit import crypto, verify_package
from tests.documents.folders import MADE, folder, part

NAMES = ["volume.pdf", "records.csv", "verify_package.py", "manifest.json", "manifest.sig"]


@functools.cache
def package():
    return pack(folder(), MADE)


@functools.cache
def whole():
    with zipfile.ZipFile(io.BytesIO(package().content)) as held:
        return {name: held.read(name) for name in held.namelist()}


def text_of(pdf):
    return [page.extract_text().replace(" ", "") for page in PdfReader(io.BytesIO(pdf)).pages]


class TestVolume:
    def test_order_and_numbers(self):
        said = []
        volume = bind(folder(), MADE, lambda done, total: said.append((done, total)))
        pages = text_of(volume.pdf)
        # cover, contents, first form, its photo, its scan, second form, closing sheet
        assert (len(pages), volume.pages, said) == (7, 4, [(1, 2), (2, 2)])
        assert [place.words for place in volume.places] == ["1-3", "4"]
        assert "示例社会工作站" in pages[0] and "卷内目录" in pages[1] and "备考表" in pages[-1]
        assert ["第1次" in page for page in pages] == [False, False, True, False, False, False, False]
        for number, page in enumerate(pages[2:6], 1):
            assert f"示例社会工作站{number}210102001001" in page.replace("\n", "")
        assert all("示例站长2026-05-0617:30导出" in page for page in pages)
        outline = PdfReader(io.BytesIO(volume.pdf)).outline
        assert [one["/Title"] for one in outline] == ["C-05 过程记录", "C-05 过程记录"]

    def test_what_cannot_be_printed_is_told(self):
        def lost():
            raise FileNotFoundError

        files = (
            Enclosure("坏文件", "application/pdf", lambda: b"%PDF-broken"),
            Enclosure("表格", "application/zip", lambda: b"PK"),
            Enclosure("丢失", "image/jpeg", lost),
        )
        volume = bind(folder([part(1, files=files)]), MADE)
        words = "".join(text_of(volume.pdf))
        assert volume.pages == 4
        assert words.count("请在系统内查看原件") == 2 and "存储中找不到这个附件" in words

    def test_batches_do_not_show(self, monkeypatch):
        monkeypatch.setattr("liangzhan.documents.binding.BATCH", 2)
        volume = bind(folder([part(number) for number in range(1, 6)]), MADE)
        assert [place.first for place in volume.places] == [1, 2, 3, 4, 5]

    def test_an_empty_folder(self):
        volume = bind(folder([Part("说明", sheet={})]), MADE)
        assert volume.pages == 1


class TestRecords:
    def test_every_field_and_no_formula(self):
        words = whole()["records.csv"].decode("utf-8-sig")
        assert "1,C-05,过程记录,2026-01-01,示例社工,序号,第 1 次,1-3" in words
        assert "'=示例过程" in words and ",附件,扫描件," in words


class TestVerifier:
    def test_whole(self, tmp_path, capsys):
        place = tmp_path / "p.zip"
        place.write_bytes(package().content)
        key = crypto.public_keys()[crypto.current_key_id("sign")]
        assert verify_package.main([str(place), "--key", key]) == 0
        assert "签名有效" in capsys.readouterr().out
        assert verify_package.main([str(place), "--key", ("B" if key[0] == "A" else "A") + key[1:]]) == 1

    @settings(max_examples=250, deadline=None)
    @given(st.sampled_from(NAMES), st.floats(0, 1, exclude_max=True), st.integers(1, 255))
    def test_any_byte_of_any_file(self, name, where, flip):
        content = bytearray(whole()[name])
        content[int(where * len(content))] ^= flip
        assert [found for found, _ in verify_package.faults({**whole(), name: bytes(content)})] == [name]

    @pytest.mark.parametrize("name", NAMES)
    def test_a_file_is_missing(self, name):
        files = {key: value for key, value in whole().items() if key != name}
        assert verify_package.faults(files) == [(name, "缺少")]

    def test_a_file_too_many(self):
        assert verify_package.faults({**whole(), "more.txt": b""}) == [("more.txt", "清单里没有这个文件")]

    @settings(max_examples=60, deadline=None)
    @given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
    def test_a_damaged_zip_is_never_called_changed_content_whole(self, where, flip):
        content = bytearray(package().content)
        content[int(where * len(content))] ^= flip
        try:
            with zipfile.ZipFile(io.BytesIO(bytes(content))) as held:
                files = {one.filename: held.read(one) for one in held.infolist()}
        except Exception:  # a damaged archive raises one of a dozen errors, and `main` answers 1
            return
        assert files == whole() or verify_package.faults(files)

    def test_not_a_package(self, tmp_path):
        (tmp_path / "p.zip").write_bytes(b"PK nothing")
        assert verify_package.main([str(tmp_path / "p.zip")]) == 1

    def test_the_copy_in_the_package_runs_alone(self, tmp_path):
        for name, content in whole().items():
            (tmp_path / name).write_bytes(content)
        asked = [sys.executable, "-I", str(tmp_path / "verify_package.py"), str(tmp_path)]
        done = subprocess.run(asked, capture_output=True, check=False, cwd=tmp_path)
        assert (done.returncode, "文件完整" in done.stdout.decode()) == (0, True)

    def test_independent_and_short(self):
        source = Path(verify_package.__file__).read_text()
        names = {
            (one.module if isinstance(one, ast.ImportFrom) else one.names[0].name).split(".")[0]
            for one in ast.walk(ast.parse(source))
            if isinstance(one, ast.Import | ast.ImportFrom)
        }
        assert "liangzhan" not in names and names - set(sys.stdlib_module_names) == {"cryptography"}
        assert len(source.splitlines()) <= 100
