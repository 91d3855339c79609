"""Keys of the record API: which there are, a new one (shown once), revoking."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, ScopedForm, ScopedList
from liangzhan.exchange.forms.tokens import TokenForm
from liangzhan.exchange.queries.tokens import places_offered, token_rows
from liangzhan.exchange.services.tokens import make_token, revoke_token
from liangzhan.toolkit.periods import today


class TokenList(ScopedList):
    action = Action.API_TOKEN_MANAGE
    order = ("-pk",)
    template_name = "exchange/token_list.html"
    title = "接口密钥"

    def get_rows(self):
        return token_rows().within(self.scope, self.action)

    def get_context_data(self, **kwargs):
        return super().get_context_data(today=today(), **kwargs)


class OfPlaces:
    """A form for whoever looks after some place; with none there is no form."""

    @cached_property
    def places(self):
        if not (found := places_offered(self.scope)):
            raise Http404("没有归您管理的站点或区域。")
        return found

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "places": self.places}


class TokenAdd(OfPlaces, ScopedForm):
    action = Action.API_TOKEN_MANAGE
    form_class = TokenForm
    template_name = "exchange/token_form.html"
    title = "生成接口密钥"
    button = "生成"
    success_message = ""

    def run(self, form):
        return make_token(facts=form.facts(), by=self.actor)

    def form_valid(self, form):
        """The key is shown on the answer itself: it is kept nowhere, so there is no page to go on to."""
        answer = super().form_valid(form)
        if (made := getattr(self, "result", None)) is None:
            return answer
        api = reverse("api:service-records")
        return self.render_to_response(self.get_context_data(row=made[0], key=made[1], api=api))


class TokenRevoke(RowDeed):
    action = Action.API_TOKEN_MANAGE
    success_message = "密钥已停用，对方不能再用它送来或查询记录；已经收下的记录不变。"

    def get_rows(self):
        return token_rows()

    def run(self):
        return revoke_token(token=self.row, by=self.actor)

    def get_success_url(self):
        return reverse("exchange:token-list")
