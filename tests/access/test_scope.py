"""Where a verb reaches, and the only row filter: it equals the plain reading of the rule."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.access.actions import Action
from liangzhan.access.actor import ANONYMOUS, Actor
from liangzhan.access.querysets import after_prefix, code_range, place_filter, scoped_manager
from liangzhan.access.roles import ADMINISTRATORS, ROLES, SECOND_PERSONS, Role, may, roles_with
from liangzhan.access.scope import Area, GrantFact, Scope
from liangzhan.divisions.models import Authority, Division
from liangzhan.stations.models import Site, Station
from tests.factories import divisions as places
from tests.factories.stations import make_site, make_station

COMMUNITIES = ("210102001001", "210102001002", "210102002001", "210103001001", "210202001001")


class TestArea:
    def test_only_grants_that_hold_the_verb_count(self):
        scope = Scope((GrantFact(Role.STREET, ("210102001",)), GrantFact(Role.CITY, ("2102",))))
        assert scope.area(Action.FILING_STREET) == Area(prefixes=("210102001",))
        assert scope.area(Action.STATION_VIEW) == Area(prefixes=("210102001", "2102"))
        assert scope.area(Action.AUDIT_READ).is_empty

    def test_inner_areas_are_named_once(self):
        scope = Scope((GrantFact(Role.COUNTY, ("210102",)), GrantFact(Role.CITY, ("2101", "2102"))))
        assert scope.area(Action.STATION_VIEW).prefixes == ("2101", "2102")

    def test_stations(self):
        area = Scope((GrantFact(Role.STATION_HEAD, (), (7, 3)), GrantFact(Role.VS_KEEPER, (), (3,)))).area(
            Action.STATION_EDIT
        )
        assert area.stations == (3, 7)
        assert [area.covers_station(3, "219999001001"), area.covers_station(4, "219999001001")] == [True, False]
        assert [area.covers_code("219999001001"), area.is_empty] == [False, False]

    def test_everything_and_nothing(self):
        assert Scope.whole().area(Action.AUDIT_READ) == Area(everything=True)
        assert Area(everything=True).covers_station(1, "x") is True
        assert Scope.nothing().area(Action.DESK_VIEW).is_empty
        held = [Area(everything=True), Area(prefixes=("21",)), Area(stations=(1,)), Area()]
        assert [one.is_empty for one in held] == [False, False, False, True]

    @given(
        prefixes=st.lists(st.sampled_from(["21", "2101", "210102", "210102001", "2102", "210202001001"]), max_size=4),
        code=st.sampled_from(COMMUNITIES),
    )
    def test_leaving_inner_areas_out_changes_nothing(self, prefixes, code):
        area = Scope((GrantFact(Role.COUNTY, tuple(prefixes)),)).area(Action.STATION_VIEW)
        assert area.covers_code(code) == any(code.startswith(one) for one in prefixes)


class TestActor:
    def test_verbs_and_places(self):
        actor = Actor(uuid=uuid.uuid4(), label="王县", grants=(GrantFact(Role.COUNTY, ("210102",)),))
        assert [actor.may(Action.SITE_CONFIRM), actor.may(Action.PLAN_MANAGE)] == [True, False]
        assert actor.may_at(Action.SITE_CONFIRM, code="210102001001")
        assert not actor.may_at(Action.SITE_CONFIRM, code="210103001001")
        assert not actor.may_at(Action.SITE_CONFIRM, code="210103001001", station_id=3)
        assert [actor.holds(Role.COUNTY, Role.CITY), actor.holds(Role.CITY)] == [True, False]

    def test_a_station_is_reached_by_itself(self):
        actor = Actor(uuid=uuid.uuid4(), label="张站长", grants=(GrantFact(Role.STATION_HEAD, (), (3,)),))
        found = [actor.may_at(Action.STATION_EDIT, code="210102001001", station_id=one) for one in (3, 4, None)]
        assert found == [True, False, False]

    def test_one_of_several_posts_is_enough(self):
        grants = (GrantFact(Role.COUNTY, ("210102",)), GrantFact(Role.AUDIT_ADMIN))
        actor = Actor(uuid=uuid.uuid4(), label="某", grants=grants)
        assert [actor.holds(Role.COUNTY), actor.holds(Role.AUDIT_ADMIN), actor.holds(Role.CITY)] == [True, True, False]
        assert actor.needs_second_factor is True
        assert [actor.may(Action.AUDIT_READ), actor.may(Action.SITE_CONFIRM)] == [True, True]

    def test_a_named_job(self):
        job = Actor.system("夜间核对")
        assert (job.label, job.may(Action.AUDIT_READ), job.scope.area(Action.PLAN_MANAGE).everything) == (
            "系统·夜间核对",
            True,
            True,
        )

    def test_nobody(self):
        assert [ANONYMOUS.may(one) for one in Action] == [False] * len(Action)
        assert (ANONYMOUS.is_authenticated, ANONYMOUS.needs_second_factor) == (False, False)

    @pytest.mark.parametrize("role", list(Role))
    def test_administrators_need_a_second_factor(self, role):
        actor = Actor(uuid=uuid.uuid4(), label="某", grants=(GrantFact(role),))
        assert actor.needs_second_factor is (role in ADMINISTRATORS)


class TestRoles:
    def test_every_role_has_a_card(self):
        assert set(ROLES) == set(Role)
        assert {card.description for card in ROLES.values() if not card.description} == set()

    def test_every_verb_is_held_by_somebody(self):
        assert {action for action in Action if not roles_with(action)} == set()

    def test_administrators_have_no_content(self):
        content = {
            action
            for action in Action
            if action.split(".")[0]
            in ("station", "plan", "quota", "site", "acceptance", "october", "filing", "progress")
        }
        assert {action for role in ADMINISTRATORS for action in content if may(role, action)} == set()

    def test_three_administrators_share_no_power(self):
        powers = [
            {
                one
                for one in (Action.SYSTEM_VIEW, Action.GRANT_MANAGE, Action.SECURITY_MANAGE, Action.AUDIT_READ)
                if may(role, one)
            }
            for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
        ]
        assert powers == [
            {Action.SYSTEM_VIEW, Action.GRANT_MANAGE},
            {Action.SECURITY_MANAGE},
            {Action.AUDIT_READ},
        ]

    def test_second_persons(self):
        assert {Role.COMMITTEE, Role.STREET, Role.SUPERVISOR} == SECOND_PERSONS


@pytest.mark.parametrize(
    ("prefix", "behind"), [("21", "22"), ("2101", "2102"), ("2109", "2110"), ("210199", "210200"), ("09", "10")]
)
def test_the_first_code_behind_a_prefix(prefix, behind):
    assert after_prefix(prefix) == behind


def test_a_zones_own_code_is_matched_as_it_is():
    assert code_range("code", "21Z000000001").children == [("code", "21Z000000001")]


@pytest.fixture
def ground(db):
    """Two stations in each of two communities, one site in a third, of another city."""
    sites = [make_site(places.division(code)) for code in _real_codes()]
    for site in sites[:2]:
        make_station(site, "SW")
        make_station(site, "VS")
    return sites


def _real_codes():
    near = places.communities("210102001")[:2]
    return [one.code for one in (*near, places.communities("2102")[0])]


class TestWithin:
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
    @given(data=st.data())
    def test_equals_the_plain_reading(self, ground, data):
        stations = list(Station.objects.order_by("id"))
        sites = list(Site.objects.order_by("id"))
        prefixes = data.draw(
            st.lists(st.sampled_from(["21", "2101", "210102", "210102001", "2102", *_real_codes()]), max_size=2)
        )
        held = data.draw(st.lists(st.sampled_from([one.pk for one in stations]), max_size=2, unique=True))
        scope = Scope((GrantFact(Role.COUNTY, tuple(prefixes)), GrantFact(Role.STATION_HEAD, (), tuple(held))))

        def reached(code):
            return any(code.startswith(one) for one in prefixes)

        plain = [one.pk for one in stations if reached(one.division_code) or one.pk in held]
        assert (
            list(Station.objects.within(scope, Action.STATION_VIEW).order_by("id").values_list("pk", flat=True))
            == plain
        )
        plain = [one.pk for one in sites if reached(one.division_code) or one.stations.filter(pk__in=held).exists()]
        assert (
            list(Site.objects.within(scope, Action.STATION_VIEW).order_by("id").values_list("pk", flat=True)) == plain
        )

    def test_without_the_verb_there_is_nothing(self, ground):
        scope = Scope((GrantFact(Role.COUNTY, ("21",)),))
        assert list(Station.objects.within(scope, Action.AUDIT_READ)) == []
        assert Station.objects.within(Scope.whole(), Action.AUDIT_READ).count() == 4

    def test_a_station_reaches_no_row_of_a_place_alone(self, ground):
        scope = Scope((GrantFact(Role.STATION_HEAD, (), (Station.objects.order_by("id").first().pk,)),))
        assert list(Authority.objects.within(scope, Action.STATION_VIEW)) == []

    def test_under_a_prefix(self, ground):
        assert Station.objects.under("210102").count() == 4
        assert Station.objects.under("2102").count() == 0
        assert Station.objects.under("").count() == 4

    def test_a_model_without_a_place(self):
        assert place_filter(Area(prefixes=("21",), stations=(1,)), {}) is None

    def test_manager_for_models_without_a_queryset(self, db):
        manager = scoped_manager()
        manager.model = Division
        assert hasattr(manager.get_queryset(), "within")
