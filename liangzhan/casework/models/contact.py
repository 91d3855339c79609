"""C-05: what happened with the client, once; how it stood before a correction; what was added after the lock."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from liangzhan.casework.choices import ContactGround, ContactMode
from liangzhan.casework.models.case import Case, CasePaper
from liangzhan.ledger.choices import ServiceKind
from liangzhan.people.choices import ClientCategory
from liangzhan.staff.models import Worker
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from liangzhan.toolkit.fields import ActorField


class Contact(CasePaper):
    """C-05 过程记录. `with_client` says whether it counts as a contact (I06). `version` counts corrections in the ledger.

    `category` is the primary category of the person on that day, as the ledger was told it. `despite`: after a withdrawal
    of consent only closing and crisis are lawful grounds for another contact.
    """

    data_class = "P3"
    data_classes = {"worker": "P1", "seq": "P1", "minutes": "P1"}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts", verbose_name="个案")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+", verbose_name="社工")
    seq = models.PositiveSmallIntegerField("序号")
    version = models.PositiveSmallIntegerField("版本", default=1)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    minutes = models.PositiveSmallIntegerField("分钟")
    mode = EncryptedChoiceField("方式", choices=ContactMode.choices)
    service_kind = EncryptedChoiceField("服务内容", choices=ServiceKind.choices)
    service_note = EncryptedTextField("其他服务内容", blank=True, max_length=100)
    category = EncryptedChoiceField("当日的主要类别", choices=ClientCategory.choices, blank=True)
    # Rows of persons as the ledger was told them: a merge moves case and worker, posted entries stay under the alias.
    counted_person = models.PositiveIntegerField("入账人员", null=True, blank=True, editable=False)
    counted_worker = models.PositiveIntegerField("入账社工", null=True, blank=True, editable=False)
    place = EncryptedTextField("地点", blank=True, max_length=100)
    present = EncryptedTextField("在场人员", blank=True, max_length=300)
    purpose = EncryptedTextField("目的", max_length=500)
    content = EncryptedTextField("过程", max_length=20000)
    reaction = EncryptedTextField("服务对象的反应", blank=True, max_length=4000)
    reflection = EncryptedTextField("社工的反思", blank=True, max_length=4000)
    risk_change = EncryptedTextField("风险变化", blank=True, max_length=1000)
    next_step = EncryptedTextField("下一步", blank=True, max_length=1000)
    next_on = models.DateField("下次日期", null=True, blank=True)
    with_client = models.BooleanField("与服务对象有接触", default=True)
    despite = EncryptedChoiceField("撤回同意后仍需接触的原因", choices=ContactGround.choices, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "过程记录"
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="contact_seq"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="contact_order"),
        ]
        indexes = [models.Index(fields=["worker", "starts_at"]), models.Index(fields=["case", "on"])]


class EarlierContact(models.Model):
    """A contact as it stood before a correction; never changed until the file is destroyed. `was` is the text of its fields (JSON)."""

    data_class = "P3"
    append_only = True
    blanked_on_destruction = ("was", "reason")

    uuid = models.UUIDField("编号", default=uuid4, unique=True, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="earlier", verbose_name="过程记录")
    version = models.PositiveSmallIntegerField("版本")
    was = EncryptedTextField("原内容", max_length=60000)
    reason = EncryptedTextField("更正原因", blank=True, max_length=500)
    replaced_at = models.DateTimeField("更正时间")
    replaced_by = ActorField("更正人")

    class Meta:
        verbose_name = verbose_name_plural = "更正前的过程记录"
        constraints = [models.UniqueConstraint(fields=["contact", "version"], name="contact_earlier_once")]

    def __str__(self):
        return f"第 {self.version} 版"
