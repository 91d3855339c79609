"""Categories of clients: set, verified, made primary, ended; the list of what runs out."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.people.choices import ClientCategory
from liangzhan.people.forms.client import CategoryFilters, CategoryForm, EndForm, VerifyForm
from liangzhan.people.queries.cards import faces_of, tied_stations
from liangzhan.people.queries.categories import category_rows, live_category, offered
from liangzhan.people.services.categories import end_category, make_primary, set_category, verify_category
from liangzhan.people.views.section import PersonDeed, PersonRowForm
from liangzhan.toolkit.periods import today

WHO = "类别属于敏感个人信息，只能由可以查看的工作人员办理。"


class ReadsP3:
    """Categories are of class P3: whoever does not read it finds nothing here."""

    def dispatch(self, request, *args, **kwargs):
        if request.actor.may(self.action) and not request.actor.reads("P3"):
            raise Http404(WHO)
        return super().dispatch(request, *args, **kwargs)


class CategoryAdd(ReadsP3, PersonRowForm):
    form_class = CategoryForm
    title = "登记服务对象类别"
    button = "登记类别"
    hint = "低收入类别是家庭的情况，会同时登记给同住的家庭成员。"
    success_message = "类别已登记。"

    def get_form_kwargs(self):
        stations = tied_stations(self.row, self.scope, self.action)
        return {**super().get_form_kwargs(), "stations": stations, "offered": offered(self.facts.born_on, today())}

    def run(self, form):
        station = form.cleaned_data["station"]
        return set_category(person=self.row, station=station, facts=form.facts(), by=self.actor)


class OfCategory(ReadsP3):
    """A live ordinary category of this very person, or 404; its words stand above the form."""

    @cached_property
    def category(self):
        found = live_category(self.row, self.kwargs["category"], self.scope)
        if found is None:
            raise Http404("没有这个类别，或者它已经结束。")
        return found

    def get_subtitle(self):
        return f"{self.face.called} · {ClientCategory(self.category.code).label}"


class CategoryVerify(OfCategory, PersonRowForm):
    form_class = VerifyForm
    title = "核实类别"
    button = "保存核实结果"
    success_message = "已核实。"

    def get_initial(self):
        return {"source": self.category.source, "valid_to": self.category.valid_to}

    def run(self, form):
        return verify_category(category=self.category, by=self.actor, **form.cleaned_data)


class CategoryEnd(OfCategory, PersonRowForm):
    form_class = EndForm
    title = "结束类别"
    button = "结束类别"
    hint = "结束后这一行保留在历史中。低收入类别会同时结束同一家庭其他成员的。"
    success_message = "类别已结束。"

    def run(self, form):
        return end_category(category=self.category, by=self.actor, **form.cleaned_data)


class CategoryPrimary(OfCategory, PersonDeed):
    success_message = "主要类别已更换，从今天起按新的主要类别统计。"

    def run(self):
        return make_primary(category=self.category, by=self.actor)


class CategoryList(ReadsP3, ScopedList):
    """What runs out soon, what ran out, and whose primary category has to be chosen."""

    action = Action.PERSON_REGISTER
    filter_form = CategoryFilters
    template_name = "people/category_list.html"
    title = "服务对象类别"

    def get_rows(self):
        return category_rows(self.scope, "", today())

    def narrow(self, rows, chosen):
        return category_rows(self.scope, chosen["show"], today())

    def get_order(self):
        return {"ended": ("-ended_on", "-pk"), "choose": ("valid_from", "pk")}.get(
            self.request.GET.get("show", ""), ("valid_to", "pk")
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        faces = faces_of([row.person for row in context["rows"]], self.actor)
        if seen := [str(row.person.uuid) for row in context["rows"]]:
            record_reading(page="people:category-list", ids=seen, shown_class="P3", by=self.actor)
        return {**context, "faces": faces, "back": reverse("people:person-list")}
