"""Bulk invitation: reading the workbook, the job, the slips; killed in the middle it finishes exactly once."""

import io

import pytest
from pypdf import PdfReader

from liangzhan.access.roles import Role
from liangzhan.accounts import tasks
from liangzhan.accounts.exports.slips import Slip, slips_pdf
from liangzhan.accounts.imports.places import Wanted, find_places
from liangzhan.accounts.imports.users import layout, read_invitees, template
from liangzhan.accounts.models import Grant, Invitation, User
from liangzhan.accounts.services.bulk import start_invitations
from liangzhan.audit.models import Event
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.documents.services import keep_bytes
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import run_pending
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets import Sheet, workbook_bytes
from tests.factories import divisions as places

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(actor, rows):
    names = ("display_name", "role", "place", "office_phone", "username")
    filled = [dict(zip(names, (*row, "", "", ""), strict=False)) for row in rows]
    return workbook_bytes([Sheet("邀请名单", layout(actor).columns, filled)])


def read(actor, *rows):
    return read_invitees(workbook(actor, rows), actor=actor, on=today())


def problems(actor, *rows):
    return [str(one) for one in read(actor, *rows).table.all_problems]


def kept(actor, *rows):
    return keep_bytes(content=workbook(actor, rows), title="名单", media_type=XLSX, by=actor)


def test_reads_codes_and_names(county_officer, station, community):
    street = places.street_of(community)
    found = read(
        county_officer.actor,
        ("甲", Role.STREET, street.code),
        ("乙", Role.STATION_HEAD, station.name, "024-12345678", "head-b"),
        ("丙", Role.SOCIAL_WORKER, station.division_code),
        ("丁", Role.COMMITTEE, community.code),
    )
    assert [str(one) for one in found.table.all_problems] == []
    assert [(one.display_name, one.role, one.place.name) for one in found.people] == [
        ("甲", Role.STREET, street.name),
        ("乙", Role.STATION_HEAD, station.name),
        ("丙", Role.SOCIAL_WORKER, station.name),
        ("丁", Role.COMMITTEE, community.name),
    ]
    assert found.by_role == [("乡镇（街道）人员", 1), ("社区（村）两委", 1), ("站长", 1), ("社会工作者", 1)]


def test_every_problem_names_row_and_column(county_officer, neighbour_county, station):
    county_officer.user.username = "taken-name"
    county_officer.user.save()
    other = places.division(places.NEIGHBOUR_COUNTY)
    found = problems(
        county_officer.actor,
        ("甲", Role.COUNTY, other.code),
        ("乙", Role.STREET, places.COUNTY),
        ("丙", Role.STATION_HEAD, "没有这个站"),
        ("丁", Role.STATION_HEAD, ""),
        ("戊", Role.STATION_HEAD, station.name, "12", "same"),
        ("己", Role.STATION_HEAD, station.name, "", "Same"),
        ("庚", Role.STATION_HEAD, station.name, "", "taken-name"),
        ("辛", Role.STATION_HEAD, station.name, "", "a b"),
        ("壬", "省级业务人员", places.PROVINCE),
    )
    starts = [one.split("：")[0] for one in found]
    assert starts == [
        "第 2 行“区划代码或社区/站点名称”列（C2）",
        "第 3 行“区划代码或社区/站点名称”列（C3）",
        "第 4 行“区划代码或社区/站点名称”列（C4）",
        "第 5 行“区划代码或社区/站点名称”列（C5）",
        "第 6 行“办公电话”列（D6）",
        "第 6 行“用户名”列（E6）",
        "第 7 行“用户名”列（E7）",
        "第 8 行“用户名”列（E8）",
        "第 9 行“用户名”列（E9）",
        "第 10 行“角色”列（B10）",
    ]


def test_two_of_a_name_ask_for_the_code(city_officer, station, neighbour_station):
    neighbour_station.name = station.name
    neighbour_station.save()
    answers = find_places(
        [Wanted(Role.STATION_HEAD, station.name), Wanted(Role.AUDIT_ADMIN, "x"), Wanted(Role.AUDIT_ADMIN, "")],
        actor=city_officer.actor,
        on=today(),
    )
    assert [one.problem for one in answers] == [
        f"“{station.name}”有 2 个站点，请填写站点全名",
        "审计管理员不属于任何地区，请不要填地区。",
        "",
    ]


def test_places_outside_the_area_are_not_found(neighbour_county, station, community):
    answers = find_places(
        [Wanted(Role.STATION_HEAD, station.name), Wanted(Role.COMMITTEE, community.code)],
        actor=neighbour_county.actor,
        on=today(),
    )
    assert [bool(one.problem) for one in answers] == [True, True]


def test_same_names_of_communities(province_officer):
    communities = places.communities("2101")
    communities[1].name = communities[0].name
    communities[1].save()
    answer = find_places([Wanted(Role.COMMITTEE, communities[0].name)], actor=province_officer.actor, on=today())[0]
    assert "请改填 12 位区划代码" in answer.problem


def test_not_a_workbook(county_officer):
    with pytest.raises(RuleBroken):
        read_invitees(b"name,role\n", actor=county_officer.actor, on=today())


def test_template_reads_back_as_empty(county_officer):
    found = read_invitees(template(county_officer.actor), actor=county_officer.actor, on=today())
    assert [str(one) for one in found.table.all_problems] == ["表头下面没有数据行，请填写后再上传。"]


def test_slips_several_a_sheet(db):
    slip = Slip("甲", "站长", "某站", "user-a", "AAAA-BBBB-CCCC", today())
    pages = PdfReader(io.BytesIO(slips_pdf([slip] * 9, address="http://localhost/accounts/activate/"))).pages
    assert len(pages) == 2
    assert "AAAA-BBBB-CCCC" in pages[0].extract_text().replace(" ", "")


def test_job_opens_accounts_and_prints_slips(county_officer, station):
    rows = [(f"站长{n}", Role.STATION_HEAD, station.name) for n in range(23)]
    start = {"count": 23, "address": "http://localhost/accounts/activate/", "by": county_officer.actor}
    file = kept(county_officer.actor, *rows)
    job = start_invitations(file=file, **start)
    with pytest.raises(RuleBroken, match="已经提交过"):
        start_invitations(file=file, **start)
    assert run_pending(reraise=True) == 1
    job.refresh_from_db()
    assert (job.state, job.result, job.done, job.total) == ("DONE", {"invited": 23}, 23, 23)
    assert Grant.objects.filter(role="STATION_HEAD", station=station).count() == 23
    pdf = PdfReader(io.BytesIO(open_file(KeptFile.objects.get(uuid=job.file_uuid))))
    assert len(pdf.pages) == 3
    assert Event.objects.filter(name="account.invited_many").count() == 1
    assert "站长1" not in str(list(job.steps.values_list("result", flat=True)))


def test_three_hundred_of_a_county_in_one_go(county_officer, community):
    rows = [(f"两委{n}", Role.COMMITTEE, community.code, "", f"committee-{n:03d}") for n in range(300)]
    found = read(county_officer.actor, *rows)
    assert (len(found.people), found.table.all_problems) == (300, [])
    job = start_invitations(
        file=kept(county_officer.actor, *rows), count=300, address="http://x/", by=county_officer.actor
    )
    assert run_pending(reraise=True) == 1
    job.refresh_from_db()
    assert (job.state, job.result) == ("DONE", {"invited": 300})
    assert User.objects.filter(username__startswith="committee-", grants__role=Role.COMMITTEE).count() == 300
    assert Invitation.objects.count() == 300


def test_job_broken_in_the_middle_goes_on_where_it_stopped(county_officer, station, monkeypatch):
    rows = [(f"站长{n}", Role.STATION_HEAD, station.name, "", f"head-{n:03d}") for n in range(25)]
    job = start_invitations(
        file=kept(county_officer.actor, *rows), count=25, address="http://x/", by=county_officer.actor
    )
    real, calls = tasks._open, []

    def breaks(row, actor):
        calls.append(row)
        if len(calls) == 22:
            raise ValueError("killed")
        return real(row, actor)

    monkeypatch.setattr(tasks, "_open", breaks)
    run_pending()
    assert User.objects.filter(username__startswith="head-").count() == 20
    monkeypatch.setattr(tasks, "_open", real)
    Job.objects.filter(pk=job.pk).update(state="QUEUED")
    run_pending(reraise=True)
    assert User.objects.filter(username__startswith="head-").count() == 25
    assert Invitation.objects.count() == 25


def test_job_refuses_when_the_file_is_gone(county_officer):
    file = kept(county_officer.actor, ("甲", Role.STATION_HEAD, "没有这个站"))
    job = start_invitations(file=file, count=1, address="http://x/", by=county_officer.actor)
    run_pending()
    job.refresh_from_db()
    assert (job.state, "第 2 行" in job.error) == ("FAILED", True)
    KeptFile.objects.filter(pk=file.pk).delete()
    assert start_invitations(file=file, count=1, address="http://x/", by=county_officer.actor).pk != job.pk
    run_pending()
    assert "找不到上传的名单" in Job.objects.order_by("-id").first().error
