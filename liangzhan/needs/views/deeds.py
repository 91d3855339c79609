"""The steps of a need as buttons: which are open, which form asks for what, which service is called."""

from dataclasses import dataclass
from typing import Any

from liangzhan.needs.choices import NeedState as S
from liangzhan.needs.forms.needs import CloseForm, PlanForm, ReasonForm, ReferForm, ServeForm, VerifyForm
from liangzhan.needs.queries.need_page import projects_for
from liangzhan.needs.services import answering


@dataclass(frozen=True)
class Deed:
    """`to` in the address, its title, the form, the service, what is said afterwards, from which states."""

    to: str
    title: str
    form: Any
    service: Any
    done: str
    states: tuple[S, ...]


WAITING = (S.NEW, S.VERIFIED)
ALL = (
    Deed("VERIFY", "核实", VerifyForm, answering.verify_need, "已核实。下一步：安排服务、转介或说明不采纳。", (S.NEW,)),
    Deed("PLAN", "安排", PlanForm, answering.plan_need, "已安排。服务后请登记“已服务”。", (*WAITING, S.SERVED)),
    Deed("SERVE", "已服务", ServeForm, answering.serve_need, "已登记服务。问题解决后请办结。", (*WAITING, S.PLANNED)),
    Deed(
        "REFER",
        "转介",
        ReferForm,
        answering.refer_need,
        "已转介。请继续跟进结果，有结果后办结。",
        (*WAITING, S.PLANNED),
    ),
    Deed("CLOSE", "办结", CloseForm, answering.close_need, "已办结。", (S.SERVED, S.REFERRED)),
    Deed(
        "REJECT",
        "不采纳",
        ReasonForm,
        answering.reject_need,
        "已登记不采纳的理由，请告知提出人。",
        (*WAITING, S.PLANNED),
    ),
    Deed("REOPEN", "重新办理", ReasonForm, answering.reopen_need, "已重新办理。", (S.REFERRED, S.REJECTED, S.CLOSED)),
)
DEEDS = {deed.to: deed for deed in ALL}


def deeds_open(need):
    """What may be done with the need as it stands, the likely one first."""
    return [deed for deed in ALL if need.state in deed.states]


def form_for(deed, need, kwargs):
    """The form of a step; planning offers the station's projects and asks why again after a service."""
    if deed.to == "PLAN":
        kwargs = {**kwargs, "projects": projects_for(need), "again": need.state == S.SERVED}
    return deed.form(**kwargs)


def run_deed(deed, need, form, actor):
    """The one service of the step."""
    return deed.service(need=need, by=actor, **form.cleaned_data)
