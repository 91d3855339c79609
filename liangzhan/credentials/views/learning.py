"""Continuing education: one's own page, typing in on proof, the second person's check."""

from django.http import Http404

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, ScopedForm, ScopedList
from liangzhan.credentials.forms.persons import DecisionForm, LearningForm
from liangzhan.credentials.models import Learning
from liangzhan.credentials.queries.learning import waiting_for
from liangzhan.credentials.queries.own import own_page
from liangzhan.credentials.queries.people import holders, labels_of, own_holders
from liangzhan.credentials.queries.reach import learning_for
from liangzhan.credentials.services.learning import add_learning, decide_learning
from liangzhan.credentials.views.parts import Goes
from liangzhan.documents.views import stream
from liangzhan.toolkit.periods import today

LEARNING = Learning.objects.select_related("person", "station", "proof")


class Own(Page):
    """What I hold: trainings, hours, commitments, the date of my query."""

    action = Action.STAFF_OWN
    template_name = "credentials/own.html"
    title = "我的培训和承诺"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**own_page(self.actor, today()), **kwargs)


class LearningAdd(Goes, ScopedForm):
    """My own course or degree; it waits for a second person."""

    action = Action.STAFF_OWN
    form_class = LearningForm
    template_name = "credentials/form.html"
    title = "登记继续教育"
    success_message = "已登记，待站长、两委、街道或督导核对后计入。"
    goes_to = "own"

    def get_people(self):
        return own_holders(self.actor, on=today())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "holders": self.get_people()}

    def run(self, form):
        return add_learning(by=self.actor, **form.facts())


class LearningAddForPeople(LearningAdd):
    """A head types in what a colleague brings on paper."""

    action = Action.STAFF_MANAGE
    title = "为本站人员登记继续教育"
    success_message = "已登记，待另一人核对后计入。"
    goes_to = "learning-add-for-people"

    def get_people(self):
        return holders(self.actor, self.action, on=today())


class LearningList(ScopedList):
    """What waits for this reader's check; never what he typed or learned himself."""

    action = Action.LEARNING_DECIDE
    template_name = "credentials/learning_list.html"
    title = "待核对的继续教育"
    order = ("completed_on", "pk")

    def get_rows(self):
        return waiting_for(self.actor).select_related("person", "station")


class LearningDecide(Goes, RowForm):
    goes_to = "learning-list"
    action = Action.LEARNING_DECIDE
    form_class = DecisionForm
    queryset = LEARNING
    template_name = "credentials/learning_decide.html"
    title = "核对继续教育"
    button = "保存核对结果"
    success_message = "核对结果已保存，已通知登记人。"

    def run(self, form):
        accepted = form.cleaned_data["accepted"] == "yes"
        reason = form.cleaned_data["reason"]
        return decide_learning(learning=self.row, accepted=accepted, reason=reason, by=self.actor)

    def get_context_data(self, **kwargs):
        label = labels_of([self.row.person], actor=self.actor, on=today())[self.row.person_id]
        return super().get_context_data(label=label, **kwargs)


class LearningProof(Page):
    """The certificate behind a row: for the learner, his head and whoever checks."""

    action = Action.TRAINING_VIEW

    def get(self, request, *args, **kwargs):
        found = learning_for(self.actor, self.kwargs["pk"])
        if found is None or found.proof is None:
            raise Http404("没有找到这个文件，或者它不在您的范围内。")
        return stream(found.proof)
