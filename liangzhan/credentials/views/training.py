"""Trainings: the list, one training with its roster, arranging it."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.credentials.forms.training import ReasonForm, TrainingFilters, TrainingForm
from liangzhan.credentials.models import Training
from liangzhan.credentials.queries.page import roster_page, sentence_of, training_facts
from liangzhan.credentials.queries.reach import place_of_key, training_places
from liangzhan.credentials.queries.training import counts_of, narrowed
from liangzhan.credentials.services.training import cancel_training, open_enrolment, save_training
from liangzhan.stations.queries.register import area_names

TRAININGS = Training.objects.select_related("occasion", "station")
COPIED = ("title", "kind", "level", "organiser", "hours", "seats", "enrolment_ends_on", "content")


class TrainingList(ScopedList):
    """Trainings of one's own area and those the areas above offer."""

    action = Action.TRAINING_VIEW
    queryset = TRAININGS.defer("content")
    filter_form = TrainingFilters
    template_name = "credentials/training_list.html"
    title = "培训"
    order = ("-occasion__starts_at", "-pk")

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = context["rows"]
        return {
            **context,
            "counts": counts_of([row.pk for row in rows]),
            "places": area_names(row.division_code for row in rows),
            "sentence": sentence_of(context["filters"]),
        }


class OfTraining:
    """The training of the address; afterwards back to its page."""

    queryset = TRAININGS

    def get_subtitle(self):
        return f"{self.row.get_level_display()} · {self.row.get_kind_display()} · {self.row.get_state_display()}"

    def get_success_url(self):
        return reverse("credentials:training-page", args=[self.row.pk])


class OfTrainingForm(OfTraining):
    """A form about it, with the way back."""

    template_name = "credentials/form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), draft=False, **kwargs)


class TrainingPage(OfTraining, ScopedDetail):
    """When and where, how to sign up, and the roster as far as the reader may see it."""

    action = Action.TRAINING_VIEW
    template_name = "credentials/training_page.html"

    def get_title(self):
        return self.row.title

    def get_context_data(self, **kwargs):
        facts = training_facts(self.row, self.actor)
        roster = roster_page(self.row, self.actor, self.request.GET.get("cursor", ""))
        return super().get_context_data(**facts, **roster, **kwargs)


class TrainingAdd(ScopedForm):
    action = Action.TRAINING_MANAGE
    form_class = TrainingForm
    template_name = "credentials/form.html"
    title = "筹备培训"
    button = "保存"
    success_message = "培训已保存为筹备中。核对后请开放报名；已经举办过的，请补录名单。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "places": training_places(self.actor)}

    def run(self, form):
        station, code = place_of_key(form.cleaned_data["place_key"])
        return save_training(facts=form.facts(), station=station, division_code=code, by=self.actor)

    def get_success_url(self):
        return reverse("credentials:training-page", args=[self.result.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=reverse("credentials:training-list"), draft=True, **kwargs)


class TrainingEdit(OfTrainingForm, RowForm):
    action = Action.TRAINING_MANAGE
    form_class = TrainingForm
    title = "修改培训"
    success_message = "培训已保存；时间、地点有变的，已告知报名的人。"

    def get_initial(self):
        occasion = self.row.occasion
        times = {"starts_at": occasion.starts_at, "ends_at": occasion.ends_at, "place": occasion.place}
        return {name: getattr(self.row, name) for name in COPIED} | times

    def run(self, form):
        return save_training(facts=form.facts(), training=self.row, by=self.actor)


class TrainingOpen(OfTraining, RowDeed):
    action = Action.TRAINING_MANAGE
    success_message = "已开放，范围内的站点都能看到。"

    def run(self):
        return open_enrolment(training=self.row, by=self.actor)


class TrainingCancel(OfTrainingForm, RowForm):
    action = Action.TRAINING_MANAGE
    form_class = ReasonForm
    template_name = "credentials/training_cancel.html"
    title = "取消培训"
    button = "取消培训"
    success_message = "培训已取消，已告知报名的人。"

    def run(self, form):
        return cancel_training(training=self.row, reason=form.cleaned_data["reason"], by=self.actor)
