"""The invited person sets a password with the code of the slip."""

from django.views.generic import FormView

from liangzhan.accounts.forms.people import ActivationForm
from liangzhan.accounts.services.invitations import accept_invitation
from liangzhan.toolkit.errors import RuleBroken


class AcceptInvitation(FormView):
    """Public: whoever holds a valid code has no account to sign in with yet."""

    template_name = "accounts/accept_invitation.html"
    form_class = ActivationForm

    def form_valid(self, form):
        try:
            user = accept_invitation(code=form.cleaned_data["code"], password=form.cleaned_data["password"])
        except RuleBroken as refusal:
            for reason in refusal.reasons:
                form.add_error(refusal.field or None, reason)
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=None, activated=user))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"activated": None, "request": self.request, **kwargs})
