"""Consents: recorded, shown, withdrawn, printed; and their texts."""

from django.http import Http404, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, RowMixin, ScopedForm
from liangzhan.documents.views import stream
from liangzhan.people.choices import ConsentPurpose
from liangzhan.people.exports import consent_form
from liangzhan.people.forms.consent import ConsentForm, ConsentTextForm, WithdrawForm
from liangzhan.people.model_texts import with_station
from liangzhan.people.models import Consent
from liangzhan.people.queries.cards import tied_stations
from liangzhan.people.queries.consents import all_texts, words_for
from liangzhan.people.services.consents import give_consent, publish_consent_text, withdraw_consent
from liangzhan.people.views.section import PersonDetail, PersonRowForm
from liangzhan.toolkit.periods import today

CONSENTS = Consent.objects.select_related("person", "station", "text", "paper")
PDF = "application/pdf"


def purpose_of(word):
    """The purpose in the address, else 404."""
    if word not in ConsentPurpose.values:
        raise Http404("没有这种同意书。")
    return ConsentPurpose(word)


class ConsentAdd(PersonRowForm):
    """The words stand above; the way decides what else is needed."""

    form_class = ConsentForm
    template_name = "people/consent_form.html"
    button = "登记同意"
    success_message = "同意已登记。"

    def get_title(self):
        return f"登记同意：{purpose_of(self.kwargs['purpose']).label}"

    def get_form_kwargs(self):
        stations = tied_stations(self.row, self.scope, self.action)
        himself = self.actor.person_uuid == self.row.uuid
        return {**super().get_form_kwargs(), "stations": stations, "himself": himself}

    def get_context_data(self, **kwargs):
        purpose = purpose_of(self.kwargs["purpose"])
        station = tied_stations(self.row, self.scope, self.action).first()
        words = words_for(purpose, today(), station.name if station else "")
        return super().get_context_data(purpose=purpose, words=words, **kwargs)

    def run(self, form):
        purpose = purpose_of(self.kwargs["purpose"])
        return give_consent(person=self.row, purpose=purpose, by=self.actor, **form.facts())


class ConsentPrint(PersonDetail):
    """The form to sign on paper, with the station's name; the file is named after the form, not after the person."""

    def get(self, request, *args, **kwargs):
        purpose = purpose_of(self.kwargs["purpose"])
        station = tied_stations(self.row, self.scope, self.action).first()
        if station is None:
            raise Http404("本站与这个人没有关联。")
        content = consent_form(words_for(purpose, today(), station.name), station.name, self.face.called)
        response = HttpResponse(content, content_type=PDF)
        response["Content-Disposition"] = content_disposition_header(False, f"同意书（{purpose.label}）.pdf")
        return response


class OfConsent(RowMixin):
    """The consent of the address, given at one of the reader's stations."""

    @cached_property
    def row(self):
        found = CONSENTS.all().within(self.scope, self.action).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这项同意，或者它不在您的范围内。")
        return found

    def get_success_url(self):
        return reverse("people:person-page", kwargs={"uuid": self.row.person.uuid})


class ConsentWithdraw(OfConsent, RowForm):
    action = Action.PERSON_REGISTER
    form_class = WithdrawForm
    template_name = "people/consent_withdraw.html"
    title = "撤回同意"
    button = "登记撤回"
    success_message = "已登记撤回。不再服务的，请结束关联或删除个人信息。"

    def get_context_data(self, **kwargs):
        words = with_station(self.row.text.text, self.row.station.name)
        return super().get_context_data(back=self.get_success_url(), words=words, **kwargs)

    def run(self, form):
        return withdraw_consent(consent=self.row, by=self.actor, **form.cleaned_data)


class ConsentPaper(OfConsent, Page):
    """The picture of the signature."""

    action = Action.PERSON_VIEW

    def get(self, request, *args, **kwargs):
        if self.row.paper is None:
            raise Http404("这项同意没有图片。")
        return stream(self.row.paper)


class ConsentTextList(Page):
    """All versions, and the words in force today."""

    action = Action.CONSENT_TEXT_MANAGE
    template_name = "people/consent_text_list.html"
    title = "同意书文本"

    def get_context_data(self, **kwargs):
        words = {purpose: words_for(purpose, today()) for purpose in ConsentPurpose}
        return super().get_context_data(words=words, texts=all_texts(), **kwargs)


class ConsentTextPublish(ScopedForm):
    """The next version; earlier ones stay, and so do the consents given to them."""

    action = Action.CONSENT_TEXT_MANAGE
    form_class = ConsentTextForm
    template_name = "people/person_form.html"
    button = "发布新版本"
    success_message = "新版本已发布。已有的同意继续有效。"
    success_url = reverse_lazy("people:consent-text-list")

    def get_title(self):
        return f"发布同意书文本：{purpose_of(self.kwargs['purpose']).label}"

    def get_initial(self):
        words = words_for(purpose_of(self.kwargs["purpose"]), today())
        return {"title": words.title, "text": words.text, "valid_from": today()}

    def get_context_data(self, **kwargs):
        hint = "发布后不能修改，只能再发布新的版本。"
        return super().get_context_data(back=self.success_url, hint=hint, **kwargs)

    def run(self, form):
        return publish_consent_text(purpose=self.kwargs["purpose"], by=self.actor, **form.cleaned_data)
