"""C-10 and 强制报告: every line of docs/forms.md typed into its page, saved, and read back from its column."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from liangzhan.protection.models import Crisis, Report
from liangzhan.toolkit.periods import moment, today
from tests.factories.people import make_individual
from tests.factories.staff import make_colleague
from tests.formbook.filling import Filling
from tests.protection.test_report_pages import minute
from tests.protection.test_services_reports import picture


@pytest.fixture
def worker(station):
    return make_colleague("孙社工", station)[0]


def type_in(worker, name, row, given):
    """(the empty page, after its form was sent and taken)."""
    where = reverse(f"protection:{name}", args=[row.uuid] if row else [])
    page = worker.client.get(where).text
    with worker.client.allow(150):
        answer = worker.client.post(where, {"form_key": uuid.uuid4(), **given})
    assert answer.status_code == 302, re.findall("还没有保存.*?</ul>", answer.text, re.S)
    return page


def test_c10(station, worker):
    form, now = Filling("C-10 危机处置表"), minute(moment())
    given = {
        "station": station.pk,
        "found_at": now,
        "how_found": "上门探访",
        "level": "4",
        "domains": ["SUICIDE_SELF_HARM"],
    }
    given |= {"facts_observed": "说不想活了。", "facts_told": "邻居说昨夜有哭声。"}
    page = type_in(worker, "crisis-add", make_individual("王小明", station=station, tie="CLIENT"), given)
    row = Crisis.objects.get()
    form.filled(page, given, row, row.risk.areas.get(), kept={"risk domain": "SUICIDE_SELF_HARM"})
    told = {"who": "SUPERVISOR", "at": now, "reply": "马上到"}
    page = type_in(worker, "crisis-inform", row, told)
    form.filled(page, told, row.informed.get())
    done = {"text": "陪同就医。", "at": now, "contact": "on"}
    page = type_in(worker, "crisis-measure", row, done)
    form.filled(page, done, row.measures.get())
    plan = {"safety_plan": "家属收走药物。", "handover": "交给示例医院，对方已接下。"}
    page = type_in(worker, "crisis-plan", row, plan)
    row.refresh_from_db()
    form.filled(page, plan, row)
    end = {**plan, "outcome": "已住院。", "review_on": f"{today() + dt.timedelta(days=7):%Y-%m-%d}"}
    page = type_in(worker, "crisis-close", row, end)
    row.refresh_from_db()
    form.filled(page, end, row)
    form.only()


def test_mandatory_report(station, worker):
    form, now = Filling("强制报告"), minute(moment())
    page = type_in(worker, "report-start", None, given := {"found_at": now, "place": f"station:{station.pk}"})
    row = Report.objects.get()
    form.filled(page, given, row, kept={"reporter": lambda value: bool(value)})
    facts = {"bases": ["MINORS_LAW"], "situations": ["R4"], "victim_called": "小明", "victim_sex": "1"}
    facts |= {"victim_age": "约 8 岁", "facts_observed": "手臂有多处淤青。", "facts_told": "邻居说夜里常有哭声。"}
    page = type_in(worker, "report-facts", row, facts)
    step = row.steps.order_by("-pk").first()
    kept = {"situation codes": "R4", "report_basis": "MINORS_LAW"}
    form.filled(page, facts, step, step.situations.get(), step.bases.get(), kept=kept)
    told = {"reported_to": "POLICE", "reported_at": now, "receiver": "警号示例 001", "receipt_number": "示例 1 号"}
    page = type_in(worker, "report-told", row, told)
    form.filled(page, told, row.steps.order_by("-pk").first())
    page = type_in(worker, "report-files", row, files := {"files": picture()})
    step = row.steps.order_by("-pk").first()
    form.filled(page, files, step, step.files.get())
    form.only()
