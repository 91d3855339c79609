"""The live checklist of a station, submission for acceptance, and the construction file as one PDF."""

from django.http import HttpResponse
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, ScopedDetail
from liangzhan.programme.exports.construction_file import construction_file_pdf
from liangzhan.programme.queries.checklist import checklist_of
from liangzhan.programme.rules.acceptance import submission_problems
from liangzhan.programme.services.acceptance import submit_for_acceptance
from liangzhan.stations.choices import State
from liangzhan.stations.evidence import Standing
from liangzhan.stations.models import Station
from liangzhan.stations.queries.dossier import with_evidence
from liangzhan.stations.queries.register import area_names
from liangzhan.stations.queries.states import stages_of_station
from liangzhan.toolkit.periods import today

STATIONS = Station.objects.order_by("pk")
TONES = {Standing.MET: "met", Standing.WAITING: "wait", Standing.MISSING: "miss", Standing.NOT_APPLICABLE: "none"}


def pdf(content, name):
    """A PDF made for this very request, opened in the browser."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename={name}.pdf"
    response["Cache-Control"] = "private, no-store"
    return response


def shown_rows(checklist, *, may_edit):
    """Lines of the checklist as `ui.checklist_row` takes them. An item that is no veto is 建议完善, not 未达标."""
    rows = []
    for row in checklist.rows:
        missing = row.evidence.standing == Standing.MISSING
        soft = missing and not row.item.veto
        rows.append(
            {
                "tone": "none" if soft else TONES[row.evidence.standing],
                "state_word": "建议完善" if soft else Standing(row.evidence.standing).label,
                "title": row.item.title,
                "evidence": row.evidence.text,
                "clause": row.item.clause,
                "veto": row.item.veto,
                "tag": row.evidence.source.label if row.evidence.standing == Standing.MET else "",
                "href": row.evidence.mend_url if may_edit else "",
                "action": row.evidence.mend_label,
            }
        )
    return rows


class EvidenceMixin:
    """The station comes with all that its checklist asks."""

    def get_rows(self):
        return with_evidence(super().get_rows())


class Checklist(EvidenceMixin, ScopedDetail):
    """《通知》 shown by evidence: every line is a live check."""

    action = Action.STATION_VIEW
    queryset = STATIONS
    template_name = "programme/checklist.html"

    def get_context_data(self, **kwargs):
        station = self.row
        checklist = checklist_of(station, on=today())
        at = {"code": station.division_code, "station_id": station.pk}
        may_edit = self.actor.may_at(Action.STATION_EDIT, **at)
        lines = shown_rows(checklist, may_edit=may_edit)
        return super().get_context_data(
            title=station.name,
            place=area_names([station.division_code]).get(station.division_code, ""),
            checklist=checklist,
            lines=lines,
            next_line=next((one for one in lines if one["tone"] in ("miss", "wait")), None),
            may_submit=self.actor.may_at(Action.ACCEPTANCE_SUBMIT, **at) and station.state == State.BUILDING,
            reasons=submission_problems(station.state, checklist.tally, checklist.pass_mark),
            stages=stages_of_station(station),
            siblings=[one for one in station.site.stations.all() if one.pk != station.pk],
            **kwargs,
        )


class SubmitAcceptance(EvidenceMixin, RowDeed):
    action = Action.ACCEPTANCE_SUBMIT
    queryset = STATIONS
    success_message = "已提交验收。县（市、区）会安排验收，请保持材料和现场一致。"

    def run(self):
        return submit_for_acceptance(station=self.row, by=self.actor)

    def get_success_url(self):
        return reverse("programme:checklist", args=[self.row.pk])


class ConstructionFile(EvidenceMixin, ScopedDetail):
    """The construction file of a station, printed as one PDF."""

    action = Action.STATION_VIEW
    queryset = STATIONS

    def get(self, request, *args, **kwargs):
        return pdf(construction_file_pdf(self.row, on=today()), "construction-file")
