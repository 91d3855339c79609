"""Words of the survey of needs and resources (domain.md 7.1)."""

from django.db import models


class SurveyWay(models.TextChoices):
    QUESTIONNAIRE = "QUESTIONNAIRE", "问卷"
    INTERVIEW = "INTERVIEW", "访谈"
    FOCUS_GROUP = "FOCUS_GROUP", "焦点小组"
    HOME_VISIT = "HOME_VISIT", "入户"
    MEETING = "MEETING", "座谈会"
    OBSERVATION = "OBSERVATION", "观察"
    SECONDARY_DATA = "SECONDARY", "已有资料"


class SurveyState(models.TextChoices):
    DRAFT = "DRAFT", "方案"
    OPEN = "OPEN", "正在调查"
    CLOSED = "CLOSED", "已截止"
    PUBLISHED = "PUBLISHED", "已公布结果"


class AnswerWay(models.TextChoices):
    PHONE = "PHONE", "手机"
    PAPER = "PAPER", "纸质"


class SurveyEvent(models.TextChoices):
    SAVED = "survey.saved", "制定或修改调查方案"
    OPENED = "survey.opened", "开始调查"
    ANSWERED = "survey.answered", "收到一份答卷"
    ENTERED = "survey.entered", "录入一份纸质答卷"
    TAKEN_UP = "survey.taken_up", "由答卷登记需求"
    DISCARDED = "survey.discarded", "作废一份答卷"
    CLOSED = "survey.closed", "调查截止"
    REOPENED = "survey.reopened", "继续调查"
    PUBLISHED = "survey.published", "公布调查结果"
