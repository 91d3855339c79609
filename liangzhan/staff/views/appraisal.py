"""Pages of a station's appraisal of a year: list, opening, overview, publicity, export."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedList
from liangzhan.documents.rules import PDF, XLSX
from liangzhan.staff.choices.appraisal import AppraisalPart, AppraisalState, Grade
from liangzhan.staff.exports.appraisal import appraisal_workbook, publicity_paper
from liangzhan.staff.forms.appraisal import OpenYearForm, PublishForm, YearFilter
from liangzhan.staff.models import AppraisalYear
from liangzhan.staff.queries.appraisal import cards_in_publicity, cards_of, listed, review_refusal
from liangzhan.staff.queries.appraisal_page import rights_on, stations_without
from liangzhan.staff.services.appraisal import finish, open_year, publish, start_self
from liangzhan.staff.services.exporting import note_appraisal_export
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today

STATIONS = Station.objects.select_related("site__division")
YEARS = AppraisalYear.objects.select_related("station__site__division")


class AppraisalList(ScopedList):
    """Every year of every station in reach, with where the cards stand."""

    action = Action.APPRAISAL_VIEW
    queryset = YEARS
    filter_form = YearFilter
    order = ("-year", "division_code", "pk")
    template_name = "staff/appraisal_list.html"
    title = "年度考核"

    def get_rows(self):
        return listed(super().get_rows())

    def narrow(self, rows, chosen):
        return rows.filter(year=chosen["year"]) if chosen.get("year") else rows

    def get_context_data(self, **kwargs):
        return super().get_context_data(openable=stations_without(self.scope, today().year), **kwargs)


class OpenAppraisal(RowForm):
    """`pk` is the station."""

    action = Action.APPRAISAL_OPEN
    queryset = STATIONS
    form_class = OpenYearForm
    template_name = "staff/plain_form.html"
    title = "建立年度考核"
    button = "建立考核"
    success_message = "考核已建立，每人一张考核卡。下一步：开始自评。"

    def get_subtitle(self):
        return self.row.name

    def run(self, form):
        return open_year(station=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:appraisal-page", args=[self.result.pk])

    def get_context_data(self, **kwargs):
        hint = "本站当年有过岗位的人员都会有一张卡，中途离岗的按在岗时间考核。"
        return super().get_context_data(back=reverse("staff:appraisal-list"), hint=hint, **kwargs)


class AppraisalPage(ScopedDetail):
    """Who stands where, and what comes next."""

    action = Action.APPRAISAL_VIEW
    queryset = YEARS
    template_name = "staff/appraisal_page.html"

    def get_title(self):
        return f"{self.row.year} 年度考核"

    def get_context_data(self, **kwargs):
        cards = cards_of(self.row)
        refusals = {card.pk: review_refusal(card, self.actor) for card in cards}
        return super().get_context_data(
            cards=cards,
            refusals=refusals,
            rights=rights_on(self.actor, self.row),
            counts=counts_of(cards),
            weight_pairs=setting_pairs(self.row),
            **kwargs,
        )


def counts_of(cards):
    """How many cards stand in each state."""
    return {state: sum(card.state == state for card in cards) for state in AppraisalState.values}


def setting_pairs(appraisal):
    """Weights and lines of the grades, as they were when the year was opened."""
    weights = [(part.label, f"{appraisal.weights[part]} 分") for part in AppraisalPart]
    lines = [(Grade(name).label, f"{line} 分以上") for name, line in appraisal.thresholds.items()]
    return [*weights, *lines]


class OfYear:
    """A deed about a year comes back to its page."""

    queryset = YEARS

    def get_subtitle(self):
        return f"{self.row.station.name} · {self.row.year} 年度考核"

    def get_success_url(self):
        return reverse("staff:appraisal-page", args=[self.row.pk])


class StartSelf(OfYear, RowDeed):
    action = Action.APPRAISAL_OPEN
    success_message = "已开始自评，有账户的人员已收到提醒；没有手机的请用纸质自评。"

    def run(self):
        return start_self(appraisal=self.row, by=self.actor)


class PublishAppraisal(OfYear, RowForm):
    action = Action.APPRAISAL_OPEN
    form_class = PublishForm
    template_name = "staff/plain_form.html"
    title = "公示考核结果"
    button = "开始公示"
    success_message = "已开始公示，只公布姓名和等次。公示结束且没有未答复的异议时自动确定等次。"

    def run(self, form):
        return publish(appraisal=self.row, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        hint = "评议完的考核卡一起公示，只公布姓名和等次，不公布分数。"
        return super().get_context_data(back=self.get_success_url(), hint=hint, **kwargs)


class FinishAppraisal(OfYear, RowDeed):
    action = Action.APPRAISAL_OPEN
    success_message = "等次已确定，并告知本人。"

    def run(self):
        return finish(appraisal=self.row, on=today(), by=self.actor)


class PublicityPage(ScopedDetail):
    """The notice: names and grades, for everybody of the station and whoever sees its people."""

    action = Action.STAFF_VIEW
    queryset = YEARS
    template_name = "staff/publicity_page.html"

    def get_title(self):
        return f"{self.row.year} 年度考核结果公示"

    def get_context_data(self, **kwargs):
        return super().get_context_data(cards=cards_in_publicity(self.row), **kwargs)


class PublicityPaper(PublicityPage):
    def get(self, request, *args, **kwargs):
        cards = cards_in_publicity(self.row)
        if not cards:
            raise Http404("现在没有正在公示的结果。")
        return paper(publicity_paper(self.row, cards), f"{self.row.year}年度考核公示.pdf")


class AppraisalExport(OfYear, ScopedDetail):
    action = Action.APPRAISAL_VIEW

    def get(self, request, *args, **kwargs):
        cards = cards_of(self.row)
        note_appraisal_export(appraisal=self.row, rows=len(cards), by=self.actor)
        return workbook(appraisal_workbook(self.row, cards), f"{self.row.year}年度考核.xlsx")


def paper(content, name):
    """A PDF to open in the browser."""
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = content_disposition_header(False, name)
    return response


def workbook(content, name):
    """A workbook to save."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
