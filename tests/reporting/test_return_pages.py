"""Pages of the returns: the list, one return from the draft to a corrected version, who is missing, the forms, the desk."""

import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from liangzhan.reporting.models import Return, ReturnNote
from liangzhan.reporting.panels_returns import returns_missing, returns_to_accept, returns_to_write
from liangzhan.reporting.services.returns import accept_return, submit_return
from liangzhan.toolkit.periods import acting_on
from tests.factories.returns import DRAFTED, draft_october, serve, the_return

pytestmark = pytest.mark.django_db
LATER = dt.date(2026, 11, 28)


@pytest.fixture(autouse=True)
def november():
    with acting_on(DRAFTED):
        yield


@pytest.fixture
def month(station, neighbour_station, station_head, neighbour_head, street_officer):
    draft_october(station, neighbour_station)
    return the_return(unit_key=f"S:{station.pk}")


def at(name, row=None, **query):
    address = reverse(f"reporting:{name}", args=[row.pk] if row is not None else [])
    return address + ("?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else "")


class TestList:
    def test_own_rows_filters_and_queries(self, month, station, station_head, county_officer):
        station_head.client.get(at("return-list"))  # the first page of a session writes the session
        page = station_head.client.get(at("return-list"))
        assert page.status_code == 200 and station.name in page.text and "待报送" in page.text
        assert len(re.findall(r'data-label="填报单位"', page.text)) == 1
        few = station_head.client.queries
        for number in range(2):
            Return.objects.create(
                **{
                    name: getattr(month, name) for name in ("form_id", "form_code", "level", "area_id", "division_code")
                },
                **{name: getattr(month, name) for name in ("station_id", "period", "ends_on", "due_on", "unit_name")},
                unit_key=f"S:9{number}",
                state_since=DRAFTED,
                drafted_on=DRAFTED,
            )
        assert station_head.client.get(at("return-list")).text.count('data-label="填报单位"') == 3
        assert station_head.client.queries == few
        none = station_head.client.get(at("return-list", state="LOCKED"))
        assert "没有符合条件的报表" in none.text
        with acting_on(LATER):
            asked = {"form": "MONTH", "period": "2026-10", "level": "STATION", "area": station.division_code}
            missing = county_officer.client.get(at("return-list", state="MISSING", **asked))
        assert "逾期未报" in missing.text and station.name in missing.text


class TestPage:
    def test_from_the_draft_to_acceptance(self, month, station, station_head, street_officer):
        head, street = station_head.client, street_officer.client
        head.most_queries = street.most_queries = 40  # figures are frozen, the level above is told
        page = head.get(at("return-page", month))
        assert page.status_code == 200 and "报送上级" in page.text and "服务人次" in page.text
        assert head.queries <= 25
        words = head.post(at("return-words", month), {"work": "走访独居老人。", "problems": ""})
        assert words.status_code == 302
        note = reverse("reporting:return-note", args=[month.pk, "I06.times"])
        assert head.get(note).status_code == 200
        assert head.post(note, {"text": "停电两天，记录后补。"}).status_code == 302
        assert head.post(note, {"text": ""}).status_code == 422
        assert head.post(at("return-submit", month)).status_code == 302
        sent = head.get(at("return-page", month)).text
        assert "停电两天" in sent and "走访独居老人" in sent and "报送时冻结" in sent and "报送上级" not in sent
        again = head.post(at("return-submit", month), follow=True).text
        assert "已经报送，不用再报" in again
        assert "审核通过" in street.get(at("return-page", month)).text
        assert street.post(at("return-send-back", month), {"reason": ""}).status_code == 422
        assert street.post(at("return-send-back", month), {"reason": "请核对人次"}).status_code == 302
        assert "请核对人次" in head.get(at("return-page", month)).text
        head.post(at("return-submit", month))
        assert street.post(at("return-accept", month)).status_code == 302
        assert the_return(pk=month.pk).state == "ACCEPTED" and ReturnNote.objects.count() == 1

    def test_a_neighbours_return_is_not_there(self, month, neighbour_station, station_head, neighbour_county):
        other = the_return(unit_key=f"S:{neighbour_station.pk}")
        names = ("page", "versions", "file", "words", "correct")
        for name in names:
            assert station_head.client.get(at(f"return-{name}", other)).status_code == 404, name
            assert station_head.client.get(at(f"return-{name}", month)).status_code == 200, name
        assert station_head.client.post(at("return-submit", other)).status_code == 404
        for name in ("page", "file", "send-back"):
            assert neighbour_county.client.get(at(f"return-{name}", month)).status_code == 404, name
        assert neighbour_county.client.post(at("return-accept", month)).status_code == 404
        odd = reverse("reporting:return-note", args=[month.pk, "I99.x"])
        assert station_head.client.get(odd).status_code == 404

    def test_each_verb_its_people(self, month, station_head, street_officer, committee_member):
        assert committee_member.client.get(at("return-page", month)).status_code == 200
        assert committee_member.client.post(at("return-submit", month)).status_code == 403
        assert committee_member.client.get(at("return-counts")).status_code == 403
        assert station_head.client.post(at("return-accept", month)).status_code == 403
        assert street_officer.client.get(at("return-words", month)).status_code == 404  # not its own

    def test_a_year_fits_the_allowed_queries(self, station, station_head, county_officer):
        serve(station, day=dt.date(2025, 5, 5))
        draft_october(station)
        year = the_return("YEAR", "COUNTY")
        with county_officer.client.allow(30):  # eighteen indicators of now; once frozen there are none
            assert county_officer.client.get(at("return-page", year)).status_code == 200


class TestVersions:
    def test_what_changed_and_as_known_then(self, month, station, station_head, street_officer):
        station_head.client.most_queries = 40
        submit_return(row=month, by=station_head.actor)
        accept_return(row=month, by=street_officer.actor)
        same = station_head.client.get(at("return-versions", month)).text
        assert "数字一致" in same
        assert "不需要更正" in station_head.client.get(at("return-correct", month)).text
        with acting_on(LATER):
            serve(station)
            seen = station_head.client.get(at("return-versions", month, known="2026-11-10")).text
            assert "补录记录 1 次" in seen and "到 2026-11-10 所知道的数字" in seen
            assert "还没有到" in station_head.client.get(at("return-versions", month, known="2030-01-01")).text
            assert "填写日期" in station_head.client.get(at("return-versions", month, known="昨天")).text
            form = {"cause": "LATE", "note": "走访记录晚交"}
            made = station_head.client.post(at("return-correct", month), form, follow=True)
            assert "更正版" in made.text and "走访记录晚交" in made.text
            station_head.client.post(at("return-submit", Return.objects.get(version=2)))
            assert "与上一版不同" in station_head.client.get(at("return-versions", month)).text


def test_the_workbook_opens_and_holds_figures_notes_and_words(month, station, station_head):
    station_head.client.post(reverse("reporting:return-note", args=[month.pk, "I06.times"]), {"text": "含补录。"})
    answer = station_head.client.get(at("return-file", month))
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["数字", "文字说明"]
    cells = [[cell.value for cell in line] for line in book["数字"].iter_rows()]
    assert any("含补录。" in str(line) and "服务人次" in line for line in cells)
    assert not any(str(value).startswith("=") for line in cells for value in line)


class TestCounts:
    def test_one_click_to_the_missing_and_a_reminder(self, month, station, station_head, street_officer):
        submit_return(row=month, by=station_head.actor)
        with acting_on(LATER):
            page = street_officer.client.get(at("return-counts"))
            assert page.status_code == 200 and "逾期未报" in page.text and street_officer.client.queries <= 25
            asked = {"form_code": "MONTH", "period": "2026-10", "level": "STATION"}
            told = street_officer.client.post(at("return-remind"), asked, follow=True).text
            assert "已催报" in told or "没有逾期未报的单位" in told
            again = street_officer.client.post(at("return-remind"), {**asked, "period": "2020-01"}, follow=True).text
            assert "不需要催报" in again

    def test_nothing_yet(self, street_officer):
        assert "还没有要审核的报表" in street_officer.client.get(at("return-counts")).text

    def test_the_october_chain_names_the_report_of_the_city(self, month, province_officer):
        page = province_officer.client.get(at("return-counts", form="OCTOBER")).text
        assert "市级报告在" in page and reverse("programme:review-reports") in page


def test_forms_say_that_they_are_samples(month, station_head):
    page = station_head.client.get(at("return-forms"))
    assert page.status_code == 200 and "示例表样" in page.text and "期末后 5 天" in page.text


def test_what_waits_on_the_desk(month, station_head, street_officer, county_officer):
    own = returns_to_write(station_head.actor, DRAFTED)
    assert [(one.verb, one.due_on) for one in own] == [("核对并报送", dt.date(2026, 11, 5))]
    submit_return(row=month, by=station_head.actor)
    assert returns_to_write(station_head.actor, DRAFTED) == []
    assert [one.verb for one in returns_to_accept(street_officer.actor, DRAFTED)] == ["审核"]
    assert returns_to_accept(county_officer.actor, DRAFTED) == []
    late = returns_missing(street_officer.actor, LATER)
    assert [one.verb for one in late] in ([], ["催报"])
    assert returns_missing(station_head.actor, LATER) == []
