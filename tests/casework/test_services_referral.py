"""C-07: sent with a consent of its own and named items; answered by the receiving station; followed up."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from liangzhan.casework.models import Case, Referral
from liangzhan.casework.queries.counted import expected_of
from liangzhan.casework.queries.referrals import incoming, sent_with, to_follow_up, waiting_incoming
from liangzhan.casework.services.referral_answers import answer_referral, settle_referral
from liangzhan.casework.services.referrals import refer
from liangzhan.ledger.models import Entry, Posting
from liangzhan.ledger.models.sealed import SealedPosting
from liangzhan.ledger.queries.digests import kept
from liangzhan.notices.models import Notice
from liangzhan.people.models import Card, Consent, Person, SealedCard, Tie
from liangzhan.staff.models import AgendaItem
from liangzhan.toolkit.periods import today
from tests.casework.land import refused
from tests.factories.casework import ago, make_case
from tests.factories.casework_later import make_referral, referral_form
from tests.factories.documents import image_bytes
from tests.factories.people import BY, make_card, resident_number


def signature():
    return SimpleUploadedFile("s.jpg", image_bytes(), "image/jpeg")


@pytest.fixture
def told(land, station):
    """The station was told a number, a phone and an address."""
    Card.objects.filter(person=land.case.person).delete()
    facts = {"id_number": resident_number(dt.date(1950, 5, 1)), "mobile": "13900000000", "address": "示例街1号"}
    return make_card(land.case.person, station, born_on=dt.date(1950, 5, 1), sex="1", **facts)


def send(land, **changed):
    return refer(case=land.case, form=referral_form(**changed), by=land.worker.actor)


def to_neighbour(land, station, **changed):
    return send(land, to_agency="", to_station=station, **changed)


class TestRefer:
    def test_exactly_what_is_named_goes(self, land, told):
        referral = send(land, items=("MOBILE", "NAME", "SERVICE", "PLAN", "ASSESSMENT", "RISKS"))
        sent = sent_with(referral)
        assert dict(sent.shown) == {
            "姓名或称呼": "王小明",
            "手机号码": "13900000000",
            "预估结论": "示例结论",
            "风险": "未登记",
            "服务目标": "示例目标",
            "已提供的服务次数和起止日期": f"3 次，{ago(20)} 至 {ago(18)}",
        }
        assert (sent.facts.name, sent.facts.mobile, sent.facts.id_number, sent.facts.address) == (
            "王小明",
            "13900000000",
            "",
            "",
        )
        assert "13900000000" not in str(Referral.objects.filter(pk=referral.pk).values_list()[0])

    def test_it_stays_as_it_was_sent(self, land, told):
        referral = send(land, items=("NAME", "SEX_BIRTH", "ADDRESS", "ID_NUMBER", "NEEDS"))
        told.address = "别处"
        told.save()
        sent = sent_with(Referral.objects.get(pk=referral.pk))
        assert dict(sent.shown)["住址"] == "示例街1号"
        assert dict(sent.shown)["性别和出生日期"] == "男，1950-05-01"
        assert sent.facts.born_on == dt.date(1950, 5, 1)

    def test_a_consent_of_its_own_each_time(self, land):
        for agency in ("示例医院", "示例律所"):
            send(land, to_agency=agency, way="SCREEN", paper=signature(), without_consent="")
        first, second = Consent.objects.filter(text__purpose="SHARE").order_by("id")
        assert first.about == "提供给：示例医院。资料：姓名或称呼、主要问题。"
        assert (second.person, Referral.objects.get(to_agency="示例律所").consent) == (land.case.person, second)

    def test_counts_once(self, land):
        key = uuid.uuid4()
        given = {"case": land.case, "form": referral_form(), "by": land.worker.actor, "form_key": key}
        referral = refer(**given)
        assert refer(**given) == referral
        entry = Entry.objects.get()
        assert (entry.kind, entry.person, entry.served_on) == ("REFERRAL", land.case.person, today())
        [(voucher, version, digest)] = expected_of(Referral, sealed=False)()
        assert (version, kept(digest)) == (1, Posting.objects.get(voucher=voucher).digest)

    def test_a_sealed_one_counts_apart(self, land, neighbour_station):
        Case.objects.filter(pk=land.case.pk).update(sealed=True)
        send(land)
        assert (Entry.objects.count(), SealedPosting.objects.count()) == (0, 1)
        form = referral_form(to_agency="", to_station=neighbour_station)
        assert refused(refer, case=land.case, form=form, by=land.worker.actor)[1] == "to_station"

    def test_a_sealed_one_takes_its_words_from_its_own_card(self, land, station):
        """On the paper for an agency stands what was named, for whom the whole platform knows no name."""
        person = Person.objects.create(state_since=today(), registered_by=BY)
        SealedCard.objects.create(
            person=person, station=station, name="丁某", alias="老丁", mobile="13900000000", saved_by=BY
        )
        case = make_case(station, person, land.lead, sealed=True)
        referral = refer(case=case, form=referral_form(items=("NAME",)), by=land.worker.actor)
        assert sent_with(referral).shown == [("姓名或称呼", "丁某")]
        bare = Person.objects.create(state_since=today(), registered_by=BY)
        other = make_case(station, bare, land.lead, sealed=True, nickname="化名甲")
        assert sent_with(refer(case=other, form=referral_form(), by=land.worker.actor)).shown[0][1] == "化名甲"

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"without_consent": ""}, "way"),
            ({"items": ()}, "items"),
            ({"letter": ""}, "letter"),
            ({"way": "PAPER", "without_consent": ""}, "paper"),
        ],
    )
    def test_refuses_at_the_field(self, land, changed, field):
        assert refused(refer, case=land.case, form=referral_form(**changed), by=land.worker.actor)[1] == field
        assert not Referral.objects.exists()

    def test_of_which_cases(self, land, station):
        for fields, words in (({"state": "NOT_ACCEPTED"}, "不接案"), ({"closed_on": today()}, "已经结案")):
            Case.objects.filter(pk=land.case.pk).update(**{"state": "ACTIVE", "closed_on": None, **fields})
            assert words in refused(refer, case=land.case, form=referral_form(), by=land.worker.actor)[0]

    def test_a_double_relation_comes_before_the_supervisor(self, land):
        send(land, reason="DUAL")
        assert AgendaItem.objects.get().reason == "个案有伦理问题"

    def test_again(self, land, station):
        old = make_referral(land.case, state="RETURNED")
        Case.objects.filter(pk=land.case.pk).update(closed_on=today())
        refer(case=land.case, form=referral_form(), by=land.worker.actor, again_of=old)
        old.refresh_from_db()
        assert old.state == "AGAIN"
        stranger = make_referral(make_case(station, worker=land.other_worker), state="RETURNED")
        assert (
            "不是这个个案"
            in refused(refer, case=land.case, form=referral_form(), by=land.worker.actor, again_of=stranger)[0]
        )


class TestReceivingStation:
    def test_is_told_nothing_but_the_named(self, land, told, neighbour_station):
        referral = to_neighbour(land, neighbour_station, items=("NAME", "MOBILE"))
        assert list(waiting_incoming(land.near.actor.scope)) == [referral]
        assert not Tie.objects.filter(station=neighbour_station, person=land.case.person).exists()
        answer_referral(referral=referral, to="ACCEPTED", by=land.near.actor)
        card = Card.objects.get(station=neighbour_station, person=land.case.person)
        assert (card.name, card.mobile, card.address, card.id_number, card.born_on) == (
            "王小明",
            "13900000000",
            "",
            "",
            None,
        )
        assert Tie.objects.live().get(station=neighbour_station, person=land.case.person).kind == "CLIENT"
        assert Case.objects.within(land.near.actor.scope, "case.view").count() == 0

    def test_the_sender_is_told_without_a_name(self, land, neighbour_station):
        referral = to_neighbour(land, neighbour_station)
        answer_referral(referral=referral, to="NOT_ACCEPTED", answer="没有相应服务", by=land.near.actor)
        notice = Notice.objects.get(recipient=land.worker.user)
        assert (notice.text, "王小明" in notice.text) == ("一份转介：未接收", False)
        assert Referral.objects.get().answer == "没有相应服务"

    def test_returned_the_tie_goes(self, land, neighbour_station):
        referral = to_neighbour(land, neighbour_station)
        answer_referral(referral=referral, to="ACCEPTED", by=land.near.actor)
        answer_referral(referral=referral, to="RETURNED", answer="本人不愿来", by=land.near.actor)
        assert not Tie.objects.live().filter(station=neighbour_station).filter(person=land.case.person).exists()

    def test_returned_but_served_there(self, land, neighbour_station):
        referral = to_neighbour(land, neighbour_station)
        answer_referral(referral=referral, to="ACCEPTED", by=land.near.actor)
        make_case(neighbour_station, land.case.person, land.near_worker)
        answer_referral(referral=referral, to="RETURNED", answer="已有个案", by=land.near.actor)
        assert Tie.objects.live().filter(station=neighbour_station, person=land.case.person).exists()

    def test_refuses(self, land, neighbour_station):
        referral = to_neighbour(land, neighbour_station)
        by = land.near.actor
        assert refused(answer_referral, referral=referral, to="NOT_ACCEPTED", by=by)[1] == "answer"
        assert refused(answer_referral, referral=referral, to="AGAIN", by=by)[1] == "to"
        assert refused(answer_referral, referral=referral, to="FAILED", answer="x", by=by)[1] == "answer"
        assert "不能变为" in refused(answer_referral, referral=referral, to="COMPLETED", by=by)[0]
        outside = make_referral(land.case)
        assert "平台站点" in refused(answer_referral, referral=outside, to="ACCEPTED", by=by)[0]

    def test_nobody_to_tell(self, land, neighbour_station):
        referral = to_neighbour(land, neighbour_station)
        land.case.members.update(ended_on=today())
        answer_referral(referral=referral, to="ACCEPTED", by=land.near.actor)
        assert not Notice.objects.filter(recipient=land.worker.user).exists()

    def test_who_reads_it(self, land, neighbour_station):
        referral = to_neighbour(land, neighbour_station)
        make_referral(land.case)  # to an agency: nobody's
        assert list(incoming(land.near.actor.scope)) == [referral]
        assert list(incoming(land.worker.actor.scope)) == list(incoming(land.supervisor.actor.scope)) == []


class TestSender:
    def test_writes_down_what_an_agency_said(self, land):
        referral = send(land)
        settle_referral(referral=referral, to="ACCEPTED", answer="已预约", by=land.worker.actor)
        referral.refresh_from_db()
        assert (referral.state, referral.answer, referral.answered_on) == ("ACCEPTED", "已预约", today())
        settle_referral(referral=referral, to="COMPLETED", by=land.worker.actor)
        assert to_follow_up(land.worker.actor.scope, today() + dt.timedelta(days=60)).count() == 0

    def test_looks_again_another_day(self, land):
        referral = make_referral(land.case)
        assert list(to_follow_up(land.worker.actor.scope, today())) == [referral]
        later = today() + dt.timedelta(days=7)
        settle_referral(referral=referral, to="", follow_up_on=later, by=land.worker.actor)
        assert list(to_follow_up(land.worker.actor.scope, today())) == []
        assert list(to_follow_up(land.near.actor.scope, later)) == []

    def test_refuses(self, land, neighbour_station):
        referral, by = make_referral(land.case), land.worker.actor
        assert refused(settle_referral, referral=referral, to="", by=by)[1] == "to"
        assert refused(settle_referral, referral=referral, to="", follow_up_on=ago(1), by=by)[1] == "follow_up_on"
        done = make_referral(land.case, state="COMPLETED")
        assert "已经了结" in refused(settle_referral, referral=done, to="", follow_up_on=today(), by=by)[0]
        platform = make_referral(land.case, to_station=neighbour_station)
        assert "接收站点" in refused(settle_referral, referral=platform, to="ACCEPTED", by=by)[0]
