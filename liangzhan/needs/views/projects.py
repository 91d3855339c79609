"""Projects: list, one project, its needs and measures, beginning and end."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.needs.forms.projects import FinishForm, MeasureForm, ProjectFilters, ProjectForm, ResultForm
from liangzhan.needs.forms.resources import ReasonForm
from liangzhan.needs.queries.need_list import years_of
from liangzhan.needs.queries.places import places_for
from liangzhan.needs.queries.projects import (
    measure_rows,
    nameless,
    narrowed,
    needs_offered,
    project_rows,
    rows_for,
    uses_of,
)
from liangzhan.needs.services import projects
from liangzhan.needs.views.parts import ByUuid, note_words_read
from liangzhan.toolkit.periods import today


class ProjectList(ScopedList):
    action = Action.NEED_VIEW
    order = ("-starts_on", "-pk")
    template_name = "needs/project_list.html"
    title = "社会服务和发展项目"

    def get_rows(self):
        return project_rows().within(self.scope, self.action)

    def get_form(self):
        return ProjectFilters(self.request.GET or None, actor=self.actor, years=years_of(today()))

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        places = places_for(self.scope, Action.NEED_MANAGE)
        return {**context, "lines": rows_for(context["rows"]), "places": list(places[:20])}


class AtStation:
    """The station of the address, where the reader may write."""

    @cached_property
    def station(self):
        found = places_for(self.scope, self.action).filter(pk=self.kwargs["station"]).first()
        if found is None:
            raise Http404("没有这个站点，或者不在您的范围内。")
        return found

    def get_context_data(self, **kwargs):
        return super().get_context_data(station=self.station, **kwargs)


class ProjectAdd(AtStation, ScopedForm):
    """At one station: its needs are offered."""

    action = Action.NEED_MANAGE
    form_class = ProjectForm
    template_name = "needs/project_form.html"
    title = "新建项目"
    success_message = "项目已登记，对应的需求已列为“已安排”。下一步：写明成效指标，然后启动。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "needs": needs_offered(self.station)}

    def get_context_data(self, **kwargs):
        note_words_read("needs:project-add", nameless(needs_offered(self.station)), self.actor)
        return super().get_context_data(**kwargs)

    def run(self, form):
        key = form.cleaned_data["form_key"]
        return projects.open_project(station=self.station, form_key=key, by=self.actor, **form.told())

    def get_success_url(self):
        return reverse("needs:project-page", kwargs={"uuid": self.result.uuid})


class OfProject(ByUuid):
    manage_action = Action.NEED_MANAGE

    def get_rows(self):
        return project_rows()

    def get_success_url(self):
        return reverse("needs:project-page", kwargs={"uuid": self.row.uuid})


class ProjectPage(OfProject, ScopedDetail):
    action = Action.NEED_VIEW
    template_name = "needs/project_page.html"

    def get_title(self):
        return self.row.name

    def get_context_data(self, **kwargs):
        needs = [link.need for link in self.row.links.all() if not link.need.is_named]
        note_words_read("needs:project-page", needs, self.actor)
        return super().get_context_data(line=rows_for([self.row])[0], uses=uses_of(self.row), **kwargs)


class ProjectRowForm(OfProject, RowForm):
    action = Action.NEED_MANAGE
    template_name = "needs/project_form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(station=self.row.station, **kwargs)


class ProjectEdit(ProjectRowForm):
    form_class = ProjectForm
    title = "更正项目"
    success_message = "已更正。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "needs": needs_offered(self.row.station, self.row)}

    def get_context_data(self, **kwargs):
        note_words_read("needs:project-edit", nameless(needs_offered(self.row.station, self.row)), self.actor)
        return super().get_context_data(**kwargs)

    def get_initial(self):
        names = [name for name in ProjectForm.base_fields if name != "needs"]
        needs = [link.need for link in self.row.links.all()]
        return {**{name: getattr(self.row, name) for name in names}, "needs": needs}

    def run(self, form):
        return projects.correct_project(project=self.row, by=self.actor, **form.told())


class ProjectStart(OfProject, RowDeed):
    action = Action.NEED_MANAGE
    success_message = "项目已启动。"

    def run(self):
        return projects.start_project(project=self.row, by=self.actor)


class ProjectFinish(ProjectRowForm):
    form_class = FinishForm
    title = "完成项目"
    button = "完成"
    success_message = "项目已完成。对应的需求有结果的，请逐条办结。"

    def run(self, form):
        return projects.finish_project(project=self.row, by=self.actor, **form.cleaned_data)


class ProjectStop(ProjectRowForm):
    form_class = ReasonForm
    title = "中止项目"
    button = "中止"
    success_message = "项目已中止。对应的需求请另行安排。"

    def run(self, form):
        return projects.stop_project(project=self.row, by=self.actor, **form.cleaned_data)


class MeasureAdd(ProjectRowForm):
    form_class = MeasureForm
    title = "成效指标"
    button = "添加"
    success_message = "指标已添加。"

    def run(self, form):
        return projects.add_measure(project=self.row, by=self.actor, **form.cleaned_data)


class MeasureTake(RowForm):
    """What came of one measure."""

    action = Action.NEED_MANAGE
    form_class = ResultForm
    template_name = "needs/project_form.html"
    title = "登记成效"
    success_message = "结果已登记。"

    def get_rows(self):
        return measure_rows()

    def run(self, form):
        return projects.take_measure(measure=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("needs:project-page", kwargs={"uuid": self.row.project.uuid})

    def get_context_data(self, **kwargs):
        return super().get_context_data(station=self.row.project.station, **kwargs)
