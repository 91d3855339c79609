"""The scanned link and the one button behind it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from liangzhan.access.roles import Role
from liangzhan.occasions.choices import CheckInWay
from liangzhan.occasions.models import Occasion, Presence
from liangzhan.occasions.queries.codes import lock_of
from liangzhan.occasions.rules.codes import code_at, step_of
from tests.factories.accounts import PASSWORD, make_person
from tests.factories.occasions import make_occasion


def scan_link(occasion, *, minutes=0, way=CheckInWay.CODE, shown_as=None):
    lock = lock_of(occasion)[0]
    text = code_at(lock, step_of(lock, timezone.now() + dt.timedelta(minutes=minutes)), way)
    return f"{reverse('occasions:scan', args=[(shown_as or occasion).uuid])}?c={text}"


def tap_page(occasion):
    return reverse("occasions:check-in", args=[occasion.uuid])


class TestScan:
    def test_a_good_code_leads_to_the_button(self, occasion, member):
        answer = member.client.get(scan_link(occasion), follow=True)
        assert answer.redirect_chain == [(tap_page(occasion), 302)]
        page = answer.content.decode()
        assert ">签到</button>" in page and "反诈宣传会" in page and "一楼活动室" in page

    @pytest.mark.parametrize(
        ("minutes", "words"), [(-3, "已过期"), (-60, "约 1 小时前"), (-120, "约 2 小时前"), (120, "晚约 2 小时")]
    )
    def test_an_old_or_early_code(self, occasion, member, minutes, words):
        answer = member.client.get(scan_link(occasion, minutes=minutes))
        assert answer.status_code == 403 and words in answer.content.decode()
        assert member.client.get(tap_page(occasion)).status_code == 404

    def test_a_foreign_code(self, occasion, member, station):
        other = make_occasion("别的会", station=station)
        answer = member.client.get(scan_link(other, shown_as=occasion))
        assert answer.status_code == 403 and "不是本项日程的签到码" in answer.content.decode()

    def test_no_code_and_no_occasion(self, occasion, member):
        assert "没有完整的签到码" in member.client.get(reverse("occasions:scan", args=[occasion.uuid])).content.decode()
        gone = reverse("occasions:scan", args=["00000000-0000-0000-0000-000000000000"])
        assert "日程不存在" in member.client.get(gone).content.decode()

    @pytest.mark.parametrize(("state", "words"), [("CANCELLED", "已取消"), ("CLOSED", "签到已确认")])
    def test_what_is_over(self, occasion, member, state, words):
        Occasion.objects.filter(pk=occasion.pk).update(**{"state": state})
        assert words in member.client.get(scan_link(occasion)).content.decode()

    def test_a_refused_scan_tells_nothing_about_the_occasion(self, occasion, visitor):
        page = visitor.get(scan_link(occasion, minutes=-60)).content.decode()
        assert occasion.title not in page and occasion.place not in page

    def test_without_a_scan_there_is_no_page(self, occasion, member):
        assert member.client.get(tap_page(occasion)).status_code == 404


def test_sign_in_and_back(occasion, member, visitor):
    """The scan is remembered while the person types the password, however long a code lasts."""
    answer = visitor.get(scan_link(occasion), follow=True)
    address = answer.redirect_chain[-1][0]
    assert address.startswith(reverse("account_login")) and "in/" in address
    with visitor.allow(40):  # signing in counts its attempts
        answer = visitor.post(address, {"login": member.user.username, "password": PASSWORD}, follow=True)
    assert answer.request["PATH_INFO"] == tap_page(occasion)
    assert ">签到</button>" in answer.content.decode()


def test_a_scan_lasts_ten_minutes(occasion, member, monkeypatch):
    member.client.get(scan_link(occasion))
    later = timezone.now() + dt.timedelta(minutes=11)
    monkeypatch.setattr("liangzhan.occasions.views.scanning.moment", lambda: later)
    page = member.client.get(tap_page(occasion)).content.decode()
    assert "扫码已超过 10 分钟" in page and ">签到</button>" not in page
    answer = member.client.post(tap_page(occasion), {"deed": "in"})
    assert answer.status_code == 422 and not Presence.objects.exists()


class TestTap:
    def tap(self, occasion, member, deed="in", **more):
        member.client.get(scan_link(occasion, way=more.pop("way", CheckInWay.CODE)))
        return member.client.post(tap_page(occasion), {"deed": deed, **more}, follow=True)

    def test_in_and_out(self, occasion, member, person):
        page = self.tap(occasion, member).content.decode()
        stay = Presence.objects.get()
        assert (stay.person_id, stay.in_way, stay.inside) == (person.pk, "CODE", None)
        assert "已签到" in page and f"{timezone.localtime(stay.in_at):%H:%M}" in page
        assert "再扫一次现场的二维码" in page and ">签退</button>" not in page
        page = self.tap(occasion, member, "out", way=CheckInWay.SCREEN).content.decode()
        stay.refresh_from_db()
        assert stay.out_way == "SCREEN" and "已签退" in page

    @pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False), ("", None)])
    def test_inside_is_yes_no_or_unknown(self, occasion, member, said, kept):
        self.tap(occasion, member, inside=said)
        assert Presence.objects.get().inside is kept

    def test_coordinates_have_no_place_in_the_form(self, occasion, member):
        answer = self.tap(occasion, member, inside="41.8,123.4")
        assert answer.status_code == 422 and not Presence.objects.exists()

    def test_the_phone_is_known_again_by_a_mark(self, occasion, member):
        self.tap(occasion, member)
        cookie = member.client.cookies["lz_device"]
        device = Presence.objects.get().device
        assert (
            len(device) == 64 and cookie.value not in device and cookie["httponly"] and cookie["path"] == "/occasions/"
        )
        self.tap(occasion, member, "out")
        assert member.client.cookies["lz_device"].value == cookie.value

    def test_one_scan_is_one_deed(self, occasion, member):
        self.tap(occasion, member)
        answer = member.client.post(tap_page(occasion), {"deed": "out"})
        assert answer.status_code == 422 and "再扫一次现场的二维码" in answer.content.decode()
        assert Presence.objects.get().out_at is None
        assert ">签退</button>" in member.client.get(scan_link(occasion), follow=True).content.decode()

    def test_twice_says_when(self, occasion, member):
        self.tap(occasion, member)
        answer = self.tap(occasion, member)
        assert answer.status_code == 422 and "还没有签退，不用再签" in answer.content.decode()

    def test_not_on_the_roll(self, occasion, social_worker, person):
        other = make_person("外人", Role.SOCIAL_WORKER, station=social_worker.station)
        answer = self.tap(occasion, other)
        assert "还没有关联人员登记" in answer.content.decode()
        assert not Presence.objects.exists()

    def test_an_account_without_a_person_learns_what_to_do(self, occasion, social_worker):
        page = social_worker.client.get(scan_link(occasion), follow=True).content.decode()
        assert "还没有关联人员登记" in page and "请站长" in page and ">签到</button>" not in page

    def test_somebody_of_another_station_on_the_roll(self, station, neighbour_station):
        from tests.factories.people import make_individual

        guest = make_individual(station=neighbour_station)
        account = make_person("来宾", Role.SOCIAL_WORKER, station=neighbour_station, person_uuid=guest.uuid)
        occasion = make_occasion(station=station, expected=[guest])
        assert self.tap(occasion, account).status_code == 200
        assert Presence.objects.get().person_id == guest.pk

    def test_queries(self, occasion, member):
        self.tap(occasion, member)
        member.client.get(tap_page(occasion))
        assert member.client.queries == 9


def test_an_administrator_has_nothing_to_tap(occasion, system_admin):
    system_admin.client.get(scan_link(occasion))
    assert system_admin.client.get(tap_page(occasion)).status_code == 403
