"""One's own account."""

from django.http import HttpResponseRedirect
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.accounts.choices import POST_KEY


class ChoosePost(Page):
    """Narrow everything to one of one's own posts, or to all of them again."""

    action = Action.OWN_ACCOUNT
    http_method_names = ["post", "options"]

    def post(self, request):
        chosen = request.POST.get("post", "")
        if any(str(post.pk) == chosen for post in request.posts):
            request.session[POST_KEY] = int(chosen)
        else:
            request.session.pop(POST_KEY, None)
        return HttpResponseRedirect(reverse("home:desk"))
