"""验收: one visit for both stations of a site, its items, and what must be mended (domain.md 3.4)."""

from django.db import models
from django.db.models import Q

from liangzhan.access.querysets import ScopedQuerySet
from liangzhan.documents.models import KeptFile
from liangzhan.programme.choices import InspectionWay, RectificationState, Result, Verdict, VisitState
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.fields import ActorField


class Submission(models.Model):
    """What the self-check said when the station asked for acceptance: the snapshot that the inspectors may hold it to."""

    data_class = "P1"
    scope_paths = {"division": "station__division_code", "station": "station_id"}

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="submissions", verbose_name="站点")
    score = models.DecimalField("自查得分", max_digits=5, decimal_places=1)
    pass_mark = models.DecimalField("合格分", max_digits=5, decimal_places=1)
    rows = models.JSONField("自查情况")  # [{"code": "A01", "standing": "MET", "text": "…"}]
    submitted_at = models.DateTimeField("提交时间", auto_now_add=True)
    submitted_by = ActorField("提交人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "验收申请"

    def __str__(self):
        return f"{self.station} {self.score}"


class SampleDraw(models.Model):
    """抽查: one draw among the sites that waited in an area. Seed and list are kept, so that anyone can repeat it."""

    data_class = "P0"
    scope_paths = {"division": "division_code"}

    division_code = models.CharField("区划代码", max_length=12, db_index=True)
    seed = models.CharField("随机种子", max_length=40)
    share = models.DecimalField("抽取比例", max_digits=4, decimal_places=3)
    drawn_at = models.DateTimeField("抽取时间", auto_now_add=True)
    drawn_by = ActorField("抽取人")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查"

    def __str__(self):
        return self.seed


class SampledSite(models.Model):
    """One site of the list of a draw: drawn (to be visited) or not (accepted on papers)."""

    data_class = "P0"
    scope_paths = {"division": "site__division_code"}

    draw = models.ForeignKey(SampleDraw, on_delete=models.CASCADE, related_name="sites", verbose_name="抽查")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="draws", verbose_name="场所")
    is_drawn = models.BooleanField("抽中")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查名单"
        constraints = [models.UniqueConstraint(fields=["draw", "site"], name="sampled_site_once")]

    def __str__(self):
        return f"{self.site} {self.is_drawn}"


class Visit(models.Model):
    """One acceptance visit to a site. Two inspectors, by name of office; `division_code` is the site's."""

    data_class = "P1"
    scope_paths = {"division": "division_code", "station_code": "site__stations__id"}

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="visits", verbose_name="场所")
    division_code = models.CharField("区划代码", max_length=12, db_index=True)
    way = models.CharField("方式", max_length=8, choices=InspectionWay.choices)
    draw = models.ForeignKey(
        SampleDraw, on_delete=models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="抽查"
    )
    scheduled_on = models.DateField("计划日期")
    state = models.CharField("状态", max_length=9, choices=VisitState.choices, default=VisitState.PLANNED)
    state_since = models.DateField("状态起始")
    first_inspector = models.CharField("验收人一", max_length=40)
    second_inspector = models.CharField("验收人二", max_length=40, blank=True)
    held_on = models.DateField("验收日期", null=True, blank=True)
    summary = models.CharField("总体意见", max_length=500, blank=True)
    planned_at = models.DateTimeField("安排时间", auto_now_add=True)
    planned_by = ActorField("安排人")
    closed_at = models.DateTimeField("完成时间", null=True)
    closed_by = ActorField("完成人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "验收"
        constraints = [
            models.UniqueConstraint(
                fields=["site"],
                condition=Q(state="PLANNED"),
                name="visit_planned_once",
                violation_error_message="这个场所已安排验收。",
            )
        ]

    def __str__(self):
        return f"{self.site} {self.scheduled_on}"


class VisitStation(models.Model):
    """What the visit says of one of the stations: score 0–100, result."""

    data_class = "P1"
    scope_paths = {"division": "visit__division_code", "station": "station_id"}

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="stations", verbose_name="验收")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="visits", verbose_name="站点")
    score = models.DecimalField("得分", max_digits=5, decimal_places=1, null=True, blank=True)
    pass_mark = models.DecimalField("合格分", max_digits=5, decimal_places=1, null=True, blank=True)
    result = models.CharField("结论", max_length=24, choices=Result.choices, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "站点验收"
        constraints = [models.UniqueConstraint(fields=["visit", "station"], name="visit_station_once")]

    def __str__(self):
        return f"{self.station} {self.result}"


class VisitItem(models.Model):
    """Verdict on one checklist item (A01–A12) for one station. `idempotency_key` lets a lost answer be sent again."""

    data_class = "P1"

    visit_station = models.ForeignKey(
        VisitStation, on_delete=models.CASCADE, related_name="items", verbose_name="站点验收"
    )
    item = models.CharField("项目", max_length=4)
    verdict = models.CharField("结论", max_length=14, choices=Verdict.choices)
    note = models.CharField("说明", max_length=300, blank=True)
    shown = models.CharField("当时的证据", max_length=400, blank=True)
    recorded_at = models.DateTimeField("记录时间", auto_now=True)
    recorded_by = ActorField("记录人")

    class Meta:
        verbose_name = verbose_name_plural = "验收项目"
        constraints = [models.UniqueConstraint(fields=["visit_station", "item"], name="visit_item_once")]

    def __str__(self):
        return f"{self.item} {self.verdict}"


class VisitItemPhoto(models.Model):
    """A photo taken during the visit; its position is kept, since the place is the evidence."""

    data_class = "P1"

    item = models.ForeignKey(VisitItem, on_delete=models.CASCADE, related_name="photos", verbose_name="验收项目")
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+", verbose_name="照片")

    class Meta:
        verbose_name = verbose_name_plural = "验收照片"

    def __str__(self):
        return str(self.file)


class Rectification(models.Model):
    """One thing to mend, with a due date; answered by the station, accepted by the county."""

    data_class = "P1"
    scope_paths = {"division": "visit_station__visit__division_code", "station": "visit_station__station_id"}

    visit_station = models.ForeignKey(
        VisitStation, on_delete=models.CASCADE, related_name="rectifications", verbose_name="站点验收"
    )
    item = models.CharField("项目", max_length=4)
    demand = models.CharField("整改要求", max_length=300)
    due_on = models.DateField("整改期限")
    state = models.CharField("状态", max_length=8, choices=RectificationState.choices, default=RectificationState.OPEN)
    state_since = models.DateField("状态起始")
    answer = models.CharField("整改情况", max_length=500, blank=True)
    proof = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="整改材料"
    )
    answered_at = models.DateTimeField("反馈时间", null=True)
    answered_by = ActorField("反馈人", null=True)
    decided_at = models.DateTimeField("认可时间", null=True)
    decided_by = ActorField("认可人", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "整改"
        ordering = ["due_on", "id"]

    def __str__(self):
        return f"{self.item} {self.demand}"

    @property
    def division_code(self):
        return self.visit_station.visit.division_code
