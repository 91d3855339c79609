"""登记 and 备案: the station's side, and the queues of committee and street."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm
from liangzhan.stations.choices import StandingState
from liangzhan.stations.forms.papers import (
    CommitteeForm,
    CommitteePaperForm,
    StandingForm,
    StreetForm,
    StreetPaperForm,
)
from liangzhan.stations.forms.register import ReasonForm, WhyForm
from liangzhan.stations.models import Standing
from liangzhan.stations.queries.filings import (
    standing_in_work,
    standings_of,
    waiting_for_committee,
    waiting_for_street,
)
from liangzhan.stations.queries.page import rights_on
from liangzhan.stations.queries.register import area_names
from liangzhan.stations.rules.filing import EDITABLE, is_registration
from liangzhan.stations.services import standing as services
from liangzhan.stations.views.section import Section, SectionForm, SectionPage

STANDINGS = Standing.objects.select_related("station__site__division__parent", "rules_file", "scan")


class StandingPage(SectionPage):
    """All papers of a station with what may be done next."""

    template_name = "stations/standing.html"
    title = "登记或备案"

    def get_context_data(self, **kwargs):
        rows = standings_of(self.row)
        work = standing_in_work(rows)
        return super().get_context_data(
            rows=rows,
            work=work,
            registers=bool(work and is_registration(work.form)),
            editable=work is None or work.state in EDITABLE,
            in_force=next((row for row in rows if row.state == StandingState.IN_FORCE), None),
            rights=rights_on(self.actor, self.row),
            **kwargs,
        )


class StandingEdit(SectionForm):
    """Fill in a first paper, a returned one, or a change of the one in force."""

    action = Action.FILING_APPLY
    form_class = StandingForm
    template_name = "stations/standing_form.html"
    back = "standing"
    title = "填写登记或备案"
    button = "保存"
    success_message = "已保存。登记的请点“登记生效”，备案的请点“申请备案”。"

    def get_initial(self):
        rows = standings_of(self.row)
        held = standing_in_work(rows) or (rows[0] if rows else None)
        names = [name for name in StandingForm.base_fields if name not in ("rules_file", "scan")]
        if held is not None and not is_registration(held.form):
            names = ["form", "purpose", "member_count"]  # the 备案号 is given anew by the street
        return {name: getattr(held, name) for name in names} if held else {}

    def run(self, form):
        return services.save_standing(station=self.row, by=self.actor, **form.cleaned_data)


class OfStanding(Section):
    queryset = STANDINGS
    back = "standing"

    @property
    def station(self):
        return self.row.station


class Register(OfStanding, RowDeed):
    action = Action.FILING_APPLY
    success_message = "登记已生效。"

    def run(self):
        return services.put_registration_in_force(standing=self.row, by=self.actor)


class Apply(OfStanding, RowDeed):
    action = Action.FILING_APPLY
    success_message = "已申请备案，等待居（村）委会确认。"

    def run(self):
        return services.apply_for_filing(standing=self.row, by=self.actor)


class Confirmation(OfStanding, RowForm):
    """A confirmation, with what is confirmed beside the form."""

    template_name = "stations/filing_form.html"
    button = "确认备案"


class ConfirmCommittee(Confirmation):
    action = Action.FILING_COMMITTEE
    form_class = CommitteeForm
    title = "居（村）委会确认备案"
    success_message = "已确认。"

    def run(self, form):
        return services.confirm_committee(standing=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("stations:filing-committee-list")


class ConfirmCommitteeOnPaper(Confirmation):
    """The station enters the committee's paper."""

    action = Action.FILING_APPLY
    form_class = CommitteePaperForm
    title = "录入居（村）委会纸质确认"
    button = "录入确认"
    success_message = "已录入居（村）委会的纸质确认。"

    def run(self, form):
        return services.confirm_committee(standing=self.row, by=self.actor, **form.cleaned_data)


class ConfirmStreet(Confirmation):
    action = Action.FILING_STREET
    form_class = StreetForm
    title = "乡镇（街道）确认备案"
    success_message = "已确认，备案生效。"

    def run(self, form):
        return services.confirm_street(standing=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("stations:filing-street-list")


class ConfirmStreetOnPaper(Confirmation):
    """The station enters the street's paper with the 备案号 on it."""

    action = Action.FILING_APPLY
    form_class = StreetPaperForm
    title = "录入乡镇（街道）纸质确认"
    button = "录入确认"
    success_message = "已录入，备案生效。"

    def run(self, form):
        return services.confirm_street(standing=self.row, by=self.actor, **form.cleaned_data)


class ReturnByCommittee(Confirmation):
    action = Action.FILING_COMMITTEE
    form_class = WhyForm
    title = "退回备案"
    button = "退回"
    success_message = "已退回，站点会看到您的理由。"

    def run(self, form):
        return services.return_filing(standing=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("stations:filing-committee-list")


class ReturnByStreet(ReturnByCommittee):
    action = Action.FILING_STREET

    def get_success_url(self):
        return reverse("stations:filing-street-list")


class Lapse(Confirmation):
    """注销登记、撤销备案: the street's or the county's word; here entered by whoever closes stations or the street."""

    action = Action.FILING_STREET
    form_class = ReasonForm
    title = "登记或备案失效"
    button = "登记失效"
    success_message = "已登记失效，站点需要重新登记或备案。"

    def run(self, form):
        return services.lapse(standing=self.row, by=self.actor, **form.cleaned_data)


class LapseByStation(Lapse):
    """The station itself notes that its certificate was cancelled or its filing withdrawn."""

    action = Action.FILING_APPLY


class FilingCommitteeList(Page):
    """What waits for the committee's confirmation."""

    action = Action.FILING_COMMITTEE
    template_name = "stations/filing_list.html"
    title = "待确认备案"
    confirm_page, return_page = "filing-committee", "filing-committee-return"

    def get_waiting(self):
        return waiting_for_committee(self.scope)

    def get_context_data(self, **kwargs):
        rows = list(self.get_waiting().order_by("state_since", "id")[:200])
        return super().get_context_data(
            rows=rows,
            places=area_names(row.division_code for row in rows),
            confirm_page=f"stations:{self.confirm_page}",
            return_page=f"stations:{self.return_page}",
            **kwargs,
        )


class FilingStreetList(FilingCommitteeList):
    """What waits for the street's confirmation and its 备案号."""

    action = Action.FILING_STREET
    confirm_page, return_page = "filing-street", "filing-street-return"

    def get_waiting(self):
        return waiting_for_street(self.scope)
