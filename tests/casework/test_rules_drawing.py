"""Family tree and ecomap: who stands where, which lines are drawn."""

import pytest

from liangzhan.casework.rules.drawing import Relative, eco_of, generations, relation_words, tree_of
from liangzhan.people.rules.family import Bond

BONDS = [
    Bond("pa", "me", "PARENT"),
    Bond("ma", "me", "PARENT"),
    Bond("pa", "sis", "PARENT"),
    Bond("me", "wife", "SPOUSE"),
    Bond("me", "son", "PARENT"),
    Bond("wife", "son", "PARENT"),
    Bond("me", "sis", "SIBLING"),
    Bond("gran", "pa", "PARENT"),
]
PEOPLE = [
    Relative("me", "王*明", "1", client=True, age=50),
    Relative("pa", "王*", "1", deceased=True, age=80),
    Relative("ma", "李*", "2"),
    Relative("sis", "王*红", "2"),
    Relative("son", "王*小", "9"),
    Relative("wife", "赵*", "2"),
    Relative("gran", "老王", "0"),
    Relative("stranger", "无关"),
]


def test_generations_and_words():
    levels = generations("me", BONDS)
    assert levels == {"me": 0, "pa": -1, "ma": -1, "wife": 0, "son": 1, "sis": 0, "gran": -2}
    words = {key: relation_words(key, "me", BONDS, level) for key, level in levels.items() if key != "me"}
    assert words == {
        "pa": "父亲或母亲",
        "ma": "父亲或母亲",
        "wife": "配偶",
        "son": "子女",
        "sis": "兄弟姐妹",
        "gran": "祖辈",
    }


def test_a_row_for_each_generation():
    drawing = tree_of(PEOPLE, BONDS)
    at = {node.name: node for node in drawing.nodes}
    assert "无关" not in at
    assert len({node.y for node in drawing.nodes}) == 4
    assert at["老王"].y < at["王*"].y < at["王*明"].y < at["王*小"].y
    assert abs(at["王*明"].x - at["赵*"].x) == min(abs(at["王*明"].x - at[n].x) for n in ("赵*", "王*红"))
    assert (at["王*明"].shape, at["赵*"].shape, at["老王"].shape) == ("square", "circle", "diamond")
    assert (at["王*明"].client, at["王*"].deceased, at["王*"].note) == (True, True, "父亲或母亲")
    assert all(0 < node.x < drawing.width and 0 < node.y < drawing.height for node in drawing.nodes)
    assert sum(line.kind == "couple" for line in drawing.strokes) == 1


def test_siblings_without_known_parents_have_a_bracket():
    lines = tree_of([PEOPLE[0], PEOPLE[3]], [Bond("me", "sis", "SIBLING")]).strokes
    assert [line.kind for line in lines] == ["family"] * 3
    assert tree_of([], []).nodes == ()


@pytest.mark.parametrize(
    ("strength", "kind"), [(2, "close"), (1, "good"), (0, "plain"), (-1, "distant"), (-2, "tense")]
)
def test_ecomap(strength, kind):
    drawing = eco_of([("社区食堂", strength), ("邻居", 0)], "服务对象")
    assert [node.name for node in drawing.nodes] == ["服务对象", "社区食堂", "邻居"]
    assert drawing.strokes[0].kind == kind
    assert drawing.nodes[0].client
