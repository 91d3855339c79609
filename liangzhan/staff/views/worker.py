"""One worker, for those who look after the station; and the worker's own page."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail
from liangzhan.staff.cards import cards_of
from liangzhan.staff.forms.posts import ABOUT, AboutFields, AccountForm
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.qualification import certificates_of, running
from liangzhan.staff.queries.worker_page import initial_of, on_this_site, post_lines, rights_on
from liangzhan.staff.queries.workers import account_of, linkable_users, posts_of, worker_of
from liangzhan.staff.rules.posts import is_dual
from liangzhan.staff.services.workers import link_account, save_worker, unlink_account
from liangzhan.toolkit.periods import today

WORKERS = Worker.objects.select_related("person", "basis_file")


class WorkerPage(ScopedDetail):
    """Posts, certificates, registration; for the head also what concerns the person, and the cards of every noun."""

    action = Action.STAFF_VIEW
    queryset = WORKERS
    template_name = "staff/worker_page.html"

    def get_title(self):
        return self.row.display_name

    def get_context_data(self, **kwargs):
        lines, on = post_lines(self.row, self.actor, today()), today()
        rights, certificates = rights_on(self.actor, lines), certificates_of(self.row)
        return super().get_context_data(
            lines=lines,
            rights=rights,
            certificates=certificates,
            registration=running(certificates, on),
            dual=is_dual(on_this_site(lines)),
            account=account_of(self.row) if rights["manages"] else None,
            cards=cards_of(self.row, own=False, on=on) if rights["close"] else [],
            **kwargs,
        )


class MyWork(Page):
    """我的工作: what concerns the signed-in worker, phone first."""

    action = Action.STAFF_OWN
    template_name = "staff/me.html"
    title = "我的工作"

    def get_context_data(self, **kwargs):
        worker, on = worker_of(self.actor), today()
        return super().get_context_data(
            worker=worker,
            posts=list(posts_of(worker, on)) if worker else [],
            cards=cards_of(worker, own=True, on=on) if worker else [],
            **kwargs,
        )


class OfWorker:
    """A form about one worker; afterwards back to the worker's page."""

    action = Action.STAFF_MANAGE
    queryset = WORKERS
    template_name = "staff/worker_form.html"
    hint = ""

    @property
    def worker(self):
        return self.row

    def get_subtitle(self):
        return self.worker.display_name

    def get_success_url(self):
        return reverse("staff:worker-page", kwargs={"pk": self.worker.pk})

    def get_context_data(self, **kwargs):
        return super().get_context_data(worker=self.worker, back=self.get_success_url(), hint=self.hint, **kwargs)


class Close:
    """What concerns the person (P2) is opened by the head only: for officials of the same verb it is not there."""

    @property
    def row(self):
        if not self.actor.reads("P2"):
            raise Http404("没有找到这条记录，或者它不在您的范围内。")
        return super().row


class WorkerEdit(Close, OfWorker, RowForm):
    form_class = AboutFields
    title = "修改人员信息"
    success_message = "人员信息已保存。"

    def get_initial(self):
        return initial_of(self.row, ABOUT)

    def run(self, form):
        return save_worker(worker=self.row, about=form.about(), by=self.actor)


class AccountLink(OfWorker, RowForm):
    form_class = AccountForm
    title = "关联账户"
    hint = "关联后，本人登录时能在“我的工作”看到自己的岗位、学时和待办。只列出本站还没有关联人员的账户。"
    button = "关联"
    success_message = "账户已关联，本人登录后可以打开“我的工作”。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "users": linkable_users(self.row, today())}

    def run(self, form):
        return link_account(worker=self.row, user=form.cleaned_data["user"], by=self.actor)


class AccountUnlink(OfWorker, RowDeed):
    success_message = "已解除关联。账户还在，可以重新关联；原来的记录不变。"

    def run(self):
        return unlink_account(worker=self.row, by=self.actor)
