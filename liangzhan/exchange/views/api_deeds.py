"""What the calls of the record API do: read the body, call one service, say row by row what became of it."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from liangzhan.access.actor import Actor
from liangzhan.exchange.forms.records import ActivityIn, RecordIn, rows_in, sentence_of
from liangzhan.exchange.models import ApiToken
from liangzhan.exchange.queries.tokens import area_of, records_for
from liangzhan.exchange.rules.api import Answer
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.keyset import is_cursor, page_of
from liangzhan.volunteers.rules.feeding import MOST_ROWS, Fed
from liangzhan.volunteers.services.bulk_records import feed_records
from liangzhan.volunteers.services.feeding import feed_activity, feed_record

Shape = TypeVar("Shape", bound=BaseModel)


def take_call(token: ApiToken, body: Any, by: Actor) -> Answer:
    """One record, or {"records": […]}."""
    if not isinstance(body, dict):
        raise RuleBroken('正文要写成一个对象：一条记录，或者 {"records": […]}。')
    return _many(token, body, by) if "records" in body else _one(token, body, by)


def _one(token: ApiToken, body: dict[str, Any], by: Actor) -> Answer:
    row = _read(RecordIn, body).row()
    record, fresh = feed_record(row=row, area=area_of(token), feeder=token.feeder, by=by)
    content = {"index": 0, "record_no": row.feeder_no, "id": str(record.uuid), "known": not fresh}
    return Answer(201 if fresh else 200, content, accepted=int(fresh))


def _many(token: ApiToken, body: dict[str, Any], by: Actor) -> Answer:
    given = body["records"]
    if set(body) != {"records"} or not isinstance(given, list) or not given:
        raise RuleBroken("成批送来时正文只写 records，是至少一条记录的列表。", field="records")
    if len(given) > MOST_ROWS:
        raise RuleBroken(f"一批最多 {MOST_ROWS} 条记录，请分批送。", field="records")
    rows, wrong = rows_in(given)
    fed = dict(
        zip(rows, feed_records(rows=list(rows.values()), area=area_of(token), feeder=token.feeder, by=by), strict=True)
    )
    answers = [fed.get(at) or Fed(field=wrong[at][0], problem=wrong[at][1]) for at in range(len(given))]
    numbers = [rows[at].feeder_no if at in rows else "" for at in range(len(given))]
    known, refused = sum(one.known for one in answers), sum(bool(one.problem) for one in answers)
    records = [_told(at, numbers[at], one) for at, one in enumerate(answers)]
    accepted = len(answers) - known - refused
    content = {"accepted": accepted, "known": known, "refused": refused, "records": records}
    return Answer(200, content, accepted=accepted, refused=refused)


def _told(at: int, number: str, one: Fed) -> dict[str, Any]:
    if one.problem:
        return {"index": at, "record_no": number, "field": one.field, "message": one.problem}
    return {"index": at, "record_no": number, "id": one.uuid, "known": one.known}


def take_activity(token: ApiToken, body: Any, by: Actor) -> Answer:
    """One activity at a station of the key's place."""
    told = _read(ActivityIn, body)
    station = Station.objects.filter(pk=told.station).first()
    if station is None or not area_of(token).covers_station(station.pk, station.division_code):
        raise RuleBroken("没有找到这个站点，或者它不在密钥的范围内。", field="station")
    activity, fresh = feed_activity(facts=told.facts(), station=station, feeder=token.feeder, by=by)
    content = {"index": 0, "record_no": activity.feeder_no, "id": str(activity.uuid), "known": not fresh}
    return Answer(201 if fresh else 200, content, accepted=int(fresh))


def listed(token: ApiToken, wanted: Any) -> dict[str, Any]:
    """One page. A station's rows come by day, an area's in the order of their coming: both read one index."""
    order = ("served_on", "pk") if token.station_id else ("pk",)
    if wanted.cursor and not is_cursor(wanted.cursor, order):
        raise RuleBroken("翻页标记无效，请从第一页取起。", field="cursor")
    rows = records_for(token)
    for name, value in (("served_on__gte", wanted.since), ("served_on__lte", wanted.until), ("state", wanted.state)):
        rows = rows.filter(**{name: value}) if value else rows
    rows = rows.filter(feeder=token.feeder) if wanted.mine else rows
    page = page_of(rows, order=order, cursor=wanted.cursor, size=wanted.size)
    return {"records": [_shown(row) for row in page.items], "next": page.next_cursor}


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    plain = ("station_id", "served_on", "starts_at", "ends_at", "break_minutes", "minutes", "content")
    return {
        "id": row["uuid"],
        "record_no": row["feeder_no"],
        "feeder": row["feeder"].partition("/")[2],
        "volunteer_no": row["volunteer__number"],
        "national_no": row["volunteer__national_no"],
        "activity_no": row["activity__number"] or row["activity__feeder_no"],
        "activity": row["activity__title"],
        **{name.removesuffix("_id"): row[name] for name in plain},
        **{name: row[name] for name in ("source", "state", "export_state")},
    }


def _read(shape: type[Shape], body: Any) -> Shape:
    try:
        return shape.model_validate(body)
    except ValidationError as fault:
        field, message = sentence_of(fault.errors(include_url=False, include_input=False, include_context=False)[0])
        raise RuleBroken(message, field=field) from None
