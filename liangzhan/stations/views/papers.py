"""Six systems, the four-party mechanism, what is declared."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, ScopedDetail
from liangzhan.stations.checks.operation import operating_proof
from liangzhan.stations.choices import DeclaredItem, SystemKind
from liangzhan.stations.evidence import Standing as Proof
from liangzhan.stations.forms.papers import SystemForm
from liangzhan.stations.forms.site import DeclarationForm, MechanismForm
from liangzhan.stations.model_texts import mechanism_text, model_text
from liangzhan.stations.models import AdoptedSystem, Declaration
from liangzhan.stations.queries.papers import declaration_of, latest_system, latest_systems
from liangzhan.stations.services import declarations, systems
from liangzhan.stations.views.section import Section, SectionDeed, SectionForm, SectionPage
from liangzhan.toolkit.periods import today

ITEMS = {
    DeclaredItem.A10: ("需求和资源调查", "写明调查的时间、方式和份数；还没有调查的，写明调查计划。"),
    DeclaredItem.A11: (
        "全国系统建队申请",
        "已有队伍编号的，请到“站点基本情况”填写编号；正在申请的，写明申请日期并上传截图。",
    ),
}
SYSTEMS = AdoptedSystem.objects.select_related("station__site", "file")
DECLARATIONS = Declaration.objects.select_related("station__site")


TONES = {Proof.MET: "met", Proof.WAITING: "wait", Proof.MISSING: "miss", Proof.NOT_APPLICABLE: "none"}


class Systems(SectionPage):
    template_name = "stations/systems.html"
    title = "六项管理制度"

    def get_context_data(self, **kwargs):
        held = latest_systems(self.row)
        rows = [(kind, held.get(kind), operating_proof(self.row, kind, today())) for kind in SystemKind]
        return super().get_context_data(rows=rows, complete=len(held) == len(rows), tones=TONES, **kwargs)


class AdoptModels(SectionDeed):
    back = "systems"
    success_message = "已采用平台范本，请两委通过后打印上墙。范本可以逐项修改。"

    def run(self):
        return systems.adopt_models(station=self.row, by=self.actor)


class SystemEdit(SectionForm):
    """A new version; the text begins with the latest one, else with the model."""

    form_class = SystemForm
    back = "systems"
    button = "保存为新版本"
    success_message = "制度已保存为新版本，旧版本保留。"
    draft = True

    @property
    def kind(self):
        if self.kwargs["kind"] not in SystemKind.values:
            raise Http404("没有这项制度。")
        return SystemKind(self.kwargs["kind"])

    def get_title(self):
        return self.kind.label

    def get_initial(self):
        held = latest_system(self.row, self.kind)
        text = held.text if held else model_text(self.kind, self.row.station_class, self.row.name)
        return {"text": text, "posted": bool(held and held.posted)}

    def run(self, form):
        return systems.adopt_system(station=self.row, kind=self.kind, by=self.actor, **form.cleaned_data)


class SystemPage(Section, ScopedDetail):
    """One version, to read and to print for the wall."""

    action = Action.STATION_VIEW
    queryset = SYSTEMS
    back = "systems"
    template_name = "stations/system_page.html"

    @property
    def station(self):
        return self.row.station

    def get_title(self):
        return self.row.get_kind_display()


class SystemPost(Section, RowDeed):
    """On the wall, or not."""

    action = Action.STATION_EDIT
    queryset = SYSTEMS
    back = "systems"

    @property
    def station(self):
        return self.row.station

    def run(self):
        return systems.post_system(system=self.row, posted=not self.row.posted, by=self.actor)


class Stated(SectionForm):
    """A form about one declared item; what is stated now is shown beside it."""

    template_name = "stations/declaration.html"
    adopt = False
    note = ""

    @cached_property
    def held(self):
        return declaration_of(self.row, self.item)

    def blank(self):
        return ""

    def get_initial(self):
        if self.request.method == "POST":
            return {}
        return {"text": self.held.text if self.held else self.blank()}

    def run(self, form):
        return declarations.declare(station=self.row, item=self.item, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(held=self.held, adopt=self.adopt, note=self.note, **kwargs)


class Mechanism(Stated):
    """The four parties' mechanism: the model to begin with, the station's own words afterwards."""

    form_class = MechanismForm
    title = "四方协作机制"
    note = "社区、社会工作专业人才、社区社会组织、志愿者相互协作、共同开展服务的机制，《通知》二（五）。"
    item = DeclaredItem.A08
    adopt = True
    success_message = "机制已保存。"

    def blank(self):
        return mechanism_text(self.row.name)


class AdoptMechanism(SectionDeed):
    success_message = "已采用平台范本。各方商定后可以修改。"

    def run(self):
        return systems.adopt_mechanism(station=self.row, by=self.actor)

    def get_success_url(self):
        return reverse("stations:mechanism", kwargs={"pk": self.row.pk})


class DeclarationPage(Stated):
    """What the station states of A10 or A11, with its material."""

    form_class = DeclarationForm
    button = "申报"
    success_message = "已申报。"

    @property
    def item(self):
        if self.kwargs["item"] not in ITEMS:
            raise Http404("没有这个项目。")
        return DeclaredItem(self.kwargs["item"])

    @property
    def note(self):
        return ITEMS[self.item][1]

    def get_title(self):
        return ITEMS[self.item][0]


class DeclarationWithdraw(Section, RowDeed):
    action = Action.STATION_EDIT
    queryset = DECLARATIONS
    success_message = "已撤回。"

    @property
    def station(self):
        return self.row.station

    def run(self):
        return declarations.withdraw(declaration=self.row, by=self.actor)
