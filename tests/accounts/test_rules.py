"""Who may grant what to whom; posts that clash; sentences."""

import datetime as dt

import pytest

from liangzhan.access.roles import ADMINISTRATORS, ROLES, Role
from liangzhan.access.scope import GrantFact
from liangzhan.accounts.passwords import ThreeClassesValidator, character_classes
from liangzhan.accounts.rules import (
    Post,
    clash_problem,
    grantable_roles,
    lock_sentence,
    lock_terms,
    locks_after,
    may_grant,
    menu_profile_of,
    seat_problem,
    sees_all_accounts,
    username_problem,
)

PROVINCE, CITY, COUNTY = "210000000000", "210100000000", "210102000000"
STREET, COMMUNITY = "210102001000", "210102001001"
OTHER_COUNTY = "210103000000"
CONTENT = [role for role in Role if role not in ADMINISTRATORS]
BELOW = {
    Role.PROVINCE: CONTENT,
    Role.CITY: [role for role in CONTENT if role != Role.PROVINCE],
    Role.COUNTY: [role for role in CONTENT if role not in (Role.PROVINCE, Role.CITY)],
    Role.STREET: [role for role in CONTENT if role not in (Role.PROVINCE, Role.CITY, Role.COUNTY)],
}
PREFIX = {Role.PROVINCE: "21", Role.CITY: "2101", Role.COUNTY: "210102", Role.STREET: "210102001"}


@pytest.mark.parametrize("grantor", list(Role))
@pytest.mark.parametrize("fresh", list(Role))
def test_officers_grant_at_their_level_and_below_inside_their_area(grantor, fresh):
    held = [GrantFact(grantor, (PREFIX.get(grantor, "2101"),))]
    post = Post(fresh, COMMUNITY)
    if grantor == Role.SYSTEM_ADMIN:
        expected = fresh in (Role.PROVINCE, Role.CITY) or fresh in ADMINISTRATORS
    else:
        expected = fresh in BELOW.get(grantor, [])
    assert (may_grant(held, post) == "") is expected


def test_not_outside_the_area():
    held = [GrantFact(Role.COUNTY, ("210102",))]
    assert may_grant(held, Post(Role.STREET, STREET)) == ""
    assert may_grant(held, Post(Role.COUNTY, OTHER_COUNTY)) == "您只能在本地区内授予本级及以下的岗位。"
    assert may_grant(held, Post(Role.AUDIT_ADMIN)) == "管理员岗位由系统管理员授予。"
    assert (
        may_grant([GrantFact(Role.SYSTEM_ADMIN)], Post(Role.COUNTY, COUNTY))
        == "系统管理员只开通省、市业务人员和管理员账户。"
    )


@pytest.mark.parametrize(
    ("post", "problem"),
    [
        (Post(Role.PROVINCE, PROVINCE), ""),
        (Post(Role.CITY, "21Z001000000"), ""),
        (Post(Role.COUNTY, CITY), "县级业务人员要选择县（市、区），您选的不是。"),
        (Post(Role.COUNTY), "县级业务人员要选择县（市、区）。"),
        (Post(Role.COUNTY, COUNTY, 1), "县级业务人员要选择县（市、区）。"),
        (Post(Role.STATION_HEAD, COMMUNITY), "站长要选择站点。"),
        (Post(Role.STATION_HEAD, COMMUNITY, 7), ""),
        (Post(Role.SUPERVISOR, STREET), ""),
        (Post(Role.SUPERVISOR, PROVINCE), "督导要选择任一区域，您选的不是。"),
        (Post(Role.AUDIT_ADMIN), ""),
        (Post(Role.AUDIT_ADMIN, PROVINCE), "审计管理员不属于任何地区，请不要选地区。"),
    ],
)
def test_place_fits_the_role(post, problem):
    assert seat_problem(post) == problem


UNITS = {"PROVINCE": PROVINCE, "CITY": CITY, "ZONE": "21Z001000000"}
UNITS |= {"COUNTY": COUNTY, "STREET": STREET, "COMMUNITY": COMMUNITY}
SEATED_AT = {
    Role.PROVINCE: "PROVINCE",
    Role.CITY: "CITY ZONE",
    Role.COUNTY: "COUNTY",
    Role.STREET: "STREET",
    Role.COMMITTEE: "COMMUNITY",
    Role.SUPERVISOR: "CITY COUNTY STREET COMMUNITY",
    Role.EVALUATOR: "CITY COUNTY STREET COMMUNITY",
}


@pytest.mark.parametrize("role", list(Role))
def test_at_which_units_a_role_sits(role):
    fitting = [level for level, code in UNITS.items() if seat_problem(Post(role, code)) == ""]
    assert " ".join(fitting) == SEATED_AT.get(role, "")


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_sit_at_no_station(role):
    assert seat_problem(Post(role, "", 7)) == f"{role.label}不属于任何地区，请不要选地区。"


@pytest.mark.parametrize(
    ("held", "fresh", "clashes"),
    [
        ([], Role.SYSTEM_ADMIN, False),
        ([Role.SYSTEM_ADMIN], Role.SYSTEM_ADMIN, False),
        ([Role.SYSTEM_ADMIN], Role.AUDIT_ADMIN, True),
        ([Role.SECURITY_ADMIN], Role.SYSTEM_ADMIN, True),
        ([Role.COUNTY], Role.AUDIT_ADMIN, True),
        ([Role.AUDIT_ADMIN], Role.COUNTY, True),
        ([Role.COUNTY], Role.SUPERVISOR, False),
    ],
)
def test_three_administrators_are_three_persons_without_content(held, fresh, clashes):
    assert (clash_problem(held, fresh) != "") is clashes


def test_the_sentences_of_a_clash():
    one_person = "系统、安全、审计管理员必须由不同的人担任。"
    no_content = "管理员不能同时担任业务岗位。"
    assert clash_problem([Role.SYSTEM_ADMIN], Role.AUDIT_ADMIN) == one_person
    assert clash_problem([Role.COUNTY], Role.AUDIT_ADMIN) == no_content
    assert clash_problem([Role.AUDIT_ADMIN], Role.COUNTY) == no_content


def test_one_of_several_posts_is_enough_to_grant():
    zone = [GrantFact(Role.CITY, ("210102", "210103"))]
    assert may_grant(zone, Post(Role.COUNTY, COUNTY)) == may_grant(zone, Post(Role.COUNTY, OTHER_COUNTY)) == ""
    outside = "您只能在本地区内授予本级及以下的岗位。"
    assert may_grant(zone, Post(Role.COUNTY, "210104000000")) == outside
    assert may_grant([GrantFact(Role.CITY, ())], Post(Role.COUNTY, COUNTY)) == outside
    posts = [GrantFact(Role.STREET, ("210103001",)), GrantFact(Role.COUNTY, ("210102",))]
    assert may_grant(posts, Post(Role.STREET, STREET)) == ""
    assert may_grant([], Post(Role.STREET, STREET)) == outside
    admins = [GrantFact(Role.SYSTEM_ADMIN), GrantFact(Role.COUNTY, ("210102",))]
    assert may_grant(admins, Post(Role.STREET, STREET)) == "系统管理员只开通省、市业务人员和管理员账户。"


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_hold_no_content_verbs(role):
    words = {action.value.split(".")[0] for action in ROLES[role].actions}
    content = {"station", "plan", "quota", "site", "acceptance", "filing", "october", "progress", "search", "division"}
    assert words & content == set()


def test_grantable_roles():
    assert grantable_roles([]) == []
    assert grantable_roles([GrantFact(Role.STATION_HEAD, (), (1,))]) == []
    assert grantable_roles([GrantFact(Role.STREET, ("210102001",))]) == BELOW[Role.STREET]
    assert grantable_roles([GrantFact(Role.STREET, ("1",)), GrantFact(Role.COUNTY, ("2",))]) == BELOW[Role.COUNTY]
    assert grantable_roles([GrantFact(Role.SYSTEM_ADMIN)]) == [
        Role.PROVINCE,
        Role.CITY,
        *[r for r in Role if r in ADMINISTRATORS],
    ]


def test_small_rules():
    assert [locks_after(n, 5) for n in (4, 5, 6)] == [False, True, True]
    assert [lock_terms(*one) for one in ((5, 15), (0, 0), (10**12, 10**12))] == [(5, 15), (3, 5), (10, 1440)]
    assert menu_profile_of(["BASIC", "BASIC"]) == "BASIC"
    assert [menu_profile_of(one) for one in ([], ["BASIC", ""], ["STANDARD"])] == ["STANDARD"] * 3
    assert sees_all_accounts([GrantFact(Role.SECURITY_ADMIN)]) is True
    assert [sees_all_accounts([GrantFact(role)]) for role in (Role.AUDIT_ADMIN, Role.PROVINCE)] == [False, False]
    assert sees_all_accounts([GrantFact(Role.SYSTEM_ADMIN)]) is True
    assert sees_all_accounts([GrantFact(Role.COUNTY), GrantFact(Role.SYSTEM_ADMIN)]) is True
    until = dt.datetime(2026, 1, 1, 14, 5)
    rest = "次数过多，账户已锁定至 14:05。请稍后再试，或联系安全管理员解除锁定。"
    assert lock_sentence(until) == f"连续输错密码{rest}"
    assert lock_sentence(until, "验证码") == f"连续输错验证码{rest}"


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("", True),
        ("a" * 60, True),
        ("a" * 61, False),
        ("abc", True),
        ("a.b-c_1", True),
        ("ab", False),
        ("王某某", False),
        ("a b c", False),
    ],
)
def test_user_names(name, right):
    assert (username_problem(name) == "") is right


@pytest.mark.parametrize(
    ("password", "classes"), [("abc", 1), ("abcABC", 2), ("abcABC1", 3), ("abcABC1!", 4), ("密码abc1", 2)]
)
def test_password_classes(password, classes):
    assert character_classes(password) == classes


def test_password_sentence():
    assert ThreeClassesValidator().get_help_text() == "密码至少 8 位，并包含大写字母、小写字母、数字、符号中的三类。"
