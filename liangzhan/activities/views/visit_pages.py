"""One visit: read, corrected until it locks, added to afterwards, withdrawn; its photo."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail
from liangzhan.activities.forms.visits import (
    FOLDED,
    SHOWN,
    TYPED,
    Around,
    EditForm,
    RiskForm,
    WithdrawForm,
)
from liangzhan.activities.queries.visit_form import ground_of
from liangzhan.activities.services.visit_need import need_from_visit
from liangzhan.activities.services.visits import correct_visit, withdraw_visit
from liangzhan.activities.views.visit_section import OfVisit
from liangzhan.documents.queries.addenda import addenda_of
from liangzhan.documents.views import stream
from liangzhan.documents.views.addenda import AddsAddendum
from liangzhan.needs.queries.needs import of_voucher
from liangzhan.people.queries.cards import faces_of
from liangzhan.protection.services.risks import raise_risk
from liangzhan.toolkit.periods import today


class VisitPage(OfVisit, ScopedDetail):
    """What was written; the texts for whoever reads P3 or wrote them."""

    action = Action.VISIT_VIEW
    template_name = "activities/visit_page.html"
    title = "探访记录"

    def get_context_data(self, **kwargs):
        people = [row.person for row in self.row.persons.all()]
        faces = faces_of(people, self.actor)
        if self.reads_texts:
            self.note_reading("activities:visit-page")
        return super().get_context_data(
            people=[(person, faces[person.pk]) for person in people],
            reads_texts=self.reads_texts,
            changeable=self.changeable,
            is_locked=self.is_locked,
            need=of_voucher(self.row.voucher),
            addenda=addenda_of(self.row.voucher) if self.reads_texts else [],
            **kwargs,
        )


class VisitPhoto(OfVisit, ScopedDetail):
    """The picture, for whoever reads the texts."""

    action = Action.VISIT_VIEW

    def get(self, request, *args, **kwargs):
        if self.row.photo is None or not self.reads_texts:
            raise Http404("没有照片，或者您不能查看。")
        self.note_reading("activities:visit-photo")
        return stream(self.row.photo)


class VisitRowForm(OfVisit, RowForm):
    """A form about one visit, for whoever may change it; afterwards back to the visit."""

    action = Action.VISIT_RECORD
    template_name = "activities/visit_phone.html"
    hint = ""

    def get_form(self, form_class=None):
        if not self.changeable:
            raise Http404("只有探访人本人、登记人和站长可以更正或撤销，已撤销的不能再改。")
        return super().get_form(form_class)

    def get_success_url(self):
        return reverse("activities:visit-page", kwargs={"uuid": self.row.uuid})

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"back": self.get_success_url(), "hint": self.hint, **kwargs})


class OfCorrection(VisitRowForm):
    """The form of a correction with everything as it stands; the texts are shown, so with a second factor."""

    action = Action.VISIT_VIEW
    template_name = "activities/visit_record.html"

    @cached_property
    def ground(self):
        return ground_of(self.row.persons.all()[0].person, self.row.station, self.actor, today())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "around": Around(mates=self.ground.names), "visit": self.row}

    def get_context_data(self, **kwargs):
        self.note_reading("activities:visit-edit")
        shown = {"shown": SHOWN, "folded": FOLDED, "typed": TYPED, "underway": None, "called": ""}
        return {**super().get_context_data(**kwargs), **shown, "ground": self.ground}


class VisitEdit(OfCorrection):
    """A correction while the visit is open; ledger and attendance follow."""

    form_class = EditForm
    title = "更正探访记录"
    button = "保存更正"
    success_message = "已更正，台账和外勤考勤同步更新。"

    def run(self, form):
        given, people = form.cleaned_data, [row.person for row in self.row.persons.all()]
        offered = {str(mate.uuid): mate for mate in self.ground.mates}
        kept = [person for person in people if str(person.uuid) not in offered]
        kept += [mate for key, mate in offered.items() if key in given.get("others", ())]
        told = {"facts": form.facts, "persons": kept, "photo": given.get("photo")}
        return correct_visit(visit=self.row, by=self.actor, **told)


class VisitWithdraw(VisitRowForm):
    form_class = WithdrawForm
    title = "撤销探访记录"
    button = "撤销这次探访"
    hint = "撤销后不再计入台账和外勤考勤，记录和理由仍然保留，不能恢复。"
    success_message = "已撤销，台账已冲回。"

    def run(self, form):
        return withdraw_visit(visit=self.row, by=self.actor, **form.cleaned_data)


class VisitAddendumAdd(AddsAddendum, VisitRowForm):
    """For whoever may change the visit."""


class VisitNeed(OfVisit, RowDeed):
    """登记为需求: one click, from what was written on the visit."""

    action = Action.NEED_MANAGE
    success_message = "已登记为需求，可以继续核实和安排。"

    def run(self):
        return need_from_visit(visit=self.row, by=self.actor)

    def get_success_url(self):
        return reverse("activities:visit-page", kwargs={"uuid": self.row.uuid})


class OfRisk(OfVisit, RowForm):
    """The form of a risk offers the people of the visit."""

    template_name = "activities/visit_phone.html"
    hint = "有人正处在危险中的，先打 110 或 120。本平台不代替报警。"

    def get_form_kwargs(self):
        self.people = {str(row.person.uuid): row.person for row in self.row.persons.all()}
        faces = faces_of(self.people.values(), self.actor)
        told = [(key, faces[person.pk].called) for key, person in self.people.items()]
        return {**super().get_form_kwargs(), "people": told}

    def get_success_url(self):
        return reverse("activities:visit-page", kwargs={"uuid": self.row.uuid})

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint=self.hint, **kwargs)


class VisitRisk(OfRisk):
    """A risk seen on this visit goes to where its clocks run; the visit is its origin."""

    action = Action.RISK_RECORD
    form_class = RiskForm
    title = "登记风险"
    button = "登记风险"
    success_message = "风险已登记，已提醒站长和督导，期限开始计算。"

    def run(self, form):
        given = dict(form.cleaned_data)
        person = self.people[given.pop("person")]
        return raise_risk(person=person, station=self.row.station, voucher=self.row.voucher, by=self.actor, **given)
