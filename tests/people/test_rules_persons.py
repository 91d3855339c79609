"""Showing, searching, consent, households, merging: tables of examples."""

import datetime as dt

import pytest

from liangzhan.people.choices import ConsentWay, PersonState, Relation
from liangzhan.people.rules.consent import (
    ConsentFacts,
    consent_problems,
    holds_on,
    text_problem,
    withdrawal_problem,
)
from liangzhan.people.rules.households import joining_problem, leaving_problem
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.rules.merging import Side, kept_first, pair_problems
from liangzhan.people.rules.searching import asked, first_facts, name_fits, words_problem
from liangzhan.people.rules.showing import face_of, identity_class, is_child

TODAY = dt.date(2026, 3, 1)
CHILD, GROWN = dt.date(2012, 3, 2), dt.date(2012, 3, 1)
FACTS = PersonFacts(
    name="王小明",
    alias="老王",
    sex="1",
    born_on=dt.date(1980, 1, 1),
    id_number="219999198001010011",
    mobile="13900000001",
    address="长街 1 号",
    education="20",
    political_status="13",
)


def reader(*classes):
    return lambda data_class: data_class in classes


class TestShowing:
    def test_fourteen(self):
        assert (is_child(CHILD, today=TODAY), is_child(GROWN, today=TODAY), is_child(None, today=TODAY)) == (
            True,
            False,
            False,
        )
        assert (identity_class(CHILD, today=TODAY), identity_class(GROWN, today=TODAY)) == ("P3", "P2")

    def test_page_of_a_worker(self):
        face = face_of(FACTS, reads=reader("P2", "P3"), today=TODAY)
        assert (face.name, face.alias, face.sex, face.age) == ("王小明", "老王", "男", 46)
        assert (face.mobile, face.address) == ("13900000001", "长街 1 号")
        assert (face.education, face.political_status) == ("大学本科", "群众")
        assert (face.id_number, face.number_hidden, face.sensitive) == ("219*************11", True, False)

    def test_the_number_is_for_those_who_read_p3(self):
        shown = face_of(FACTS, reads=reader("P2", "P3"), today=TODAY, number=True)
        assert (shown.id_number, shown.number_hidden, shown.sensitive) == ("219999198001010011", False, True)
        hidden = face_of(FACTS, reads=reader("P2"), today=TODAY, number=True)
        assert (hidden.id_number, hidden.number_hidden, hidden.sensitive) == ("219*************11", True, False)

    def test_a_row_of_a_list(self):
        face = face_of(FACTS, reads=reader("P2", "P3"), today=TODAY, brief=True)
        assert (face.name, face.mobile, face.address) == ("王小明", "139****0001", "")

    def test_whoever_reads_nothing(self):
        face = face_of(FACTS, reads=reader("P0"), today=TODAY)
        assert (face.name, face.alias, face.sex, face.born_on) == ("王**", "老*", "", None)
        assert (face.mobile, face.address, face.education, face.political_status) == ("139****0001", "", "", "")

    def test_a_child_is_p3(self):
        child = PersonFacts(name="周小宝", born_on=CHILD)
        assert face_of(child, reads=reader("P2"), today=TODAY).name == "周**"
        shown = face_of(child, reads=reader("P2", "P3"), today=TODAY)
        assert (shown.name, shown.sensitive) == ("周小宝", True)

    def test_called(self):
        called = [
            face_of(PersonFacts(**one), reads=reader("P2"), today=TODAY).called for one in ({}, {"alias": "老王"})
        ]
        assert called == ["未具名", "老王"]
        assert face_of(PersonFacts(), reads=reader("P2", "P3"), today=TODAY, number=True).sensitive is False


class TestSearching:
    @pytest.mark.parametrize(
        ("text", "number", "mobile", "name", "initials"),
        [
            ("王小明", "", "", "王小明", ""),
            ("wxm", "", "", "wxm", "wxm"),
            ("13900000001", "13900000001", "13900000001", "", ""),
            ("e12345", "E12345", "", "e12345", ""),
            ("John Smith", "JOHNSMITH", "", "john smith", "johnsmith"),
            ("219999198001010011", "219999198001010011", "", "", ""),
        ],
    )
    def test_asked(self, text, number, mobile, name, initials):
        found = asked(text)
        assert (found.number, found.mobile, found.name, found.initials) == (number, mobile, name, initials)

    @pytest.mark.parametrize(
        ("name", "initials", "text", "fits"),
        [
            ("王小明", "wxm", "王小明", 3),
            ("王小明", "wxm", "王小", 2),
            ("王小明", "wxm", "小明", 1),
            ("王小明", "wxm", "wx", 2),
            ("王小明", "wxm", "xm", 0),
            ("王小明", "wxm", "李", 0),
            ("", "", "王", 0),
            ("JOHN SMITH", "js", "smith", 1),
        ],
    )
    def test_fits(self, name, initials, text, fits):
        assert name_fits(name, initials, asked(text)) == fits

    @pytest.mark.parametrize(("text", "wrong"), [("", True), (" ", True), ("w", True), ("wx", False), ("王", False)])
    def test_too_little(self, text, wrong):
        assert bool(words_problem(text)) is wrong

    @pytest.mark.parametrize(
        ("text", "field"),
        [
            ("王小明", "name"),
            ("13900000001", "mobile"),
            ("219999198001010011", "id_number"),
            ("E12345", "id_number"),
            ("wxm", ""),
        ],
    )
    def test_first_facts(self, text, field):
        assert set(first_facts(text)) == ({field} if field else set())


W = ConsentWay


class TestConsent:
    @pytest.mark.parametrize(
        ("facts", "born_on", "wrong"),
        [
            ({"way": W.PAPER, "has_picture": True}, None, set()),
            ({"way": W.PAPER}, None, {"paper"}),
            ({"way": W.SCREEN}, None, {"paper"}),
            ({"way": W.SCREEN, "has_picture": True}, None, set()),
            ({"way": W.THUMB, "has_picture": True}, None, {"witness"}),
            ({"way": W.THUMB, "witness": "李四"}, None, {"paper"}),
            ({"way": W.THUMB, "has_picture": True, "witness": "李四"}, None, set()),
            ({"way": W.GUARDIAN, "has_picture": True}, None, {"signer"}),
            ({"way": W.GUARDIAN, "has_picture": True, "signer": "李四"}, CHILD, set()),
            ({"way": W.PAPER, "has_picture": True}, CHILD, {"way"}),
            ({"way": W.PAPER, "has_picture": True}, GROWN, set()),
            ({"way": W.ONLINE}, None, {"way"}),
            ({"way": W.ONLINE, "himself": True}, None, set()),
            ({"way": W.ONLINE, "himself": True}, CHILD, {"way"}),
            ({"way": W.PAPER, "has_picture": True, "given_on": dt.date(2026, 3, 2)}, None, {"given_on"}),
            (
                {"way": W.GUARDIAN, "has_picture": True, "signer": "李", "given_on": dt.date(2012, 3, 1)},
                CHILD,
                {"given_on"},
            ),
        ],
    )
    def test_what_each_way_needs(self, facts, born_on, wrong):
        given = ConsentFacts(**{"given_on": TODAY, **facts})
        assert set(consent_problems(given, born_on=born_on, today=TODAY)) == wrong

    @pytest.mark.parametrize(
        ("given", "withdrawn", "day", "holds"),
        [
            (TODAY, None, TODAY, True),
            (TODAY, None, TODAY - dt.timedelta(days=1), False),
            (GROWN, TODAY, TODAY, False),
            (GROWN, TODAY, TODAY - dt.timedelta(days=1), True),
        ],
    )
    def test_holds(self, given, withdrawn, day, holds):
        assert holds_on(given, withdrawn, day) is holds

    def test_withdrawal(self):
        assert withdrawal_problem(TODAY, TODAY, today=TODAY) == ""
        assert "晚于今天" in withdrawal_problem(TODAY, TODAY + dt.timedelta(days=1), today=TODAY)
        assert "早于同意" in withdrawal_problem(TODAY, GROWN, today=TODAY)

    def test_text(self):
        assert text_problem("REGISTER", "可以撤回。" + "字" * 95) == ""
        assert "过短" in text_problem("REGISTER", "可以撤回。" + "字" * 94)
        assert "撤回" in text_problem("REGISTER", "字" * 100)
        assert "用途" in text_problem("X", "可以撤回。" + "字" * 95)


class TestHouseholds:
    def test_joining(self):
        tomorrow = TODAY + dt.timedelta(days=1)
        assert joining_problem(Relation.SON, [Relation.HEAD], TODAY, today=TODAY) == {}
        assert set(joining_problem(Relation.HEAD, [Relation.HEAD], TODAY, today=TODAY)) == {"relation"}
        assert joining_problem(Relation.HEAD, [Relation.SON], TODAY, today=TODAY) == {}
        assert set(joining_problem(Relation.SON, [], tomorrow, today=TODAY)) == {"on"}

    @pytest.mark.parametrize(
        ("on", "is_head", "others", "words"),
        [
            (TODAY, False, 3, ""),
            (TODAY, True, 0, ""),
            (TODAY, True, 1, "更换户主"),
            (TODAY + dt.timedelta(days=1), False, 0, "晚于今天"),
            (GROWN - dt.timedelta(days=1), False, 0, "早于加入"),
        ],
    )
    def test_leaving(self, on, is_head, others, words):
        found = leaving_problem(GROWN, on, is_head=is_head, others=others, today=TODAY)
        assert words in found and bool(found) is bool(words)


def side(number, **facts):
    given = {"state": PersonState.ACTIVE, "index": "", "born_on": None, "shadow": False, "elsewhere": False}
    return Side(id=number, **{**given, **facts})


class TestMerging:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (side(1), side(2)),
            (side(2, index="a"), side(1)),
            (side(2), side(1, shadow=True, index="a")),
            (side(2, elsewhere=True), side(1, index="a")),
        ],
    )
    def test_who_is_kept(self, one, other):
        assert kept_first(one, other) and not kept_first(other, one)

    @pytest.mark.parametrize(
        ("kept", "alias", "words"),
        [
            (side(1), side(2), []),
            (side(1), side(1), ["同一条"]),
            (side(1, index="a"), side(2, index="b"), ["证件号码不同"]),
            (side(1, index="a"), side(2, index="a"), []),
            (side(1, index="a"), side(2), []),
            (side(1, born_on=CHILD), side(2, born_on=GROWN), ["出生日期不同"]),
            (side(1, born_on=CHILD), side(2), []),
            (side(1, elsewhere=True), side(2), []),
            (side(1), side(2, elsewhere=True), ["不能合并"]),
            (side(1, state=PersonState.FROZEN), side(2), ["在册"]),
            (side(1), side(2, state=PersonState.FROZEN), []),
            (side(1), side(2, state=PersonState.MERGED), ["在册"]),
            (side(1), side(2, state=PersonState.FORGOTTEN), ["在册"]),
        ],
    )
    def test_may_they_be_one(self, kept, alias, words):
        found = pair_problems(kept, alias)
        assert len(found) == len(words) and all(word in one for word, one in zip(words, found, strict=True))
