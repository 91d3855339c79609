"""Filters of open activities, and signing up on one's own phone."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.stations.forms.fields import chips, with_any
from liangzhan.volunteers.choices import Area
from liangzhan.volunteers.queries.activity_page import PostLine


class OpenFilters(forms.Form):
    """Kept in the URL."""

    area = forms.ChoiceField(label="服务领域", required=False, choices=with_any(Area.choices))

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class PlacedFilters(OpenFilters):
    """For everybody: the county too."""

    place = forms.ChoiceField(label="地区", required=False)
    field_order = ("place", "area")

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = with_any(places)  # type: ignore[attr-defined]


class OwnSignUpForm(forms.Form):
    """A post, and a word to the station for whoever wants."""

    post = chips((), label="岗位", error_messages={"required": "请选择岗位。"})
    note = forms.CharField(label="留言（可以不填）", max_length=200, required=False)

    def __init__(self, *args: Any, posts: list[PostLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        post: Any = self.fields["post"]
        post.choices = [(str(one.post.pk), _words(one)) for one in posts]
        self.known = {str(one.post.pk): one.post for one in posts}
        if len(posts) == 1:
            post.initial = str(posts[0].post.pk)

    def told(self) -> dict[str, Any]:
        """Arguments of `sign_up`."""
        return {"post": self.known[self.cleaned_data["post"]], "note": self.cleaned_data["note"]}


def _words(line: PostLine) -> str:
    return f"{line.post.name}（{f'还有 {line.left} 个名额' if line.left else '满员，可以候补'}）"
