"""C-01 … C-06: intake, agreement, assessment, plan, contacts, stage review; the scale of social functioning."""

from django.db import models
from django.db.models import F, Q

from liangzhan.casework.choices import CaseSource, IntakeDecision, ScaleMoment, Theory
from liangzhan.casework.models.case import Case, CasePaper
from liangzhan.documents.models import KeptFile
from liangzhan.people.models import Consent
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField


class Intake(CasePaper):
    """C-01 接案登记表."""

    data_class = "P3"

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="intake", verbose_name="个案")
    source = EncryptedChoiceField("来源", choices=CaseSource.choices)
    problem = EncryptedTextField("主要问题", max_length=4000)
    prior_help = EncryptedTextField("以往求助和服务", blank=True, max_length=4000)
    urgency = models.PositiveSmallIntegerField("紧急程度", default=1)
    risk_screen = EncryptedTextField("风险筛查", blank=True, max_length=4000)
    decision = EncryptedChoiceField("决定", choices=IntakeDecision.choices, blank=True)
    reason = EncryptedTextField("理由", blank=True, max_length=1000)
    decided_on = models.DateField("决定日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "接案登记表"
        constraints = [models.CheckConstraint(condition=Q(urgency__gte=1, urgency__lte=4), name="intake_urgency")]


class Agreement(CasePaper):
    """C-02 服务同意书: rights and duties, the limits of confidentiality, and what of it was agreed to.

    `consent` is the row of `people` (text, way, signer, witness, paper, withdrawal); here stands what is of the case.
    """

    data_class = "P3"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agreements", verbose_name="个案")
    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="+", verbose_name="同意")
    limits_explained = models.BooleanField("已说明保密的例外")
    recording = models.BooleanField("同意录音录像", default=False)
    photo = models.BooleanField("同意拍照", default=False)
    sharing = EncryptedTextField("可共享的机构和内容", blank=True, max_length=1000)
    from_on = models.DateField("服务期自")
    to_on = models.DateField("服务期止", null=True, blank=True)
    without_guardian = EncryptedTextField("未由监护人签字的原因", blank=True, max_length=500)
    child_view = EncryptedTextField("孩子本人的意见", blank=True, max_length=1000)

    class Meta:
        verbose_name = verbose_name_plural = "服务同意书"
        constraints = [
            models.CheckConstraint(condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="agreement_order")
        ]


class Assessment(CasePaper):
    """C-03 预估表. The family tree is drawn from the family links; the ecomap is kept as ties to systems outside."""

    data_class = "P3"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments", verbose_name="个案")
    physical = EncryptedTextField("身体", blank=True, max_length=4000)
    psychological = EncryptedTextField("心理", blank=True, max_length=4000)
    family = EncryptedTextField("家庭", blank=True, max_length=4000)
    social = EncryptedTextField("社会关系", blank=True, max_length=4000)
    economic = EncryptedTextField("经济", blank=True, max_length=4000)
    housing = EncryptedTextField("居住", blank=True, max_length=4000)
    education_work = EncryptedTextField("教育和就业", blank=True, max_length=4000)
    policies = EncryptedTextField("已享受的政策", blank=True, max_length=4000)
    strengths = EncryptedTextField("优势", blank=True, max_length=4000)
    needs_ranked = EncryptedTextField("需要（按先后）", blank=True, max_length=4000)
    risks = EncryptedTextField("风险", blank=True, max_length=4000)
    conclusion = EncryptedTextField("结论", max_length=4000)
    reassess_on = models.DateField("下次预估日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "预估表"


class EcoTie(models.Model):
    """生态图: one tie of the client to a system outside the family."""

    data_class = "P3"

    uuid = models.UUIDField("编号", unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="eco_ties", verbose_name="预估表")
    system = EncryptedTextField("对象", max_length=60)
    strength = models.SmallIntegerField("关系", help_text="-2 紧张 到 2 紧密")
    note = EncryptedTextField("说明", blank=True, max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "生态图关系"
        constraints = [models.CheckConstraint(condition=Q(strength__gte=-2, strength__lte=2), name="eco_strength")]

    def __str__(self):
        return f"生态图关系 {self.uuid}"


class Plan(CasePaper):
    """C-04 计划书; `agreement_paper` shows that the client agreed."""

    data_class = "P3"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans", verbose_name="个案")
    version = models.PositiveSmallIntegerField("版本", default=1)
    goal = EncryptedTextField("总目标", max_length=2000)
    theory = EncryptedChoiceField("理论或模式", choices=Theory.choices)
    theory_note = EncryptedTextField("其他理论或模式", blank=True, max_length=200)
    steps = EncryptedTextField("步骤", max_length=4000)
    frequency = EncryptedTextField("频次", blank=True, max_length=60)
    resources = EncryptedTextField("资源", blank=True, max_length=2000)
    roles = EncryptedTextField("分工", blank=True, max_length=2000)
    indicators = EncryptedTextField("评估指标", blank=True, max_length=2000)
    client_agrees_on = models.DateField("服务对象同意日期", null=True, blank=True)
    agreement_paper = models.ForeignKey(
        KeptFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签字照片"
    )

    class Meta:
        verbose_name = verbose_name_plural = "计划书"
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="case_plan_version")]


class Objective(models.Model):
    """A specific, measurable, dated objective of a plan; its progress 0–100 is told by reviews and the closing."""

    data_class = "P3"

    uuid = models.UUIDField("编号", unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives", verbose_name="计划书")
    position = models.PositiveSmallIntegerField("序号")
    text = EncryptedTextField("目标", max_length=500)
    measure = EncryptedTextField("如何衡量", max_length=300)
    due_on = models.DateField("期限")

    class Meta:
        verbose_name = verbose_name_plural = "具体目标"
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="objective_position")]

    def __str__(self):
        return f"目标 {self.position}"


class Review(CasePaper):
    """C-06 阶段评估; `progress` is {objective uuid: 0–100}."""

    data_class = "P3"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviews", verbose_name="个案")
    progress = models.JSONField("目标进展", default=dict)
    findings = EncryptedTextField("评估发现", max_length=4000)
    plan_changes = EncryptedTextField("计划调整", blank=True, max_length=4000)

    class Meta:
        verbose_name = verbose_name_plural = "阶段评估"


class ScaleScore(CasePaper):
    """社会功能: eight items 1–5 (self-care, mood, family, neighbours, money, study or work, asking help, taking part).

    Kept as ciphertext; `total` (8–40) beside it serves I13 and says nothing of an item.
    """

    data_class = "P3"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="scores", verbose_name="个案")
    moment = EncryptedChoiceField("时点", choices=ScaleMoment.choices)
    items = EncryptedTextField("各项得分", max_length=200)
    total = models.PositiveSmallIntegerField("总分")

    class Meta:
        verbose_name = verbose_name_plural = "社会功能评分"
        constraints = [models.CheckConstraint(condition=Q(total__gte=8, total__lte=40), name="scale_total")]
