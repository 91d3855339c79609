"""Plan against fact: rate of completion, its four steps (0.5, domain.md 3.1). Pure: no query, no clock."""

from __future__ import annotations

from dataclasses import dataclass

DEFINITION = (
    "建成：统计截止日及以前验收合格、且截止日未关闭的社区级站点；社会工作站、志愿服务站分别计数。"
    "待验收、建设中、未启动按当前状态。"
)
STEPS = (("high", 90, "90% 以上"), ("good", 75, "75–90%"), ("fair", 60, "60–75%"), ("low", 0, "60% 以下"))


@dataclass(frozen=True)
class KindCounts:
    """Stations of one kind in one area. `late` were accepted after the cut-off and never enter the count."""

    completed: int = 0
    urban: int = 0
    rural: int = 0
    pending: int = 0
    building: int = 0
    chosen: int = 0
    late: int = 0

    def __add__(self, other: KindCounts) -> KindCounts:
        return KindCounts(*(a + b for a, b in zip(self.all(), other.all(), strict=True)))

    def all(self) -> tuple[int, ...]:
        return self.completed, self.urban, self.rural, self.pending, self.building, self.chosen, self.late

    @property
    def in_plan(self) -> int:
        """Stations that hold a place in the plan, whatever their state."""
        return self.completed + self.pending + self.building + self.chosen + self.late

    def not_started(self, task: int) -> int:
        """未启动: what is left of the task; stations chosen but not begun are part of it."""
        return max(task - self.completed - self.pending - self.building - self.late, 0)


@dataclass(frozen=True)
class AreaCounts:
    """Both kinds in one area; `both` communities have both kinds completed (counted once)."""

    sw: KindCounts = KindCounts()
    vs: KindCounts = KindCounts()
    both: int = 0

    def kind(self, kind: str) -> KindCounts:
        return self.sw if kind == "SW" else self.vs

    def __add__(self, other: AreaCounts) -> AreaCounts:
        return AreaCounts(self.sw + other.sw, self.vs + other.vs, self.both + other.both)


def percent(done: int, task: int) -> int | None:
    """Completion in whole percent, rounded down so that 100 means all; None without a task."""
    return done * 100 // task if task else None


def step_of(rate: int | None) -> str:
    """The step of the map: high, good, fair, low; "none" without a task."""
    if rate is None:
        return "none"
    return next(key for key, least, _ in STEPS if rate >= least)
