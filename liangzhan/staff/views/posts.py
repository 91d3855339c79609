"""Posts: a new colleague, one more post, a change, a slip put right, the end."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm
from liangzhan.staff.forms.posts import (
    USUAL,
    NewWorkerForm,
    PostCancelForm,
    PostChangeForm,
    PostCorrectForm,
    PostEndForm,
    WorkerPostForm,
)
from liangzhan.staff.models import Post
from liangzhan.staff.queries.worker_page import initial_of, stations_for
from liangzhan.staff.services.posts import cancel_post, change_post, correct_post, end_post, open_post
from liangzhan.staff.views.worker import OfWorker
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.templating import day

STATIONS = Station.objects.select_related("site__division")
POSTS = Post.objects.select_related("worker__person", "station__site")


class PostAdd(RowForm):
    """A new colleague at a station; a person who is known by the number is not registered twice."""

    action = Action.STAFF_MANAGE
    queryset = STATIONS
    form_class = NewWorkerForm
    template_name = "staff/post_add.html"
    title = "登记人员"
    button = "登记并上岗"

    def get_subtitle(self):
        return self.row.name

    def get_initial(self):
        return {"role": USUAL[self.row.kind]}

    def run(self, form):
        return open_post(station=self.row, person=form.person(), about=form.about(), by=self.actor, **form.post())

    def get_success_message(self):
        return f"{self.result.worker.display_name}已登记。接下来可以登记证书、学历或申请县级认定。"

    def get_success_url(self):
        return reverse("staff:worker-page", kwargs={"pk": self.result.worker_id})


class WorkerPostAdd(OfWorker, RowForm):
    """One person may keep both stations of a site, together within one week's work."""

    form_class = WorkerPostForm
    title = "增加岗位"
    hint = "一个人可以兼管同一场所的两站，各岗位工作量合计不超过 1。"
    success_message = "岗位已登记。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": stations_for(self.row, self.scope, today())}

    def run(self, form):
        return open_post(worker=self.row, station=form.cleaned_data["station"], by=self.actor, **form.post())


class OfPost(OfWorker):
    queryset = POSTS

    @property
    def worker(self):
        return self.row.worker

    def get_subtitle(self):
        return f"{self.row.worker.display_name} · {self.row.station.name} · {self.row.get_role_display()}"


class PostChange(OfPost, RowForm):
    form_class = PostChangeForm
    title = "调整岗位"
    success_message = "岗位已调整，此前的情况照旧保留。"

    def get_initial(self):
        return initial_of(self.row, ("employment", "fte", "serves_minors"))

    def run(self, form):
        return change_post(post=self.row, by=self.actor, **form.cleaned_data)


class PostCorrect(OfPost, RowForm):
    form_class = PostCorrectForm
    title = "更正岗位"
    hint = "只用来改正登记错误；工作有变动请办理“调整”或“离岗”。"
    success_message = "岗位已更正。"

    def get_initial(self):
        return initial_of(self.row, ("role", "starts_on"))

    def run(self, form):
        return correct_post(post=self.row, by=self.actor, **form.cleaned_data)


class PostEnd(OfPost, RowForm):
    form_class = PostEndForm
    title = "办理离岗"
    hint = "离岗后，本人不再计入本站人员；这是本人在本站的最后一个岗位时，本站不再能查看其个人信息。已有记录都会保留。"
    button = "办理离岗"

    def run(self, form):
        return end_post(post=self.row, by=self.actor, **form.cleaned_data)

    def get_success_message(self):
        return f"{self.row.worker.display_name}的离岗已登记，最后在岗日 {day(self.result.ends_on)}。"

    def get_success_url(self):
        return f"{reverse('staff:roll')}?station={self.row.station_id}"


class PostCancel(OfPost, RowForm):
    form_class = PostCancelForm
    title = "取消未到岗的岗位"
    hint = "取消后这个岗位从名册中去掉，操作记录保留。"
    button = "取消岗位"
    success_message = "这个岗位已取消。"

    def run(self, form):
        return cancel_post(post=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return f"{reverse('staff:roll')}?station={self.row.station_id}"
