"""The sections of the case page that belong to the first half of the room (C-01 … C-06)."""

from liangzhan.casework.queries import page
from liangzhan.casework.sections import Section, add_section


def register() -> None:
    """Called once when the platform starts. The second half of the room stands from 60 on."""
    for section in (
        Section("basics", "进展", "casework/parts/basics.html", page.basics, order=10),
        Section("contacts", "过程记录", "casework/parts/contacts.html", page.contacts, order=20),
        Section("carried", "导入前的情况", "casework/parts/carried.html", page.carried, order=28),
        Section("intake", "接案登记表", "casework/parts/intake.html", page.intake, order=30),
        Section("agreements", "服务同意书", "casework/parts/agreements.html", page.agreements, order=32),
        Section("assessments", "预估表", "casework/parts/assessments.html", page.assessments, order=34),
        Section("scale", "社会功能评分", "casework/parts/scale.html", page.scale, order=36),
        Section("plans", "计划书", "casework/parts/plans.html", page.plans, order=38),
        Section("reviews", "阶段评估", "casework/parts/reviews.html", page.reviews, order=40),
    ):
        add_section(section)
