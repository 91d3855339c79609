"""Returns: drafted once, handed in once, frozen, sent back, accepted by the level above, locked, corrected with a cause."""

import datetime as dt

import pytest

from liangzhan.access.actor import Actor
from liangzhan.audit.models import Event
from liangzhan.divisions.models import Division
from liangzhan.divisions.services import NewUnit, record_succession
from liangzhan.ledger.services.cells import rebuild_dirty
from liangzhan.ledger.services.posting import post, reverse
from liangzhan.notices.models import Notice
from liangzhan.people.services.merging import merge_persons
from liangzhan.reporting.choices import ReturnEvent, ReturnState
from liangzhan.reporting.models import Return, ReturnForm
from liangzhan.reporting.queries.return_counts import completeness
from liangzhan.reporting.queries.returns import changed_since, computed, figures_of, known_at, to_accept, to_write
from liangzhan.reporting.rules.return_samples import SAMPLES, FormSpec
from liangzhan.reporting.rules.returns import figures_hash
from liangzhan.reporting.services.return_drafts import draft_due
from liangzhan.reporting.services.return_forms import publish_form, publish_samples
from liangzhan.reporting.services.returns import (
    accept_return,
    add_note,
    correct_return,
    lock_accepted,
    remind_missing,
    send_back,
    submit_return,
    write_words,
)
from liangzhan.reporting.tasks import draft_returns
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import Parameter
from liangzhan.toolkit.periods import acting_on, moment
from tests.factories.ledger import a_line, a_voucher
from tests.factories.people import BY, make_individual
from tests.factories.returns import DRAFTED, SERVED, draft_october, serve, the_return

pytestmark = pytest.mark.django_db
LATER = dt.date(2026, 11, 28)


@pytest.fixture(autouse=True)
def november():
    with acting_on(DRAFTED):
        yield


@pytest.fixture
def month(station, neighbour_station, station_head, street_officer):
    draft_october(station)
    return the_return(unit_key=f"S:{station.pk}")


@pytest.fixture
def accepted(month, station_head, street_officer):
    submit_return(row=month, by=station_head.actor)
    accept_return(row=month, by=street_officer.actor)
    return the_return(pk=month.pk)


def value(figures, key):
    return next(one["value"] for one in figures if one["key"] == key)


class TestDrafting:
    def test_every_unit_that_served_gets_one_and_its_writers_are_told(self, month, neighbour_station):
        assert (month.period, month.due_on, month.state) == ("2026-10", dt.date(2026, 11, 5), "DRAFT")
        assert not Return.objects.filter(station=neighbour_station, form_code="MONTH").exists()
        told = Notice.objects.get(kind="TODO", recipient__grants__station=month.station)
        assert told.due_on == month.due_on and "月报" in told.text
        assert value(figures_of(month, today=DRAFTED), "I06.times") == "1"

    def test_twice_in_a_night_changes_nothing(self, month):
        before = Return.objects.count()
        assert draft_due(today=DRAFTED, by=BY) == [] and Return.objects.count() == before

    def test_the_chain_of_october_and_quarter(self, month, station, neighbour_station):
        serve(station, day=dt.date(2026, 9, 10))
        with acting_on(dt.date(2026, 10, 2)):
            draft_due(today=dt.date(2026, 10, 2), by=BY)
        found = {(one.form_code, one.level): one for one in Return.objects.filter(ends_on=dt.date(2026, 9, 30))}
        assert found["OCTOBER", "STREET"].area.level == "STREET"
        assert found["OCTOBER", "COUNTY"].due_on == dt.date(2026, 10, 20)
        assert found["QUARTER", "COUNTY"].due_on == dt.date(2026, 10, 10)
        assert ("OCTOBER", "CITY") not in found  # that one is the programme's own

    def test_an_area_that_does_not_ask_gets_none(self, station, station_head):
        Parameter.objects.create(
            key="returns.asked.month",
            area_code="21",
            value=False,
            valid_from=dt.date(2026, 1, 1),
            basis="示例",
            set_by=BY,
        )
        draft_october(station)
        assert not Return.objects.filter(form_code="MONTH").exists()

    def test_the_night(self, station):
        class Job:
            def step(self, key, fn):
                return fn()

        serve(station)
        assert draft_returns(Job()) == {"drafted": 1, "locked": 0}


class TestForms:
    def test_a_new_version_ends_the_one_before(self, month, station):
        spec = FormSpec("MONTH", "新月报", SAMPLES[0].cycle, SAMPLES[0].levels, (("I06.times", "人次"),), ())
        publish_form(spec=spec, valid_from=dt.date(2026, 11, 1), by=BY)
        old, new = ReturnForm.objects.filter(code="MONTH").order_by("version")
        assert (old.valid_to, new.version) == (dt.date(2026, 10, 31), 2)
        assert figures_of(month, today=DRAFTED)[1]["key"] == "I06.times"  # its own version still holds
        assert publish_samples(valid_from=dt.date(2027, 1, 1), by=BY) == []

    def test_refuses_what_no_indicator_answers(self, month):
        spec = FormSpec("MONTH", "月报", SAMPLES[0].cycle, SAMPLES[0].levels, (("I06.none", "没有的"),), ())
        with pytest.raises(RuleBroken) as told:
            publish_form(spec=spec, valid_from=dt.date(2025, 1, 1), by=BY)
        assert [one[:4] for one in told.value.reasons] == ["栏目“没", "新版要晚"]


class TestHandingIn:
    def test_one_person_writes_and_sends_and_the_figures_freeze(self, month, station, station_head):
        write_words(row=month, words={"work": " 走访独居老人。 "}, by=station_head.actor)
        sent = submit_return(row=month, by=station_head.actor)
        serve(station)
        sent = the_return(pk=sent.pk)
        assert (sent.state, sent.words["work"]) == ("SUBMITTED", "走访独居老人。")
        assert value(figures_of(sent, today=DRAFTED), "I06.times") == "1"
        assert sent.figures_hash == figures_hash(sent.figures, sent.definition_version)
        assert Event.objects.filter(name=ReturnEvent.MOVED).count() == 1
        assert Notice.objects.filter(kind="TODO", settled_at__isnull=True, text__contains="请审核").exists()

    def test_twice_and_after_locking(self, accepted, station_head):
        with pytest.raises(RuleBroken, match="已经审核通过"):
            submit_return(row=accepted, by=station_head.actor)
        lock_accepted(on=dt.date(2026, 11, 13), by=BY)
        with pytest.raises(RuleBroken, match="已经锁定"):
            submit_return(row=accepted, by=station_head.actor)
        with pytest.raises(RuleBroken, match="已经锁定"):
            add_note(row=accepted, column="I06.times", text="晚了", by=station_head.actor)
        with pytest.raises(RuleBroken, match="已经报送"):
            write_words(row=accepted, words={"work": "改"}, by=station_head.actor)

    def test_a_neighbour_and_the_office_above_do_not_write_it(self, month, neighbour_head, street_officer):
        for other in (neighbour_head, street_officer):
            for deed in (
                lambda by: submit_return(row=month, by=by),
                lambda by: write_words(row=month, words={}, by=by),
                lambda by: add_note(row=month, column="I06.times", text="说明", by=by),
            ):
                with pytest.raises(RuleBroken, match="由.*填写和报送"):
                    deed(other.actor)

    def test_required_words_and_periods_that_run(self, month, station, county_officer):
        serve(station, day=dt.date(2026, 8, 3))
        draft_due(today=dt.date(2026, 10, 2), by=BY)
        quarter = the_return("QUARTER", "COUNTY")
        with pytest.raises(RuleBroken, match="本季度主要工作"):
            submit_return(row=quarter, by=county_officer.actor)
        with pytest.raises(RuleBroken, match="最多 4000 字"):
            write_words(row=quarter, words={"work": "字" * 4001}, by=county_officer.actor)
        with acting_on(dt.date(2026, 9, 30)), pytest.raises(RuleBroken, match="还没有结束"):
            submit_return(row=quarter, by=county_officer.actor)
        with pytest.raises(TypeError, match="no such block"):
            write_words(row=quarter, words={"figure": "9"}, by=county_officer.actor)


class TestNotes:
    def test_stand_beside_the_figure_with_a_name(self, month, station_head):
        note = add_note(row=month, column="I06.times", text="含停电期间补记。", by=station_head.actor)
        assert note.written_by.label.startswith("张站长")
        assert value(figures_of(month, today=DRAFTED), "I06.times") == "1"

    @pytest.mark.parametrize(
        ("column", "text", "words"),
        [("I99.x", "说明", "没有这一栏"), ("I06.times", " ", "请写明"), ("I06.times", "字" * 301, "最多 300 字")],
    )
    def test_refuses(self, month, station_head, column, text, words):
        with pytest.raises(RuleBroken, match=words):
            add_note(row=month, column=column, text=text, by=station_head.actor)


class TestAccepting:
    def test_the_level_above_sends_back_and_accepts(self, month, station_head, street_officer):
        submit_return(row=month, by=station_head.actor)
        assert list(to_accept(street_officer.actor)) == [month]
        with pytest.raises(RuleBroken, match="退回理由"):
            send_back(row=month, reason=" ", by=street_officer.actor)
        back = send_back(row=month, reason="人次偏少，请核对", by=street_officer.actor)
        assert (back.state, back.returned_reason) == ("RETURNED", "人次偏少，请核对")
        assert list(to_write(station_head.actor).filter(form_code="MONTH")) == [month]
        assert submit_return(row=back, by=station_head.actor).returned_reason == ""
        assert accept_return(row=back, by=street_officer.actor).state == ReturnState.ACCEPTED

    def test_not_by_the_station_itself_nor_next_door(self, month, station_head, neighbour_county, county_officer):
        submit_return(row=month, by=station_head.actor)
        for other in (station_head, neighbour_county):
            with pytest.raises(RuleBroken, match="由上级审核"):
                accept_return(row=month, by=other.actor)
        # Where a street has nobody the county may, though it does not lie on its desk.
        assert not to_accept(county_officer.actor).exists()
        assert accept_return(row=month, by=county_officer.actor).state == "ACCEPTED"

    def test_nobody_accepts_what_he_sent(self, month, station_head, street_officer):
        both = Actor(station_head.actor.uuid, "两职", station_head.actor.grants + street_officer.actor.grants)
        submit_return(row=month, by=both)
        with pytest.raises(RuleBroken, match="另一位同志"):
            accept_return(row=month, by=both)

    def test_locked_after_the_days_and_not_before(self, accepted, street_officer):
        assert lock_accepted(on=dt.date(2026, 11, 12), by=BY) == []
        assert lock_accepted(on=dt.date(2026, 11, 13), by=BY) == [accepted]
        accepted.refresh_from_db()
        with pytest.raises(RuleBroken, match="不能变为"):
            send_back(row=accepted, reason="晚了", by=street_officer.actor)


class TestCorrecting:
    def test_nothing_to_correct(self, accepted, station_head):
        with pytest.raises(RuleBroken, match="一致，不需要更正"):
            correct_return(row=accepted, cause="LATE", note="补录", by=station_head.actor)

    def test_a_late_record_names_itself_and_the_old_version_stays(self, accepted, station, station_head):
        before = moment()
        with acting_on(LATER):
            serve(station)
            seen = changed_since(accepted, today=LATER)
            assert seen.causes == {"LATE": 1}
            assert ("服务人次", "1", "2") in [(one.heading, one.before, one.after) for one in seen.differences]
            fresh = correct_return(row=accepted, cause="LATE", note="走访记录晚交", by=station_head.actor)
            with pytest.raises(RuleBroken, match="已有第 2 版"):
                correct_return(row=accepted, cause="LATE", note="再来", by=station_head.actor)
            submit_return(row=fresh, by=station_head.actor)
        old, new = Return.objects.filter(unit_key=accepted.unit_key, form_code="MONTH").order_by("version")
        assert (value(old.figures, "I06.times"), value(new.figures, "I06.times")) == ("1", "2")
        assert (new.version, new.cause, new.first_sent_on) == (2, "LATE", accepted.first_sent_on)
        assert value(known_at(old, moment=before, today=LATER), "I06.times") == "1"
        assert value(known_at(old, moment=moment() + dt.timedelta(days=60), today=LATER), "I06.times") == "2"

    def test_a_corrected_entry(self, station, station_head, street_officer):
        voucher, person = a_voucher(), make_individual()
        post(voucher=voucher, version=1, station=station, lines=[a_line(person, served_on=SERVED)], by=BY)
        draft_october(station)
        row = the_return(unit_key=f"S:{station.pk}")
        submit_return(row=row, by=station_head.actor)
        accept_return(row=row, by=street_officer.actor)
        with acting_on(LATER):
            reverse(voucher=voucher, reason="登记错误", by=BY)
        assert changed_since(the_return(pk=row.pk), today=LATER).causes == {"CORRECTION": 1}

    def test_a_merge_of_persons(self, station, station_head, street_officer):
        one, twin = make_individual(), make_individual()
        serve(station, one)
        serve(station, twin)
        draft_october()
        row = the_return(unit_key=f"S:{station.pk}")
        submit_return(row=row, by=station_head.actor)
        accept_return(row=row, by=street_officer.actor)
        merge_persons(kept=one, alias=twin, reason="核对后为同一人", by=BY)
        seen = changed_since(the_return(pk=row.pk), today=LATER)
        assert [(one.heading, one.before, one.after) for one in seen.differences] == [("服务人数", "2", "1")]
        assert "PERSONS" in seen.causes

    @pytest.mark.parametrize(
        ("cause", "note", "words"), [("X", "说明", "请选择更正原因"), ("LATE", " ", "请说明更正的情况")]
    )
    def test_refuses(self, accepted, station_head, cause, note, words):
        with pytest.raises(RuleBroken, match=words):
            correct_return(row=accepted, cause=cause, note=note, by=station_head.actor)

    def test_only_what_was_accepted(self, month, station_head):
        with pytest.raises(RuleBroken, match="审核通过以后"):
            correct_return(row=month, cause="LATE", note="补录", by=station_head.actor)


def test_old_periods_stay_the_same_after_a_merger_of_areas(station, neighbour_station, province_officer):
    serve(station, day=dt.date(2026, 8, 3))
    serve(neighbour_station, day=dt.date(2026, 8, 4))
    draft_october(today=dt.date(2026, 10, 2))
    rebuild_dirty()
    rows = list(Return.objects.filter(form_code="QUARTER", level="COUNTY").select_related("form", "area"))
    before = {row.pk: computed(row, today=DRAFTED) for row in rows}
    old = Division.objects.get(pk=rows[0].area_id)
    other = Division.objects.filter(level="COUNTY", code__startswith=old.code[:4], valid_to__isnull=True).exclude(
        pk=old.pk
    )[0]
    record_succession(
        old=[old, other],
        new=[NewUnit(other.code, other.name)],
        kind="MERGE",
        on=dt.date(2026, 11, 1),
        basis="示例批复",
        by=province_officer.actor,
    )
    old.refresh_from_db()
    assert old.valid_to == dt.date(2026, 10, 31)
    after = {row.pk: computed(Return.objects.get(pk=row.pk), today=LATER) for row in rows}
    assert after == before and any(value(one, "I06.times") != "0" for one in before.values())


class TestCounting:
    def test_who_is_missing_and_reminded_once(self, month, station, station_head, street_officer, county_officer):
        area, asked = county_officer.actor.home_code, {"form_code": "MONTH", "period": "2026-10", "level": "STATION"}
        county = Division.objects.get(code=area, valid_to__isnull=True)

        def count(day):
            return completeness(county_officer.actor.scope, county, **asked, ends_on=dt.date(2026, 10, 31), today=day)

        assert (count(DRAFTED).whole.open, count(LATER).whole.missing) == (1, 1)
        with pytest.raises(RuleBroken, match="没有逾期未报"):
            remind_missing(**asked, by=street_officer.actor)
        with acting_on(LATER):
            assert remind_missing(**asked, by=street_officer.actor) == [month]
            assert Notice.objects.filter(kind="REMINDER", recipient__grants__station=station).count() == 1
            with pytest.raises(RuleBroken, match="只催一次"):
                remind_missing(**asked, by=street_officer.actor)
            submit_return(row=month, by=station_head.actor)
        told = count(LATER)
        assert (told.whole.owed, told.whole.sent, told.whole.late, told.whole.missing) == (1, 1, 1, 0)
        assert [line.code[:6] for line in told.lines] == [area[:6]]

    def test_the_neighbour_counts_and_reminds_nobody(self, month, neighbour_county):
        with acting_on(LATER), pytest.raises(RuleBroken, match="没有逾期未报"):
            remind_missing(form_code="MONTH", period="2026-10", level="STATION", by=neighbour_county.actor)
