"""Who may read a row about a person in danger."""

from uuid import UUID, uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q

from liangzhan.access.actions import Action
from liangzhan.access.querysets import ScopedQuerySet, place_filter
from liangzhan.people.models import Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.fields import ActorField


class TeamReader(models.Model):
    """A worker of the team behind an origin (a case, a visit): reads the risks and crises that name it as voucher.

    Written by the room of the origin through `services.team.set_team`, so that this room knows no case.
    """

    data_class = "P4"
    data_classes = {"voucher": "P1", "worker": "P1", "set_at": "P1", "set_by": "P1"}

    voucher = models.CharField("来源", max_length=80)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+", verbose_name="社工")
    set_at = models.DateTimeField("登记时间", auto_now_add=True)
    set_by = ActorField("登记人")

    class Meta:
        verbose_name = verbose_name_plural = "来源的办理人员"
        constraints = [models.UniqueConstraint(fields=["voucher", "worker"], name="team_reader_once")]

    def __str__(self):
        return self.voucher


class DangerQuerySet(ScopedQuerySet):
    """Rows with `station`, `division_code`, `worker`, `voucher`, `sealed` and `opened_by`."""

    def within(self, scope, action):
        """P4: whoever wrote it, the worker in charge, the team of its origin; the head and the supervisor of the area
        unless it is sealed (domain.md 5.8, 10.3)."""
        if scope.unlimited:
            return self
        place = place_filter(scope.area(action), self.model.scope_paths)
        if place is None:
            return self.none()
        allowed = Q(opened_by__startswith=f"{scope.user_uuid}|") if scope.user_uuid else Q(pk__in=[])
        if scope.person_uuid:
            team = TeamReader.objects.filter(voucher=OuterRef("voucher"), worker__person__uuid=scope.person_uuid)
            allowed |= Q(worker__person__uuid=scope.person_uuid) | ~Q(voucher="") & Exists(team)
        for overseeing in (Action.CASE_OVERSEE, Action.CASE_ADVISE):
            overseen = place_filter(scope.area(overseeing), self.model.scope_paths)
            if overseen is not None:
                allowed |= overseen & Q(sealed=False)
        return self.filter(place).filter(allowed)


def subject_of(voucher: str) -> UUID | None:
    """The uuid of an origin ("casework.Case:uuid"), None where it names none."""
    try:
        return UUID(voucher.partition(":")[2])
    except ValueError:
        return None


class Danger(models.Model):
    """What a risk and a crisis have in common. `voucher` names the origin, e.g. "casework.Case:uuid", or nothing."""

    data_class = "P4"
    scope_paths = {"division": "division_code", "station": "station_id"}

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name="站点")
    division_code = models.CharField("区划代码", max_length=12)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="服务对象")
    worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="负责社工"
    )
    voucher = models.CharField("来源", max_length=80, blank=True)
    sealed = models.BooleanField("限制查阅", default=False)
    form_key = models.UUIDField("提交编号", null=True, blank=True, unique=True)
    opened_at = models.DateTimeField("登记时间")
    opened_by = ActorField("登记人")

    objects = DangerQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self._meta.verbose_name} {self.uuid}"

    @property
    def sealed_subject(self):
        """Deeds about what is sealed are recorded apart, under the origin or else the row itself (`audit.sealed`)."""
        return (subject_of(self.voucher) or self.uuid) if self.sealed else None
