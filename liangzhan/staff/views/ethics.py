"""Ethics: who signed this year, the register of conflicts and gifts."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.documents.views import stream
from liangzhan.staff.forms.ethics import DeclarationFilter, DeclareForm, DeclarePaperForm, SeenForm
from liangzhan.staff.models import EthicsDeclaration
from liangzhan.staff.queries.ethics import (
    commitments_of,
    own_ethics,
    register,
    rights_on_declaration,
    stations_for_ethics,
)
from liangzhan.staff.queries.workers import worker_of, workers_at
from liangzhan.staff.services import ethics
from liangzhan.stations.models import Station
from liangzhan.stations.queries.register import area_names
from liangzhan.toolkit.periods import today

STATIONS = Station.objects.select_related("site")
DECLARATIONS = EthicsDeclaration.objects.all()


class EthicsOverview(ScopedList):
    """Stations and how many of their people signed this year's commitment."""

    action = Action.ETHICS_VIEW
    queryset = STATIONS
    template_name = "staff/ethics_overview.html"
    title = "职业道德"
    order = ("division_code", "kind", "pk")

    def get_rows(self):
        return stations_for_ethics(self.actor)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        lines = commitments_of(context["rows"], year=today().year, on=today())
        places = area_names(one.division_code for one in context["rows"])
        return {**context, "lines": lines, "places": places, "year": today().year}


class EthicsStation(ScopedDetail):
    """One station: who signed, who did not; printed as it stands."""

    action = Action.ETHICS_VIEW
    queryset = STATIONS
    template_name = "staff/ethics_station.html"

    def get_title(self):
        return f"{today().year} 年度职业道德承诺"

    def get_subtitle(self):
        return self.row.name

    def get_context_data(self, **kwargs):
        line = commitments_of([self.row], year=today().year, on=today())[0]
        return super().get_context_data(line=line, year=today().year, **kwargs)


class EthicsRemind(RowDeed):
    action = Action.ETHICS_VIEW
    queryset = STATIONS
    success_message = "已提醒还没有签署的人。"

    def run(self):
        return ethics.remind_commitments(station=self.row, year=today().year, by=self.actor)

    def get_success_url(self):
        return reverse("staff:ethics-station", args=[self.row.pk])


class EthicsOwn(Page):
    """A worker: his commitment, his declarations, and how to complain."""

    action = Action.STAFF_OWN
    template_name = "staff/ethics_own.html"
    title = "我的职业道德"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**own_ethics(self.actor, today()), **kwargs)


class EthicsDeclare(ScopedForm):
    action = Action.STAFF_OWN
    form_class = DeclareForm
    template_name = "staff/supervision_form.html"
    title = "申报利益冲突或礼品"
    button = "申报"
    success_message = "已申报。站长（站长本人申报的由两委或街道）会阅签。"

    def run(self, form):
        worker = worker_of(self.actor)
        if worker is None:
            raise Http404("您的账户没有关联工作人员。")
        return ethics.declare_ethics(worker=worker, by=self.actor, **form.facts())

    def get_success_url(self):
        return reverse("staff:ethics-own")

    def get_context_data(self, **kwargs):
        hint = "拿不准算不算，也可以先申报。申报本身不是过错。"
        return super().get_context_data(hint=hint, back=self.get_success_url(), **kwargs)


class EthicsDeclarePaper(RowForm):
    """From a signed paper, for a worker of this station."""

    action = Action.ETHICS_VIEW
    queryset = STATIONS
    form_class = DeclarePaperForm
    template_name = "staff/supervision_form.html"
    title = "登记纸质申报"
    button = "登记"
    success_message = "已登记。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "workers": list(workers_at(self.row, today()))}

    def run(self, form):
        return ethics.declare_ethics(by=self.actor, **form.facts())

    def get_success_url(self):
        return reverse("staff:ethics-register")

    def get_context_data(self, **kwargs):
        hint = "供没有手机或账户的工作人员使用，要上传本人签字的申报。"
        return super().get_context_data(hint=hint, back=self.get_success_url(), **kwargs)


class EthicsRegister(ScopedList):
    """Conflicts and gifts; those of heads only for 两委 and officers."""

    action = Action.ETHICS_VIEW
    queryset = DECLARATIONS
    filter_form = DeclarationFilter
    template_name = "staff/ethics_register.html"
    title = "利益冲突和礼品登记"
    order = ("-happened_on", "-pk")

    def get_rows(self):
        return register(self.actor)

    def narrow(self, rows, chosen):
        if chosen["kind"]:
            rows = rows.filter(kind=chosen["kind"])
        return rows.filter(seen_at__isnull=chosen["seen"] == "no") if chosen["seen"] else rows


class DeclarationPage(RowForm):
    """One declaration, and the word of whoever looked at it."""

    action = Action.ETHICS_VIEW
    form_class = SeenForm
    template_name = "staff/declaration_page.html"
    button = "阅签"
    success_message = "已阅签。"

    def get_rows(self):
        return register(self.actor)

    def get_title(self):
        return self.row.get_kind_display()

    def run(self, form):
        return ethics.sign_seen(row=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:ethics-register")

    def get_context_data(self, **kwargs):
        rights = rights_on_declaration(self.row, self.actor)
        return super().get_context_data(rights=rights, back=self.get_success_url(), **kwargs)


class DeclarationPaper(ScopedDetail):
    """The scan, for whoever may look at the declaration."""

    action = Action.ETHICS_VIEW

    def get_rows(self):
        return register(self.actor)

    def get(self, request, *args, **kwargs):
        if self.row.paper is None:
            raise Http404("没有纸质申报。")
        return stream(self.row.paper, inline=True)
