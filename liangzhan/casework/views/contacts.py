"""C-05: recorded on a phone, read, corrected, added to."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail, ScopedList
from liangzhan.casework.forms.contacts import ContactForm, CorrectForm, beginning, held
from liangzhan.casework.queries.cases import case_within, reading_of
from liangzhan.casework.queries.contacts import contacts_of, earlier_of, last_of, rights_on
from liangzhan.casework.queries.papers import contacts
from liangzhan.casework.services.contacts import correct_contact, save_contact
from liangzhan.casework.views.case import OfCase, OfPaper
from liangzhan.documents.queries.addenda import addenda_of
from liangzhan.toolkit.periods import moment, today


class ContactAdd(OfCase, RowForm):
    form_class = ContactForm
    template_name = "casework/contact_form.html"
    title = "过程记录"
    button = "保存记录"

    def get_initial(self):
        return beginning(last_of(self.row), moment())

    def get_form_kwargs(self):
        withdrawn = reading_of(self.row, self.actor, today()).standing.withdrawn_on is not None
        return {**super().get_form_kwargs(), "sealed": self.row.sealed, "withdrawn": withdrawn}

    def run(self, form):
        return save_contact(case=self.row, facts=form.facts(), form_key=form.cleaned_data["form_key"], by=self.actor)

    def get_success_message(self):
        return f"第 {self.result.seq} 次过程记录已保存，{self.result.minutes} 分钟。"


class OfContact(OfPaper):
    def get_rows(self):
        return contacts()

    @property
    def contact_url(self):
        return reverse("casework:contact-page", args=[self.row.pk])


class ContactPage(OfContact, ScopedDetail):
    action = Action.CASE_VIEW
    template_name = "casework/contact_page.html"

    def get_title(self):
        return f"第 {self.row.seq} 次过程记录"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            rights=rights_on(self.row, self.actor, today()),
            earlier=earlier_of(self.row),
            addenda=addenda_of(self.row.voucher),
            **kwargs,
        )


class ContactEdit(OfContact, RowForm):
    form_class = CorrectForm
    template_name = "casework/contact_form.html"
    title = "更正过程记录"
    button = "保存更正"
    success_message = "已更正。更正前的内容仍可查看，统计按更正后的计算。"

    def get_initial(self):
        return held(self.row)

    def get_form_kwargs(self):
        despite = bool(self.row.despite)
        return {**super().get_form_kwargs(), "sealed": self.row.case.sealed, "withdrawn": despite}

    def run(self, form):
        return correct_contact(contact=self.row, facts=form.facts(), reason=form.cleaned_data["reason"], by=self.actor)

    def get_success_url(self):
        return self.contact_url


class ContactList(OfCase, ScopedList):
    """Every contact of one case, the latest first."""

    action = Action.CASE_VIEW
    template_name = "casework/contact_list.html"
    title = "过程记录"
    order = ("-on", "-id")
    page_size = 20

    @cached_property
    def case(self):
        found = case_within(self.scope, self.kwargs["pk"])
        if found is None:
            raise Http404("没有找到这个个案，或者它不在您的范围内。")
        return found

    def get_rows(self):
        return contacts_of(self.case)
