"""Files are kept by what they are, papers issued with a number and a code, revoked with a reason."""

import io
import stat

import pytest

from liangzhan.audit.models import Event
from liangzhan.documents.choices import DocumentEvent, FileKind
from liangzhan.documents.models import IssuedPaper, KeptFile
from liangzhan.documents.papers import verify_address
from liangzhan.documents.queries import open_file, paper_by_code, place_of, store_report
from liangzhan.documents.rules import upload_problem
from liangzhan.documents.services import issue_paper, keep_file, revoke_paper
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.documents import BY, image_bytes, make_file, make_paper, pdf_bytes

PDF = "application/pdf"


def keep(content, kind=FileKind.PAPER, **more):
    return keep_file(upload=io.BytesIO(content), title="扫描件", kind=kind, by=BY, **more)


class TestUploadRules:
    @pytest.mark.parametrize(
        ("kind", "media_type", "size", "problem"),
        [
            (FileKind.PAPER, PDF, 10, ""),
            (FileKind.ANY, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 10, ""),
            (FileKind.IMAGE, "image/png", 30 * 1024 * 1024, ""),
            (FileKind.IMAGE, "image/png", 0, "文件是空的，请重新选择。"),
            (FileKind.IMAGE, PDF, 10, "这里需要照片，您选的文件不是（按内容识别，与文件名无关）。"),
            (FileKind.PAPER, "", 10, "这里需要扫描件（PDF 或照片），您选的文件不是（按内容识别，与文件名无关）。"),
            (FileKind.WORKBOOK, PDF, 50 * 1024 * 1024, "文件有 50 MB，超过 20 MB 的上限，请压缩后再传。"),
        ],
    )
    def test_table(self, kind, media_type, size, problem):
        assert upload_problem(kind, media_type, size) == problem


class TestKeepFile:
    def test_a_scan(self, db):
        kept = keep(pdf_bytes())
        assert (kept.media_type, kept.extension, kept.is_image, kept.size) == (PDF, "pdf", False, len(pdf_bytes()))
        assert open_file(kept) == pdf_bytes()
        assert stat.S_IMODE(place_of(kept.digest).stat().st_mode) == 0o600
        assert Event.objects.get(name=DocumentEvent.KEPT).details == {"title": "扫描件"}

    def test_a_photo_is_made_anew(self, db):
        kept = keep(image_bytes(comment=b"secret words"), FileKind.IMAGE)
        assert (kept.media_type, kept.width, kept.height, kept.is_image) == ("image/jpeg", 40, 30, True)
        assert b"secret words" not in open_file(kept)

    @pytest.mark.parametrize(("evidence", "kept_position"), [(True, True), (False, False)])
    def test_the_position_only_as_evidence(self, db, evidence, kept_position):
        from PIL import Image

        exif = Image.Exif()
        exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 48.0, 0.0), 3: "E", 4: (123.0, 24.0, 0.0)})
        kept = keep(image_bytes(exif=exif), FileKind.IMAGE, evidence=evidence)
        assert bool(kept.position) is kept_position

    def test_the_same_bytes_lie_once(self, db):
        first, second = keep(pdf_bytes()), keep(pdf_bytes())
        assert (first.digest, KeptFile.objects.count()) == (second.digest, 2)

    @pytest.mark.parametrize("content", [b"%PDF-1.4 broken", b"%PDF-1.7\n%%EOF"])
    def test_a_broken_pdf(self, db, content):
        with pytest.raises(RuleBroken) as refusal:
            keep(content)
        assert (refusal.value.reasons, refusal.value.field) == (("这个 PDF 打不开，请重新导出或扫描后再传。",), "file")
        assert KeptFile.objects.count() == 0

    def test_a_pdf_that_the_library_stumbles_over(self, db):
        from pypdf import PdfWriter

        out, writer = io.BytesIO(), PdfWriter()
        writer.add_blank_page(100, 100)
        writer.write(out)
        bent = out.getvalue().replace(b"n \n0000000054", b"54")  # a line of the table of objects is gone
        with pytest.raises(RuleBroken, match="这个 PDF 打不开"):
            keep(bent)

    def test_an_empty_pdf(self, db):
        from pypdf import PdfWriter

        out = io.BytesIO()
        PdfWriter().write(out)
        with pytest.raises(RuleBroken, match="这个 PDF 没有内容"):
            keep(out.getvalue())

    def test_no_image(self, db):
        with pytest.raises(RuleBroken, match="这里需要照片"):
            keep(b"just words", FileKind.IMAGE)

    def test_an_unknown_type_keeps_a_plain_extension(self, db):
        assert make_file(content=b"x", media_type="application/x-any").extension == "bin"


class TestIssuePaper:
    def test_number_code_and_bytes(self, db):
        first, second = make_paper(), make_paper()
        assert (first.number, second.number) == ("SL2024-0001", "SL2024-0002")
        assert (len(first.verify_code), first.verify_code != second.verify_code) == (10, True)
        assert open_file(first.file) == pdf_bytes()
        event = Event.objects.filter(name=DocumentEvent.ISSUED).first()
        assert (event.division_code, event.details["series"]) == ("210102001001", "SL2024")

    def test_the_page_is_set_with_its_marks(self, db):
        seen = []

        def page(marks):
            seen.append(marks)
            assert marks.qr_png.startswith(b"\x89PNG")
            return pdf_bytes()

        paper = make_paper(pdf=page)
        assert (seen[0].number, seen[0].verify_code) == (paper.number, paper.verify_code)
        assert (
            seen[0].address == f"http://localhost:8000/documents/verify/?number={paper.number}&code={paper.verify_code}"
        )

    def test_a_page_that_fails_gives_the_number_back(self, db):
        def page(marks):
            raise RuleBroken("排版失败。")

        with pytest.raises(RuleBroken):
            make_paper(pdf=page)
        assert make_paper().number == "SL2024-0001"

    def test_the_address_of_the_outside(self, settings):
        settings.CSRF_TRUSTED_ORIGINS = ["https://liangzhan.example/"]
        assert verify_address("A-1", "X") == "https://liangzhan.example/documents/verify/?number=A-1&code=X"

    def test_needs_a_series_number_of_its_own(self, db):
        other = issue_paper(
            kind="sample", title="另一种", series="QT2024", division_code="", facts={}, pdf=pdf_bytes(), by=BY
        )
        assert other.number == "QT2024-0001"


class TestRevoke:
    def test_does(self, db):
        paper = revoke_paper(paper=make_paper(), reason="内容有误", by=BY)
        paper.refresh_from_db()
        assert (paper.revoked_reason, paper.revoked_by.label, paper.revoked_at is None) == (
            "内容有误",
            "系统·测试",
            False,
        )
        assert Event.objects.get(name=DocumentEvent.REVOKED).details == {"reason": "内容有误"}

    def test_refuses(self, db):
        paper = make_paper()
        with pytest.raises(RuleBroken, match="请写明撤销理由"):
            revoke_paper(paper=paper, reason=" ", by=BY)
        revoke_paper(paper=paper, reason="内容有误", by=BY)
        with pytest.raises(RuleBroken, match="已经撤销"):
            revoke_paper(paper=paper, reason="再来一次", by=BY)


class TestQueries:
    def test_by_number_and_code(self, db):
        paper, other = make_paper(), make_paper()
        assert paper_by_code(paper.number, paper.verify_code.lower()) == paper
        assert paper_by_code(paper.number, other.verify_code) is None
        assert IssuedPaper.objects.count() == 2

    def test_lost_and_stray(self, db, monkeypatch, tmp_path):
        monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path))
        assert store_report().lost == store_report().stray == ()
        kept, lost = make_file(content=b"one"), make_file(content=b"two")
        place_of(lost.digest).unlink()
        stray = place_of("ab" * 32)
        stray.parent.mkdir(parents=True)
        stray.write_bytes(b"nobody's")
        report = store_report()
        assert (report.lost, report.stray) == ((lost.digest,), ("ab" * 32,))
        assert place_of(kept.digest).exists()
