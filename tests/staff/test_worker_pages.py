"""The page of one worker, its forms, the own page, the county's recognition."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from liangzhan.audit.models import Reading
from liangzhan.staff.models import Certificate, Post, Registration, Worker
from liangzhan.stations.models import StaffDeclaration
from tests.factories.documents import pdf_bytes
from tests.factories.people import resident_number
from tests.factories.staff import make_certificate, make_colleague, make_post, make_registration, make_worker
from tests.factories.stations import make_station

TODAY = dt.date.today()


def at(name, pk):
    return reverse(f"staff:{name}", args=[pk])


def send(person, page, pk, /, **given):
    """A form that writes: deeds, records and counting anew; not a page to read."""
    with person.client.allow(60):
        return person.client.post(at(page, pk), given)


def text(person, name, pk):
    answer = person.client.get(at(name, pk))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def worker(station):
    return make_worker("甲小明", station=station)


class TestWorkerPage:
    def test_what_the_head_reads_and_officers_do_not(self, worker, station_head, county_officer, city_officer):
        held = make_certificate(worker, "SW", number="SL20190001")
        make_registration(held)
        Worker.objects.update(professional_basis="DEGREE", education_note="示例大学")
        mine = text(station_head, "worker-page", worker.pk)
        assert "SL20190001" in mine and "示例大学" in mine and "继续教育" in mine
        for officer in (county_officer, city_officer):
            theirs = text(officer, "worker-page", worker.pk)
            assert "社会工作师" in theirs
            assert not any(word in theirs for word in ("SL20190001", "示例大学", "继续教育"))

    def test_the_neighbour_and_whoever_left(self, worker, station, station_head, neighbour_head, neighbour_station):
        assert neighbour_head.client.get(at("worker-page", worker.pk)).status_code == 404
        gone = make_worker("乙小红")
        make_post(gone, station, ends_on=TODAY - dt.timedelta(1))
        assert station_head.client.get(at("worker-page", gone.pk)).status_code == 404
        make_post(gone, neighbour_station)
        page = text(neighbour_head, "worker-page", gone.pk)
        assert station_head.station.name not in page

    def test_a_post_to_come_is_shown(self, station, station_head):
        coming = make_worker("丙小兰")
        make_post(coming, station, starts_on=TODAY + dt.timedelta(9))
        assert "未到岗" in text(station_head, "worker-page", coming.pk)

    def test_both_stations_in_one_hand(self, worker, station, station_head):
        twin = make_station(station.site, "VS")
        Post.objects.update(fte="0.5")
        make_post(worker, twin, fte="0.5")
        assert "兼管两站" not in text(station_head, "worker-page", worker.pk)  # sees the one station only

    def test_queries_stay_within_the_limit(self, worker, station_head):
        make_registration(make_certificate(worker))
        for _ in range(2):
            text(station_head, "worker-page", worker.pk)
        few = station_head.client.queries
        for level in ("SW", "SSW"):
            make_registration(make_certificate(worker, level))
        text(station_head, "worker-page", worker.pk)
        assert station_head.client.queries == few
        assert few <= 25


class TestForms:
    def test_a_new_colleague(self, station, station_head):
        given = {
            "name": "甲小明", "id_kind": "RESIDENT", "id_number": resident_number(), "role": "SOCIAL_WORKER",
            "employment": "PART_TIME", "starts_on": "2024-06-01", "identity": "COMMUNITY_WORKER",
        }  # fmt: skip
        wrong = send(station_head, "post-add", station.pk, **{**given, "starts_on": "2024-02-31"})
        assert (wrong.status_code, "甲小明" in wrong.content.decode()) == (422, True)
        answer = send(station_head, "post-add", station.pk, **given)
        post = Post.objects.get()
        assert answer.url == at("worker-page", post.worker_id)
        assert StaffDeclaration.objects.get().counted
        assert "甲小明已登记" in station_head.client.get(answer.url).content.decode()

    def test_minors_blocked_at_its_field(self, worker, station, station_head):
        post = worker.posts.get()
        given = {"on": str(TODAY), "employment": "FULL_TIME", "serves_minors": "on"}
        answer = send(station_head, "post-change", post.pk, **given)
        assert answer.status_code == 422
        assert not Post.objects.filter(serves_minors=True).exists()

    def test_change_correct_end(self, worker, station_head):
        post = worker.posts.get()
        assert "工作量" in text(station_head, "post-change", post.pk)
        send(station_head, "post-change", post.pk, **{"on": str(TODAY), "employment": "PART_TIME", "fte": "0.4"})
        assert worker.posts.count() == 2
        later = worker.posts.latest("starts_on")
        send(station_head, "post-correct", later.pk, **{"role": "ASSISTANT", "starts_on": str(TODAY), "reason": "选错"})
        later.refresh_from_db()
        assert later.role == "ASSISTANT"
        answer = send(station_head, "post-end", later.pk, **{"ends_on": str(TODAY), "reason": "到期"})
        assert answer.url == f"{reverse('staff:roll')}?station={later.station_id}"

    def test_one_more_post_and_its_cancelling(self, worker, station, station_head, neighbour_station):
        Post.objects.update(fte="0.5")
        given = {"role": "ASSISTANT", "employment": "PART_TIME", "starts_on": str(TODAY + dt.timedelta(9))}
        foreign = send(station_head, "worker-post-add", worker.pk, **{**given, "station": neighbour_station.pk})
        assert foreign.status_code == 422
        send(station_head, "worker-post-add", worker.pk, **{**given, "station": station.pk})
        post = worker.posts.get(role="ASSISTANT")
        send(station_head, "post-cancel", post.pk, **{"reason": "不来了"})
        assert not worker.posts.filter(role="ASSISTANT").exists()

    def test_qualification(self, worker, station_head, tmp_path, monkeypatch):
        monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path))
        client = station_head.client
        scan = SimpleUploadedFile("scan.pdf", pdf_bytes())
        given = {"level": "SW", "passed_on": "2019-09-01", "number": "SL20190001", "file": scan}
        send(station_head, "certificate-add", worker.pk, **given)
        held = Certificate.objects.get()
        assert "SL20190001" in text(station_head, "certificate-edit", held.pk)
        send(
            station_head,
            "certificate-edit",
            held.pk,
            **{"level": "SW", "passed_on": "2019-09-02", "number": "SL20190001"},
        )
        send(station_head, "registration-add", held.pk, **{"state": "WAITING"})
        row = Registration.objects.get()
        send(station_head, "registration-move", row.pk, **{"state": "ISSUED", "valid_from": "2024-06-01"})
        row.refresh_from_db()
        assert (row.state, row.valid_to) == ("ISSUED", dt.date(2027, 5, 31))
        send(station_head, "degree", worker.pk, **{"note": "示例大学社会工作专业"})
        worker.refresh_from_db()
        assert worker.professional_basis == "DEGREE"
        file = reverse("staff:worker-file", args=[worker.pk, held.file.uuid])
        assert client.get(file).status_code == 200
        assert Reading.objects.filter(page="staff:worker-file").count() == 1

    def test_particulars_and_account(self, worker, station_head, social_worker):
        assert send(station_head, "worker-edit", worker.pk, **{"identity": "AGENCY"}).status_code == 422
        send(station_head, "worker-edit", worker.pk, **{"identity": "AGENCY", "employer": "示例社工中心"})
        worker.refresh_from_db()
        assert worker.employer == "示例社工中心"
        assert "陈社工" in text(station_head, "account-link", worker.pk)
        send(station_head, "account-link", worker.pk, **{"user": social_worker.user.pk})
        assert "我的岗位" in social_worker.client.get(reverse("staff:me")).content.decode()
        assert "解除关联" in text(station_head, "worker-page", worker.pk)
        send(station_head, "account-unlink", worker.pk)
        assert "我的岗位" not in social_worker.client.get(reverse("staff:me")).content.decode()

    @pytest.mark.parametrize(
        "name", ["worker-edit", "account-link", "account-unlink", "worker-post-add", "certificate-add", "degree"]
    )
    def test_the_neighbour_changes_nothing(self, worker, neighbour_head, name):
        assert neighbour_head.client.post(at(name, worker.pk), {}).status_code == 404

    @pytest.mark.parametrize("name", ["post-change", "post-correct", "post-end", "post-cancel"])
    def test_nor_the_posts(self, worker, neighbour_head, social_worker, name):
        pk = worker.posts.get().pk
        assert neighbour_head.client.post(at(name, pk), {}).status_code == 404
        assert social_worker.client.post(at(name, pk), {}).status_code == 403


class TestRecognition:
    def test_from_asking_to_the_word(
        self, worker, station_head, county_officer, neighbour_county, tmp_path, monkeypatch
    ):
        monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path))
        scan = SimpleUploadedFile("scan.pdf", pdf_bytes())
        send(station_head, "recognition-ask", worker.pk, **{"note": "示例培训 48 学时", "file": scan})
        queue = reverse("staff:recognitions")
        assert "示例培训 48 学时" in county_officer.client.get(queue).content.decode()
        assert "甲小明" not in neighbour_county.client.get(queue).content.decode()
        assert neighbour_county.client.get(at("recognition-decide", worker.pk)).status_code == 404
        worker.refresh_from_db()
        file = reverse("staff:worker-file", args=[worker.pk, worker.basis_file.uuid])
        assert county_officer.client.get(file).status_code == 200
        without = send(county_officer, "recognition-decide", worker.pk, **{"recognised": "yes"})
        assert without.status_code == 422
        send(county_officer, "recognition-decide", worker.pk, **{"recognised": "yes", "reason": "属实"})
        worker.refresh_from_db()
        assert worker.recognition == "RECOGNISED"
        assert county_officer.client.get(file).status_code == 404  # no longer needed for a decision
        assert "已经办理" in text(county_officer, "recognition-decide", worker.pk)


class TestMyWork:
    def test_own_posts_and_cards(self, station):
        colleague, worker = make_colleague("陈社工", station)
        make_certificate(worker)
        page = colleague.client.get(reverse("staff:me")).content.decode()
        assert "我的岗位" in page and station.name in page and "登记不在有效期内" in page
        assert colleague.client.queries <= 25

    def test_an_account_without_a_worker_is_told_what_to_do(self, social_worker):
        assert "账户还没有关联工作人员" in social_worker.client.get(reverse("staff:me")).content.decode()


def test_the_page_of_the_station_shows_the_counted_numbers(worker, station, station_head):
    from liangzhan.access.actor import Actor
    from liangzhan.staff.services.staffing import refresh_staffing

    page = reverse("stations:staffing", args=[station.pk])
    assert "打开人员名册" in station_head.client.get(page).content.decode()
    make_certificate(worker)
    refresh_staffing(stations=[station], by=Actor.system("测试"))
    shown = station_head.client.get(page).content.decode()
    assert "由人员名册统计" in shown and 'name="full_time"' not in shown
    answer = station_head.client.post(page, {"full_time": "9", "part_time": "0", "certified": "0"})
    assert answer.status_code == 422
