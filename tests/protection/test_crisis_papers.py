"""C-10 as the sheet that goes into the file of its origin."""

import datetime as dt

from liangzhan.protection.queries.crisis_papers import crisis_papers
from liangzhan.protection.services.crises import add_measure, inform
from liangzhan.toolkit.periods import moment
from tests.factories.protection import make_crisis

ORIGIN = "casework.Case:00000000-0000-0000-0000-000000000001"


def test_every_crisis_of_the_origin_with_what_was_done(station, social_worker):
    by, now = social_worker.actor, moment()
    make_crisis(station, by)  # of another origin
    later = make_crisis(station, by, voucher=ORIGIN)
    first = make_crisis(station, by, voucher=ORIGIN, found_at=now - dt.timedelta(hours=3), how_found="邻居来电")
    inform(crisis=first, who="SUPERVISOR", name="吴督导", at=now, reply="马上到", by=by)
    add_measure(crisis=first, at=now, text="陪同就医", by=by)
    found = crisis_papers(ORIGIN)
    assert [sheet["facts"][2][1] for _, _, sheet in found] == ["邻居来电", later.how_found]
    day, opened_by, sheet = found[0]
    assert (day, opened_by) == ((now - dt.timedelta(hours=3)).astimezone().date(), by.label)
    assert dict(sheet["facts"])["结束日期"] == "处置中"
    assert dict(sheet["texts"])["亲眼所见"] == "本人说不想活了，手腕有伤。"
    assert [(one["caption"], one["rows"][0][1:]) for one in sheet["tables"]] == [
        ("措施", [by.label, "陪同就医"]),
        ("知会", ["督导 吴督导", "马上到"]),
    ]
    assert found[1][2]["tables"] == []
