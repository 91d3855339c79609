"""Papers as PDF: what stands on which page, the same bytes for the same data, nothing spliced into source."""

import datetime as dt
import io
import uuid
from decimal import Decimal

import pytest
from PIL import Image
from pypdf import PdfReader

from liangzhan.toolkit import papers, paths, qr
from liangzhan.toolkit.papers import fonts, render

pytestmark = pytest.mark.skipif(not papers.fonts_ready(), reason="no Chinese fonts (fonts-noto-cjk)")

MILLIMETRE = 72 / 25.4
REPORT = {
    "title": "示例市民政局关于“两站”建设情况的报告",
    "signer": "示例甲",
    "recipient": "省民政厅",
    "sender": "示例市民政局",
    "date": dt.date(2020, 10, 28),
    "sample": "示例",
    "blocks": [{"heading": "总体进展"}, {"text": "已建成社会工作站83个。"}],
}


def read(pdf: bytes) -> list[str]:
    """The text of each page, without spaces."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def official(**more) -> bytes:
    return papers.render_pdf("toolkit/official_paper.typ", {**REPORT, **more})


def picture(kind="PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#336699").save(out, kind)
    return out.getvalue()


VOLUME = {
    "title": "示例社区社会工作站\n建设档案",
    "subtitle": "示例街道",
    "facts": [["类别", "城市社区"]],
    "office": "示例社区社会工作站",
    "date": "2026-11-20",
    "code": "ABCD-2345",
    "blocks": [
        {"heading": "基本情况"},
        {
            "facts": [
                ["名称", "示例站"],
                ["说明", "字" * 30],
                ["面积", Decimal("65.5")],
                ["有无电话", True],
                ["共用", False],
                ["备注", None],
            ]
        },
        {"heading": "对照", "level": 2},
        {
            "checks": [
                {"state": "MET", "title": "已备案", "code": "A01", "detail": "示例备1号"},
                {"state": "MISSING", "title": "标识牌"},
                {"state": "EXEMPT", "title": "电话"},
            ]
        },
        {"notice": "还缺 1 项。", "tone": "open"},
        {"table": {"columns": ["姓名"], "rows": []}},
        {"page": True},
        {"heading": "照片"},
        {
            "photos": [
                {"image": picture(), "caption": "活动室", "note": "2026-11-01"},
                {"image": picture("JPEG")},
            ]
        },
    ],
}


def test_official_document():
    (page,) = read(official())
    assert page == (
        "示例〔〕号签发人：示例甲示例市民政局关于“两站”建设情况的报告省民政厅：一、总体进展已建成社会工作站83个。"
        "示例市民政局2020年10月28日（盖章处）—1—"
    )


def test_official_document_with_everything():
    pages = read(
        official(
            head="示例市民政局文件",
            number="示例〔2020〕1号",
            recipient="省民政厅：",
            enclosures=["社区名单"],
            contact="联系人：示例乙",
            copies="示例市委社会工作部",
            printed_by="示例市民政局办公室",
            printed_on="2020-10-29",
            place_for_seal=False,
            date=None,
            sample=None,
            appendices=[
                {
                    "number": 1,
                    "title": "社区名单",
                    "blocks": [{"table": {"columns": ["社区"], "rows": [["示例社区"]]}}],
                },
                {"title": "说明", "landscape": False, "blocks": [{"text": "无"}]},
            ],
        )
    )
    assert pages[0].startswith("示例市民政局文件示例〔2020〕1号签发人：示例甲")
    assert "省民政厅：一、" in pages[0]
    assert "附件：社区名单示例市民政局年月日（联系人：示例乙）" in pages[0]
    assert "抄送：示例市委社会工作部。示例市民政局办公室2020年10月29日印发" in pages[0]
    assert pages[1:] == ["附件1社区名单社区示例社区—2—", "附件说明无—3—"]


def test_appendix_lies_and_the_letter_stands():
    made = PdfReader(io.BytesIO(official(appendices=[{"number": 1, "title": "名单", "blocks": []}])))
    sizes = [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in made.pages]
    assert sizes == [(595, 842), (842, 595)]


def test_type_area_holds_22_lines_of_28_characters():
    full = PdfReader(io.BytesIO(official(blocks=[{"text": "字" * 28 * 60}])))
    found: dict[float, list[float]] = {}

    def note(text, _cm, matrix, _font, _size):
        for _ in range(text.count("字")):
            found.setdefault(round(matrix[5] if matrix[5] > 0 else 842 + matrix[5], 0), []).append(matrix[4])

    full.pages[1].extract_text(visitor_text=note)
    assert "".join(full.pages[1].extract_text().split()).count("字") == 22 * 28


def test_long_title_is_broken_anew_and_hardly_fitting_lines_shrink():
    fitting = official(title="示例市民政局关于建设示例社会工作站的和\n情况的报告")
    hardly = official(title="示例市民政局关于建设城乡社区社会工作站的和\n情况的报告")
    broken = official(title="示例市民政局关于二〇二〇年城乡社区社会工作和志愿服务站建设情况的报告")
    assert [len(read(pdf)) for pdf in (fitting, hardly, broken)] == [1, 1, 1]


def test_table_repeats_its_head_on_each_page():
    table = {
        "columns": [{"title": "社区", "width": "30mm"}, {"title": "站数", "align": "right"}],
        "rows": [["示例", 1]] * 120,
    }
    pages = read(official(blocks=[{"table": {**table, "total": ["合计", 120], "caption": "表1", "size": "12pt"}}]))
    with_rows = [page for page in pages if "示例1" in page]
    assert len(with_rows) > 2
    assert all("社区站数" in page for page in with_rows)
    assert sum(page.count("合计120") for page in pages) == 1


def test_volume():
    pages = read(papers.render_pdf("toolkit/volume_paper.typ", {**VOLUME, "qr": qr.png("https://example.invalid/v/1")}))
    assert pages[0] == "示例社区社会工作站建设档案示例街道类别城市社区示例社区社会工作站2026年11月20日扫码核验ABCD-2345"
    assert pages[1].startswith("目录一、基本情况") and pages[1].endswith("2")
    assert "说明" + "字" * 30 in pages[2] and "面积65.5有无电话是共用否备注" in pages[2]
    assert "A01已备案示例备1号✓已达到2标识牌○未达到3电话—不适用还缺1项。姓名（无）" in pages[2]
    assert "第1页，共2页" in pages[2] and "二、照片活动室2026-11-01" in pages[3]


def test_volume_without_cover():
    (page,) = read(
        papers.render_pdf(
            "toolkit/volume_paper.typ",
            {
                "title": "示例说明",
                "cover": False,
                "contents": False,
                "facts": [["岗位", "站长"]],
                "blocks": [{"text": "正文"}],
            },
        )
    )
    assert page == "示例说明示例说明岗位站长正文第1页，共1页"


def test_register_sheet():
    pages = read(
        papers.render_pdf(
            "toolkit/sheet.typ",
            {
                "title": "服务登记表",
                "facts": [["站点", "示例站"], ["填表人", ""]],
                "columns": [{"title": "序号", "width": "12mm"}, "内容"],
                "rows": [["1", "探访"]],
                "blank_rows": 40,
                "signatures": ["负责人"],
                "notes": "填写后扫描上传。",
                "qr": qr.png("1"),
            },
        )
    )
    assert pages[0].startswith("服务登记表站点：示例站填表人：序号内容1探访2")
    assert len(pages) == 2 and pages[1].startswith("序号内容")
    assert "41填写后扫描上传。负责人：" in pages[1]


def test_slips_eight_on_a_sheet():
    slip = {
        "name": "示例甲",
        "role": "站点人员",
        "place": "示例社区",
        "account": "demo1",
        "code": "7K3M-Q9XD",
        "valid_until": "2026-12-01",
    }
    pages = read(
        papers.render_pdf(
            "toolkit/slip.typ", {"title": "激活单", "address": "http://localhost:8000", "slips": [slip] * 9}
        )
    )
    assert [page.count("7K3M-Q9XD") for page in pages] == [8, 1]
    assert "登录名demo1激活码7K3M-Q9XD有效期至2026年12月1日" in pages[1]


def test_same_data_same_bytes():
    assert official() == official()
    assert official() != official(signer="示例乙")


def test_short_papers_are_tagged_and_long_lists_stay_small():
    table = {"columns": ["社区", "站"], "rows": [["示例社区", "示例站"]] * 2000}
    long = official(blocks=[{"table": table}])
    tagged = ["/StructTreeRoot" in PdfReader(io.BytesIO(pdf)).root_object for pdf in (official(), long)]
    assert tagged == [True, False]
    assert len(long) // 400_000 == 0


def test_data_is_never_source():
    (page,) = read(official(blocks=[{"text": '#panic("x") $1/0$ *粗* @ref'}]))
    assert '#panic("x")$1/0$*粗*@ref' in page


def test_values_of_python_become_plain(tmp_path):
    folder = render._Folder(tmp_path)
    number = uuid.UUID(int=1)
    plain = folder.plain({1: (dt.date(2020, 1, 2), Decimal("1.5"), number, None, picture(), b"<svg/>")})
    assert plain == {"1": ["2020-01-02", "1.5", str(number), None, "/files/0001.png", "/files/0002.svg"]}


def test_bytes_that_are_no_picture():
    with pytest.raises(ValueError):
        official(blocks=[{"photos": [{"image": b"%PDF-1.7\n"}]}])


def test_files_by_name():
    blocks = [{"photos": [{"image": "/files/desk.png", "caption": "桌椅"}]}]
    made = papers.render_pdf("toolkit/official_paper.typ", {**REPORT, "blocks": blocks}, files={"desk.png": picture()})
    assert "桌椅" in read(made)[0]
    for name in ("../desk.png", ".desk", "a/b.png"):
        with pytest.raises(ValueError):
            papers.render_pdf("toolkit/official_paper.typ", REPORT, files={name: picture()})


@pytest.mark.parametrize("name", ["../settings.typ", "toolkit/../x.typ", "toolkit/official", "/etc/passwd"])
def test_template_names(name):
    with pytest.raises(ValueError):
        papers.render_pdf(name, {})


def test_a_failing_template_says_so_in_chinese():
    with pytest.raises(papers.PaperFailed) as refusal:
        official(blocks=[{"unknown": 1}])
    assert str(refusal.value) == "文书没有生成成功（模板 toolkit/official_paper.typ）。请联系系统管理员。"


def test_not_one_file(monkeypatch):
    monkeypatch.setattr(
        render.typst, "Compiler", lambda *_, **__: type("Two", (), {"compile": lambda *_, **__: [b"", b""]})()
    )
    with pytest.raises(papers.PaperFailed):
        official()


def test_without_fonts(monkeypatch):
    monkeypatch.setattr(fonts, "font_paths", list)
    assert not papers.fonts_ready()
    with pytest.raises(papers.PaperFailed) as refusal:
        official()
    assert str(refusal.value) == render.NO_FONTS


def test_own_fonts_come_first(monkeypatch, tmp_path):
    (own := tmp_path / "own").mkdir()
    (office := paths.home() / "fonts").mkdir(exist_ok=True)
    monkeypatch.setenv("LIANGZHAN_FONTS", f"{own}:{tmp_path / 'absent'}")
    assert fonts.font_paths()[:2] == [str(own), str(office)]
    office.rmdir()
