"""What cannot be undone: merging two rows, deleting a person's data. A page shows first what will happen."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.people.forms.consent import WhyForm
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.queries.forgetting import holds_on, losses
from liangzhan.people.queries.history import person_rows
from liangzhan.people.queries.merging import in_order, merge_preview
from liangzhan.people.services.forgetting import forget_person, freeze_person
from liangzhan.people.services.merging import merge_persons
from liangzhan.people.views.section import PersonRowForm


class OfPair(PersonRowForm):
    """The person and another one within reach; who is kept follows from a rule."""

    action = Action.PERSON_MERGE
    form_class = WhyForm

    @cached_property
    def pair(self):
        other = person_rows(self.scope, self.action, self.kwargs["other"]).exclude(pk=self.row.pk).first()
        if other is None:
            raise Http404("没有找到另一条记录，或者不在您的范围内。")
        return in_order(self.row, other, self.scope)


class PersonMerge(OfPair):
    """Which row is kept, what moves, and every refusal, before anything happens."""

    template_name = "people/person_merge.html"
    title = "合并重复人员"
    button = "合并"
    success_message = "已合并。原来的记录并入保留的记录，历史内容不变。"

    def get_context_data(self, **kwargs):
        kept, alias = self.pair
        faces, preview = faces_of([kept, alias], self.actor), merge_preview(kept, alias, self.scope)
        sides = [("保留", kept, faces[kept.pk]), ("并入", alias, faces[alias.pk])]
        return super().get_context_data(sides=sides, preview=preview, **kwargs)

    def run(self, form):
        kept, alias = self.pair
        return merge_persons(kept=kept, alias=alias, reason=form.cleaned_data["reason"], by=self.actor)

    def get_success_url(self):
        return reverse("people:person-page", kwargs={"uuid": self.result.uuid})


class PersonForget(PersonRowForm):
    """What will be deleted, and what forbids it."""

    action = Action.PERSON_FORGET
    form_class = WhyForm
    template_name = "people/person_forget.html"
    title = "删除个人信息"
    button = "删除个人信息"
    success_message = "个人信息已删除，不能恢复。"

    def get_context_data(self, **kwargs):
        rows, holds = losses(self.row, self.scope), holds_on(self.row, self.scope)
        return super().get_context_data(rows=rows, holds=holds, **kwargs)

    def run(self, form):
        return forget_person(person=self.row, reason=form.cleaned_data["reason"], by=self.actor)

    def get_success_url(self):
        return reverse("people:person-list")


class PersonFreeze(PersonRowForm):
    """Kept, but no longer used."""

    action = Action.PERSON_FORGET
    form_class = WhyForm
    title = "封存个人信息"
    button = "封存"
    hint = "封存后不再出现在名单和查找中，只保存、不使用；重新登记时自动恢复（个人信息保护法第四十七条）。"
    success_message = "已封存。"

    def run(self, form):
        return freeze_person(person=self.row, reason=form.cleaned_data["reason"], by=self.actor)

    def get_success_url(self):
        return reverse("people:person-list")
