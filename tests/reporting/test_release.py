"""Open tables: whoever reads all of them and can calculate learns nothing of a small number; frozen; read by everybody."""

import datetime as dt
import io
import json
import random

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from liangzhan.divisions.models import Division
from liangzhan.ledger.choices import EntryKind
from liangzhan.ledger.services.posting import post
from liangzhan.reporting.exports.release import release_file
from liangzhan.reporting.models import Release
from liangzhan.reporting.queries.release import hash_of
from liangzhan.reporting.rules.release_tables import TOTAL, Adds, OpenTable, Unit, freeze
from liangzhan.reporting.services.release import freeze_release
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.ledger import a_line, a_voucher
from tests.factories.people import BY, make_individual
from tests.reporting.attack import Program

SMALL, LESS, HIDDEN, NOT = 5, "<5", "隐去", "不公布"
PROVINCE = "210000000000"


def attack(tables):
    """{cell: (least, most)} of every <5, from what is published alone: how tables add up, what the marks mean."""
    seen = {
        (table["key"], row["code"], column["key"]): value
        for table in tables
        for row in table["rows"]
        for column, value in zip(table["columns"], row["cells"], strict=True)
    }
    program, goals = Program(), [cell for cell, value in seen.items() if value == LESS]
    for cell, value in seen.items():
        if value in (LESS, HIDDEN):
            program.add({cell: 1}, *(("<", SMALL - 1) if value == LESS else (">", SMALL)))
    for table in tables:
        for terms, sense, right in sentences(table):
            hidden = {cell: factor for cell, factor in terms if not isinstance(seen[cell], int)}
            if hidden:
                known = sum(factor * seen[cell] for cell, factor in terms if isinstance(seen[cell], int))
                program.add(hidden, sense, right - known)
    if not goals:
        return {}
    program.solve()
    return {cell: (program.least(cell), program.most(cell)) for cell in goals}


def sentences(table):
    """(terms, sense, right side): what the shape of a table tells."""
    key, rows = table["key"], table["rows"]
    columns = [column["key"] for column in table["columns"]]
    below = {row["code"]: [one["code"] for one in rows if one["parent"] == row["code"]] for row in rows}
    groups = [((key, at, c), [(key, one, c) for one in below[at]]) for at in below if below[at] for c in columns]
    if table["parts"]:
        groups += [((key, at, columns[0]), [(key, at, c) for c in columns[1:]]) for at in below]
    if table["adds"] == "things":
        groups = []
    for total, parts in groups:
        yield [(total, 1), *((one, -1) for one in parts)], "=" if table["adds"] == "sum" else "<", 0
        for one in parts if table["adds"] == "union" else ():
            yield [(total, 1), (one, -1)], ">", 0
    if table["times"] is not None:
        yield [((key, at, TOTAL), 1) for at in below if not below[at]], "<", table["times"]


def given_away(tables):
    return [cell for cell, (least, most) in attack(tables).items() if least > 1e-6 or most < SMALL - 1 - 1e-6]


UNITS = [
    Unit("P", "省"),
    *(Unit(c, c, "P") for c in "ABC"),
    *(Unit(f"{c}{n}", f"{c}{n}", c) for c in "ABC" for n in "123"),
]


def numbers(chance, adds, columns):
    """Counts of three areas of three counties each, thin; distinct people overlap a little."""
    counts = {(u.code, c): chance.choice([0, 1, 6, 9, 14, 40]) for u in UNITS[4:] for c in columns}
    for above, below in [*((c, [f"{c}{n}" for n in "123"]) for c in "ABC"), ("P", list("ABC"))]:
        for column in columns:
            held = [counts[one, column] for one in below]
            counts[above, column] = max(max(held), sum(held) - (chance.randint(0, 2) if adds is Adds.UNION else 0))
    return counts


def open_table(seed, adds, parts):
    chance = random.Random(seed)  # noqa: S311
    columns = ("a", "b", "c") if parts else (TOTAL,)
    counts = numbers(chance, adds, columns)
    if parts:
        counts |= {(u.code, TOTAL): sum(counts[u.code, c] for c in columns) for u in UNITS}
        columns = (TOTAL, *columns)
    words = tuple((one, one) for one in columns)
    times = sum(counts[u.code, TOTAL] for u in UNITS[4:]) if parts else None
    return OpenTable(f"T{seed}", "表", "", "人", adds, words, counts, parts=parts, times=times)


@pytest.mark.parametrize("seed", range(5))
def test_all_tables_of_one_release_give_nothing_away(seed):
    tables = [open_table(seed, Adds.SUM, True), open_table(seed + 50, Adds.UNION, False)]
    published = freeze(tables, UNITS, small=SMALL).tables
    assert attack(published), "something small is there"
    assert given_away(published) == []
    shown = [cell for table in published for row in table["rows"] for cell in row["cells"] if isinstance(cell, int)]
    assert shown and min(shown) >= SMALL


def test_the_attack_finds_what_hiding_small_cells_alone_gives_away():
    """The twin: the very same tables with the primary cells hidden and nothing else."""
    published = freeze([open_table(0, Adds.SUM, True)], UNITS, small=SMALL).tables
    counts = open_table(0, Adds.SUM, True).counts
    for row in published[0]["rows"]:
        for at, column in enumerate(published[0]["columns"]):
            if row["cells"][at] == HIDDEN:
                row["cells"][at] = counts[row["code"], column["key"]]
    assert given_away(published)


def test_things_are_never_hidden():
    table = OpenTable("S", "站", "", "个", Adds.THINGS, (("SW", "社工站"),), {("A1", "SW"): 1, ("A", "SW"): 1})
    frozen = freeze([table], UNITS, small=SMALL)
    assert frozen.hidden == 0 and {row["code"]: row["cells"] for row in frozen.tables[0]["rows"]}["A1"] == [1]


def visits(station, count):
    for _ in range(count):
        lines = [a_line(make_individual(), served_on=dt.date(2026, 10, 14), kind=EntryKind.VISIT)]
        post(voucher=a_voucher(), version=1, station=station, lines=lines, by=BY)


@pytest.fixture
def province(db):
    return Division.objects.get(code=PROVINCE)


def test_published_once_and_read_by_everybody(province, province_officer, county_officer, station, client):
    visits(station, 7)
    answer = province_officer.client.post(reverse("reporting:freeze-release"), {"period": "2026-10"}, follow=True)
    release = Release.objects.get()
    assert "已发布" in answer.content.decode() and release.content_hash == hash_of(release.content)
    served = next(table for table in release.content["tables"] if table["key"] == "I05")
    cells = {row["code"]: row["cells"] for row in served["rows"]}
    assert cells[PROVINCE][0] == 7 or cells[PROVINCE][0] in (HIDDEN, NOT)
    assert cells["210104000000"][0] == LESS and given_away(release.content["tables"]) == []
    shown = client.get(reverse("reporting:open-page", kwargs={"uuid": release.uuid})).content.decode()
    assert "服务人数" in shown and "&lt;5" in shown and release.content_hash in shown
    assert release.area_name in client.get(reverse("reporting:open-list")).content.decode()
    assert (
        client.get(reverse("reporting:open-page", kwargs={"uuid": release.uuid}) + "?area=210100000000").status_code
        == 200
    )
    for period, words in (("2026-Q4", "没有结束"), ("2026", "没有结束"), ("2026-11", "没有结束"), ("2026-10", "重叠")):
        with pytest.raises(RuleBroken, match=words):
            freeze_release(area=province, period=period, by=province_officer.actor)
    with pytest.raises(RuleBroken, match="省级"):
        freeze_release(area=province, period="2026-09", by=county_officer.actor)
    with pytest.raises(RuleBroken, match="填写统计期"):
        freeze_release(area=province, period="某月", by=province_officer.actor)


def test_files_say_the_same_as_the_page(province, province_officer, station, client):
    visits(station, 3)
    release = freeze_release(area=province, period="2026-10", by=province_officer.actor)
    told = json.loads(release_file("json", release)[0])
    assert told["content"] == release.content
    book = load_workbook(io.BytesIO(release_file("xlsx", release)[0]))
    texts = {str(cell.value) for line in book["服务人数"].iter_rows() for cell in line}
    assert LESS in texts and "3" not in texts
    assert LESS.encode() in release_file("csv", release)[0]
    address = reverse("reporting:open-file", kwargs={"uuid": release.uuid})
    assert client.get(address + "?format=csv").status_code == 200
    assert client.get(address + "?format=exe").status_code == 404


def test_stations_are_found_without_an_account(station, neighbour_station, client):
    type(station).objects.filter(pk=station.pk).update(
        state="OPERATING", accepted_on=dt.date(2026, 5, 1), opened_on=dt.date(2026, 5, 1)
    )
    address = reverse("reporting:open-stations")
    county = f"{station.division_code[:6]}000000"
    assert "沈阳市" in client.get(address).content.decode()
    shown = client.get(f"{address}?area={county}").content.decode()
    assert station.name in shown and neighbour_station.name not in shown, "one that does not serve yet is not shown"
    assert station.name in client.get(f"{address}?q={station.name[:4]}").content.decode()
    assert "没有找到" in client.get(f"{address}?area={county}&q=没有的").content.decode()
    assert client.get(f"{address}?area=999").status_code == 404
