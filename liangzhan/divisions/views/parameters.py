"""Settings of practice: what is in force at the reader's place, since when, on what basis; setting a dated value."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.divisions.forms.parameters import ParameterForm
from liangzhan.divisions.parameter_values import plain_label, shown
from liangzhan.divisions.queries.parameters import history, settable_areas, settings_of
from liangzhan.divisions.services.parameters import set_parameter
from liangzhan.toolkit.parameters import KNOWN
from liangzhan.toolkit.periods import today

TAGS = {
    "N": "《通知》规定",
    "NEWS": "新闻稿所述",
    "L": "法律法规",
    "S": "公开资料",
    "M": "专业惯例",
    "CP": "各地做法",
    "D": "平台建议",
    "U": "有待省厅明确",
}


class ParameterMixin:
    """The key of the address, or 404."""

    @property
    def declared(self):
        if self.kwargs["key"] not in KNOWN:
            raise Http404("没有这个参数。")
        return KNOWN[self.kwargs["key"]]

    def get_title(self):
        return plain_label(self.declared.label)


class ParameterList(Page):
    """Every known setting with its value at the reader's own place."""

    action = Action.PARAMETER_VIEW
    template_name = "divisions/parameter_list.html"
    title = "参数"
    subtitle = "办事的标准和期限。没有设定的用默认值；设定都有起始日期和依据。"

    def get_context_data(self, **kwargs):
        words = {"shown": shown, "plain_label": plain_label, "tags": TAGS}
        found = settings_of(self.actor, on=today())
        return super().get_context_data(rows=found, may_set=self.actor.may(Action.PARAMETER_MANAGE), **words, **kwargs)


class ParameterPage(ParameterMixin, Page):
    """One setting with all dated values that reach the reader's area."""

    action = Action.PARAMETER_VIEW
    template_name = "divisions/parameter_page.html"

    def get_context_data(self, **kwargs):
        rows = history(self.kwargs["key"], self.actor)
        may_set = self.actor.may(Action.PARAMETER_MANAGE)
        return super().get_context_data(
            declared=self.declared, rows=rows, may_set=may_set, on=today(), shown=shown, tags=TAGS, **kwargs
        )


class SetParameter(ParameterMixin, ScopedForm):
    """Let a value be in force from a day on, somewhere within the actor's area."""

    action = Action.PARAMETER_MANAGE
    template_name = "divisions/plain_form.html"
    form_class = ParameterForm
    button = "设定"
    success_message = "已设定。"

    def get_form_kwargs(self):
        now = next(one.value for one in settings_of(self.actor, on=today()) if one.declared.key == self.declared.key)
        known = {"declared": self.declared, "areas": settable_areas(self.actor), "now": now}
        return {**super().get_form_kwargs(), **known}

    def run(self, form):
        chosen = {name: form.cleaned_data[name] for name in ("area", "valid_from", "basis")}
        return set_parameter(key=self.declared.key, value=form.value(), **chosen, by=self.actor)

    def get_success_url(self):
        return reverse("divisions:parameter-page", kwargs={"key": self.declared.key})

    def get_context_data(self, **kwargs):
        return super().get_context_data(cancel=self.get_success_url(), **kwargs)
