"""Filters, globals, frames and macros: each renders under StrictUndefined, and writes what an official would write."""

import datetime as dt
import re
import uuid
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.template import engines
from django.test import RequestFactory
from django.urls import include, path
from jinja2 import UndefinedError

from liangzhan.access.actor import ANONYMOUS, Actor
from liangzhan.toolkit import templating
from liangzhan.toolkit.keyset import KeysetPage
from liangzhan.toolkit.panels import Todo
from tests.harness.pages import problems_of

TODAY = dt.date(2026, 11, 23)
urlpatterns = [path("accounts/", include("allauth.urls"))]  # the frame names only the addresses of signing in and out
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch):
    monkeypatch.setattr(templating, "today", lambda: TODAY)


@pytest.fixture
def request_of():
    def build(address="/stations/?area=2101&order=name&cursor=x", actor=None, **extra):
        request = RequestFactory().get(address)
        request.actor = actor or Actor(
            uuid=uuid.UUID(int=5), label="张站长", role_label="站长", place_label="沈阳市 · 和平区"
        )
        request._messages = CookieStorage(request)
        for name, value in extra.items():
            setattr(request, name, value)
        return request

    return build


def render(source, request=None, **context):
    template = engines["jinja2"].from_string('{% import "toolkit/ui.html" as ui %}' + source)
    html = template.render(context, request)
    assert problems_of(html) == []
    return html


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


class TestDays:
    def test_day(self):
        assert templating.day(dt.date(2020, 5, 6)) == "2020年5月6日"
        assert templating.day(None) == "—"

    def test_a_moment_is_shown_by_the_clock_of_the_province(self):
        late = dt.datetime(2026, 11, 22, 18, 5, tzinfo=dt.UTC)
        assert templating.day(late) == "2026年11月23日"
        assert templating.moment(late) == "11月23日 02:05"
        assert (
            templating.moment(dt.datetime(2025, 1, 2, 3, 4, tzinfo=ZoneInfo("Asia/Shanghai"))) == "2025年1月2日 03:04"
        )
        assert templating.moment(dt.datetime(2026, 1, 2, 3, 4)) == "1月2日 03:04"
        assert templating.moment(None) == "—"

    def test_shortday_names_another_year(self):
        assert templating.shortday(TODAY) == "11月23日"
        assert templating.shortday(dt.date(2020, 10, 31)) == "2020年10月31日"
        assert templating.shortday(None) == "—"

    @pytest.mark.parametrize(
        ("days", "word"), [(0, "今天"), (1, "明天"), (3, "3 天后"), (-1, "逾期 1 天"), (-4, "逾期 4 天")]
    )
    def test_due_word(self, days, word):
        assert templating.due_word(TODAY + dt.timedelta(days=days)) == word

    def test_due_word_on_another_day_and_without_one(self):
        assert templating.due_word(TODAY, TODAY - dt.timedelta(days=2)) == "2 天后"
        assert templating.due_word(None) == ""


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (1234, "1,234"),
            (0, "0"),
            (-5, "-5"),
            (12.5, "12.5"),
            (Decimal("1234.00"), "1,234"),
            (-0.001, "0"),
            (None, "—"),
        ],
    )
    def test_number(self, value, text):
        assert templating.number(value) == text

    @pytest.mark.parametrize(
        ("done", "total", "text"),
        [
            (101, 162, "62%"),
            (999, 1000, "99%"),
            (7, 7, "100%"),
            (8, 7, "114%"),
            (1, 0, "—"),
            (None, 3, "—"),
            (3, None, "—"),
        ],
    )
    def test_percent_is_rounded_down(self, done, total, text):
        assert templating.percent(done, total) == text

    @pytest.mark.parametrize(
        ("fen", "text"),
        [(123450, "1,234.50 元"), (500000, "5,000 元"), (5, "0.05 元"), (0, "0 元"), (-150, "-1.50 元"), (None, "—")],
    )
    def test_yuan(self, fen, text):
        assert templating.yuan(fen) == text

    @pytest.mark.parametrize(
        ("size", "text"), [(860, "860 字节"), (12_288, "12 KB"), (3_565_158, "3.4 MB"), (None, "—")]
    )
    def test_filesize(self, size, text):
        assert templating.filesize(size) == text


@pytest.mark.parametrize(
    ("identifier", "cited"),
    [
        ("2.1.3", "《通知》二（一）"),
        ("2.6", "《通知》二（六）"),
        ("3.1.1", "《通知》三（一）"),
        ("4.1", "《通知》四（一）"),
        ("4", "《通知》四"),
        ("1.2", "《通知》一、总体要求"),
        ("0.1", "《通知》前言"),
        ("A1", "《通知》附件1"),
        ("A2", "《通知》附件2"),
        ("备注", "备注"),
        ("99.1", "99.1"),
    ],
)
def test_clause(identifier, cited):
    assert templating.clause(identifier) == cited


class TestQueryWith:
    def test_a_change_keeps_the_filters_and_starts_at_the_first_page(self, request_of):
        assert templating.query_with(request_of(), order="-name") == "?area=2101&order=-name"

    def test_empty_removes_and_a_list_repeats(self, request_of):
        assert templating.query_with(request_of(), area="", order=None, kind=["SW", "VS"]) == "?kind=SW&kind=VS"

    def test_the_cursor_itself(self, request_of):
        assert templating.query_with(request_of(), cursor="next") == "?area=2101&order=name&cursor=next"


class TestEnvironment:
    def test_a_missing_name_is_an_error(self):
        with pytest.raises(UndefinedError):
            render("{{ nothing }}")
        with pytest.raises(UndefinedError):
            render("{{ nothing|day }}")

    def test_values_are_escaped(self):
        assert render("{{ name }}", name="<b>") == "&lt;b&gt;"

    def test_url_and_elder(self, request_of):
        assert render("{{ url('account_login') }}") == "/accounts/login/"
        request = request_of()
        assert templating.elder(request) is False
        request.COOKIES["elder"] = "1"
        assert templating.elder(request) is True

    def test_a_page_without_message_store_has_no_messages(self):
        assert templating.get_messages(RequestFactory().get("/")) == []


class TestFrames:
    PAGE = '{%% extends "toolkit/%s.html" %%}{%% block content %%}正文{%% endblock %%}'

    def page(self, frame, request, **context):
        html = engines["jinja2"].from_string(self.PAGE % frame).render(context, request)
        assert problems_of(html) == []
        return html

    def test_base(self, request_of):
        request = request_of(unread_count=120)
        messages.success(request, "已保存。")
        messages.error(request, "没有保存。")
        html = self.page("base", request, title="站点名册", subtitle="和平区")
        assert "<title>站点名册 · 两站平台</title>" in html
        assert re.search(r"<h1>(.*)</h1>", html)[1] == "站点名册"
        assert re.search(r'<p class="sub">(.*)</p>', html)[1] == "和平区"
        assert 'role="status"' in html and 'class="alert alert-danger" role="alert"' in html
        assert "99+" in html and "张站长" in html and "沈阳市 · 和平区" in html
        assert 'action="/accounts/logout/"' in html and "data-idle-minutes" in html
        assert 'class="aside"' not in html and 'class="actions"' not in html

    def test_base_without_title_reads_for_a_stranger(self, request_of):
        html = self.page("base", request_of(actor=ANONYMOUS))
        assert "<title>两站平台</title>" in html and "退出" not in html and "data-idle-minutes" not in html

    def test_base_with_aside_and_actions(self, request_of):
        source = (
            '{% extends "toolkit/base.html" %}{% block aside %}旁边{% endblock %}{% block actions %}按钮{% endblock %}'
        )
        html = engines["jinja2"].from_string(source).render({"title": "题"}, request_of())
        assert html.count("旁边") == 1 and html.count("按钮") == 1 and "with-aside" in html

    @pytest.mark.parametrize("frame", ["base_plain", "base_phone"])
    def test_other_frames(self, frame, request_of):
        html = self.page(frame, request_of(), title="题", subtitle="副")
        assert re.search(r"<h1>(.*)</h1>", html)[1] == "题" and html.count("正文") >= 1

    def test_elder(self, request_of):
        request = request_of()
        request.COOKIES["elder"] = "1"
        html = self.page("base", request, title="题")
        assert '<html lang="zh-Hans" class="elder">' in html and "标准字号" in html

    @pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
    def test_error_pages_need_no_request(self, name):
        html = engines["jinja2"].get_template(f"{name}.html").render()
        assert problems_of(html) == []
        assert "您可以" in html and "回到工作台" in html
        assert re.search(r"报上编号：<b>[A-Z]\d{3}-\d{4}-\d{6}</b>", html)

    def test_an_error_page_says_what_and_where(self, request_of):
        template = engines["jinja2"].get_template("403.html")
        html = template.render({"exception": "您没有“分解任务”的权限。", "error_code": "K7"}, request_of("/programme/"))
        assert "您没有“分解任务”的权限。" in html and "/programme/" in html and "<b>K7</b>" in html
        assert "您的岗位不能打开这一页" in template.render({"exception": ""}, request_of())

    def test_an_error_page_keeps_the_menu_of_whoever_is_signed_in(self, request_of):
        template = engines["jinja2"].get_template("404.html")
        inside = template.render({}, request_of("/nowhere/"))
        assert problems_of(inside) == [] and 'class="topbar"' in inside and "没有找到" in inside
        assert 'class="topbar"' not in template.render({}, request_of("/nowhere/", actor=ANONYMOUS))


class Sample(forms.Form):
    name = forms.CharField(label="名称", help_text="与牌子一致")
    way = forms.ChoiceField(label="方式", choices=[("a", "家访"), ("b", "电话")], widget=forms.RadioSelect)
    services = forms.MultipleChoiceField(
        label="服务", choices=[("x", "帮扶"), ("y", "疏导")], widget=forms.CheckboxSelectMultiple, required=False
    )
    station_class = forms.ChoiceField(label="类别", choices=[("u", "城市")], required=False)
    agreed = forms.BooleanField(label="已核对", required=False)
    photo = forms.FileField(label="照片", required=False)
    remark = forms.CharField(label="说明", widget=forms.Textarea, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("合计不对。")


class TestForms:
    def test_a_field_has_label_help_and_required_in_words(self):
        html = render("{{ ui.field(form.name) }}", form=Sample())
        assert words(html) == "名称 必填 与牌子一致"
        assert 'for="id_name"' in html and 'aria-describedby="id_name_helptext"' in html and "form-control" in html

    def test_an_error_stands_at_its_field(self):
        html = render("{{ ui.field(form.name) }}", form=Sample({}))
        assert 'aria-describedby="id_name_helptext id_name_error"' in html and 'aria-invalid="true"' in html
        assert 'id="id_name_error"' in html and "is-invalid" in html

    def test_short_lists_are_chips(self):
        html = render("{{ ui.field(form.way) }}{{ ui.field(form.services, private=true) }}", form=Sample())
        assert html.count('class="chip"') == 4 and html.count("<fieldset") == 2 and "可多选" in html
        assert "data-private" in html

    def test_every_kind_of_field(self):
        html = render(
            '{{ ui.fields(form, form.fields) }}{{ ui.field(form.remark, "情况", "写明经过", true, "字") }}',
            form=Sample(),
        )
        assert "form-select" in html and 'type="checkbox"' in html and 'type="file"' in html and "<textarea" in html
        assert 'type="hidden" name="version"' in html and "写明经过" in html and 'data-private="1"' in html

    def test_form_page(self, request_of):
        html = render(
            '{{ ui.form_page(request, form, "提交验收", cancel="/x", draft=true) }}', request_of(), form=Sample()
        )
        assert 'enctype="multipart/form-data"' in html and 'data-draft="/stations/"' in html
        assert "提交验收" in html and "返回，不保存" in html and 'role="alert"' not in html

    def test_a_private_form_keeps_no_draft(self, request_of):
        html = render(
            '{{ ui.form_page(request, form, "保存", draft=true, private=true) }}', request_of(), form=Sample()
        )
        assert "data-draft=" not in html and "data-private" in html

    def test_the_caller_may_write_the_fields(self, request_of):
        source = '{% call ui.form_page(request, form, "删除", action="/d", confirm="不能恢复。", tone="danger") %}自写{% endcall %}'
        html = render(source, request_of(), form=Sample())
        assert "自写" in html and 'action="/d"' in html and 'data-confirm="不能恢复。"' in html and "btn-danger" in html
        assert "名称" not in html

    def test_errors_are_summed_up_with_links(self):
        html = render("{{ ui.form_errors(form) }}", form=Sample({"way": "a"}))
        assert "改正以下 2 处" in html and "合计不对。" in html and '<a href="#field-name">名称</a>' in html
        assert render("{{ ui.form_errors(form) }}", form=Sample()).strip() == ""

    def test_post_button(self, request_of):
        source = '{{ ui.post_button("撤回", "/x", csrf_input, confirm="需要重新提交。", tone="danger", small=true, name="to", value="1") }}'
        html = render(source, request_of())
        assert 'class="btn btn-danger btn-sm"' in html and 'name="to" value="1"' in html and "需要重新提交。" in html

    def test_filter_bar(self):
        html = render('{{ ui.filter_bar(form, sentence="和平区 · 12 个") }}', form=Sample({"name": "文安"}))
        assert "清除条件" in html and "和平区 · 12 个" in html and 'method="get"' in html
        assert words(render('{{ ui.filter_bar(none, "全省") }}')) == "全省"

    def test_filters_are_named_when_the_page_does_not(self):
        given = {"name": "文安", "way": "a", "services": ["x", "y"], "station_class": "u", "agreed": "on"}
        html = render("{{ ui.filter_bar(form) }}", form=Sample(given))
        assert '<p class="sentence">名称“文安” · 家访 · 帮扶 · 疏导 · 城市 · 已核对</p>' in html
        assert 'class="sentence"' not in render("{{ ui.filter_bar(form) }}", form=Sample())

    def test_without_scripts_the_consequence_stands_beside_the_button(self, request_of):
        html = render('{{ ui.post_button("删除", "/x", csrf_input, confirm="删除后不能恢复。") }}', request_of())
        assert '<noscript><span class="clause"> 删除后不能恢复。</span></noscript>' in html


class TestTables:
    def test_data_table_and_headers(self, request_of):
        source = (
            '{% call ui.data_table("名册", name="stations", choose=true) %}<thead><tr>'
            '{{ ui.sort_header(request, "name", "名称") }}{{ ui.sort_header(request, "score", "得分", num=true) }}'
            "</tr></thead>{% endcall %}"
        )
        html = render(source, request_of())
        assert 'data-table="stations" data-choose' in html and 'aria-sort="ascending"' in html
        assert 'href="?area=2101&amp;order=-name"' in html and 'href="?area=2101&amp;order=score"' in html
        assert 'aria-sort="descending"' in render(source, request_of("/stations/?order=-name"))

    def test_pager(self, request_of):
        source = "{{ ui.pager_keyset(request, page) }}"
        assert render(source, request_of(), page=KeysetPage([])).strip() == ""
        assert 'rel="next"' in render(source, request_of(), page=KeysetPage([], "n"))
        html = render(source, request_of(), page=KeysetPage([], "n", "p"))
        assert "cursor=n" in html and "cursor=p" in html and "回到第一页" in html

    def test_exports_keep_the_filters(self, request_of):
        source = '{{ ui.export_links(request, [("导出表格", "/x")]) }}'
        assert 'href="/x?area=2101&amp;order=name"' in render(source, request_of())
        assert 'href="/x"' in render(source, request_of("/stations/"))

    def test_empty_todo_timeline(self):
        assert words(render('{{ ui.empty("没有", "因为", "/x", "登记") }}')) == "没有 因为 登记"
        todos = [Todo("审核", "报告", "/x", TODAY - dt.timedelta(days=1), 3, "miss"), Todo("分解", "任务", "/y")]
        html = render("{{ ui.todo_list(items) }}", items=todos)
        assert words(html) == "审核 报告 3 项 逾期 1 天 去办理 分解 任务 去办理" and 'class="due late"' in html
        assert words(render("{{ ui.todo_list([]) }}")) == "现在没有需要您办理的事项。"
        events = [
            {"at": dt.datetime(2026, 11, 23, 2, 5, tzinfo=dt.UTC), "what": "提交", "who": "张站长", "why": "材料已齐"},
            {"on": TODAY, "what": "确认"},
        ]
        html = render("{{ ui.timeline(events) }}", events=events)
        assert words(html) == "11月23日 10:05 提交 张站长 材料已齐 2026年11月23日 确认"

    def test_checklist_row(self):
        full = {
            "tone": "miss", "state_word": "未达标", "title": "标识牌", "veto": True, "clause": "2.3.1",
            "evidence": "缺照片", "tag": "照片", "href": "/x", "action": "上传照片",
        }  # fmt: skip
        assert (
            words(render("{{ ui.checklist_row(item) }}", item=full))
            == "× 未达标 标识牌 否决项 《通知》二（三） 缺照片 照片 上传照片"
        )
        bare = SimpleNamespace(tone="none", state_word="建议完善", title="公示", evidence="")
        assert words(render("{{ ui.checklist_row(item) }}", item=bare)) == "○ 建议完善 公示"


class TestWordsAndParts:
    def test_badges(self):
        assert words(render('{{ ui.kind_badge("SW") }}{{ ui.kind_badge("VS") }}')) == "社会工作站 志愿服务站"
        source = '{% for tone in ["met", "wait", "miss", "none"] %}{{ ui.state_badge("词", tone) }}{% endfor %}{{ ui.tag("示例") }}'
        assert words(render(source)) == "✓ 词 ◔ 词 × 词 ○ 词 示例"

    def test_stat_key_values_notes(self):
        assert (
            words(render('{{ ui.stat("得分", 82, "分", "自查", "/x") }}{{ ui.stat("站", 3) }}'))
            == "得分 82 分 自查 站 3"
        )
        pairs = [
            ("负责人", "张某"),
            ("电话", None, "未核"),
            {"label": "地址", "value": "三号", "href": "/x", "note": "注"},
        ]
        assert words(render("{{ ui.key_values(pairs) }}", pairs=pairs)) == "负责人 张某 电话 未填 未核 地址 三号 注"
        assert (
            words(render('{{ ui.help_note("说明") }}{% call ui.help_note("怎么填") %}这样{% endcall %}'))
            == "说明 怎么填 这样"
        )

    def test_due_source_file(self):
        source = '{{ ui.due(day) }}{{ ui.due(none) }}{{ ui.source_line("来源") }}{{ ui.file_link("/f", "意见.pdf", 2048, "甲") }}'
        assert words(render(source, day=TODAY)) == "今天 来源 意见.pdf 2 KB 甲"

    def test_card_and_stages(self):
        source = '{% call ui.card("待办", note="注", href="/x", link="全部") %}里{% endcall %}{% call ui.card() %}面{% endcall %}'
        assert words(render(source)) == "待办 注 全部 里 面"
        steps = [
            {"label": "计划", "on": TODAY, "status": "done"},
            {"label": "建设", "on": "第 3 天", "status": "now"},
            {"label": "验收", "on": "", "status": "next"},
        ]
        html = render("{{ ui.stages(steps) }}", steps=steps)
        assert words(html) == "计划 11月23日 （已完成） 建设 第 3 天 验收" and html.count('aria-current="step"') == 1

    def test_bars_have_widths_as_attributes(self):
        parts = [{"label": "合格", "value": 300, "tone": "met"}, {"label": "在建", "value": 100, "tone": "wait"}]
        html = render("{{ ui.progress_stack(parts, 1000) }}", parts=parts)
        assert re.findall(r' x="([\d.]+)" width="([\d.]+)"', html) == [("0.0", "300.0"), ("300.0", "100.0")]
        assert words(html) == "合格 300 在建 100"
        over = render("{{ ui.progress_stack(parts, 200) }}", parts=parts)
        assert re.findall(r' x="([\d.]+)" width="([\d.]+)"', over) == [("0.0", "750.0"), ("750.0", "250.0")]
        assert 'width="0.0"' in render("{{ ui.bar(0, 0) }}") and 'fill-met" width="100.0"' in render(
            "{{ ui.bar(9, 8) }}"
        )

    @pytest.mark.parametrize(("done", "tone"), [(90, "met"), (75, "near"), (60, "mid"), (59, "low")])
    def test_a_bar_has_four_steps(self, done, tone):
        assert f'class="fill-{tone}"' in render("{{ ui.bar(done, 100) }}", done=done)

    def test_plot_has_its_table_and_source(self):
        html = render('{% call ui.plot("各市", "来源", "/d", kind="map", geo="/g", height="tall") %}表{% endcall %}')
        assert words(html) == "各市 表 来源" and 'data-plot="map" data-plot-src="/d" data-plot-geo="/g"' in html
        assert words(render('{{ ui.plot("各市", "来源", "/d") }}')) == "各市 来源"

    @pytest.mark.parametrize(
        ("state", "said"),
        [
            ("QUEUED", "导入 ◔ 排队中 可以离开这一页，办完后会提醒您。 看最新进展"),
            ("RUNNING", "导入 ◔ 进行中 3 / 10 · 正在核对 可以离开这一页，办完后会提醒您。 看最新进展"),
            ("DONE", "导入 ✓ 已完成 正在核对 下载结果"),
            ("FAILED", "导入 × 未完成 没有读懂 编号 u1 下载错误清单"),
        ],
    )
    def test_job_progress(self, state, said):
        queued = state == "QUEUED"
        job = SimpleNamespace(
            uuid="u1", state=state, title="导入", error="没有读懂", done=0 if queued else 3, total=0 if queued else 10,
            message="" if queued else "正在核对",
        )  # fmt: skip
        html = render('{{ ui.job_progress(job, "/j", file_href="/f") }}', job=job)
        assert words(html) == said
        assert ("hx-get" in html) is (state in ("QUEUED", "RUNNING"))
