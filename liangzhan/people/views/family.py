"""Guardians and kin of a person."""

from django.http import Http404
from django.utils.functional import cached_property

from liangzhan.people.forms.client import GuardianForm, KinForm
from liangzhan.people.forms.person import TieEndForm
from liangzhan.people.queries.cards import tied_stations
from liangzhan.people.queries.family import live_guardian, live_kin
from liangzhan.people.services.family import end_guardian, end_kin, save_guardian, save_kin
from liangzhan.people.views.section import PersonRowForm


class WithStations(PersonRowForm):
    """Written down at one of the reader's stations, about somebody found there or typed."""

    def get_form_kwargs(self):
        stations = tied_stations(self.row, self.scope, self.action)
        return {**super().get_form_kwargs(), "stations": stations, "actor": self.actor}


class GuardianAdd(WithStations):
    form_class = GuardianForm
    title = "登记监护人"
    button = "登记监护人"
    hint = "未满十八周岁的，同意由监护人作出；已满八周岁的，还要听取本人的意见。"
    success_message = "监护人已登记。"

    def run(self, form):
        station = form.cleaned_data["station"]
        return save_guardian(
            person=self.row, station=station, guardian=form.chosen(), facts=form.facts(), by=self.actor
        )


class GuardianEnd(PersonRowForm):
    form_class = TieEndForm
    title = "结束监护关系"
    button = "结束监护关系"
    success_message = "已结束，原记录保留。"

    @cached_property
    def guardian(self):
        found = live_guardian(self.row, self.kwargs["guardian"], self.scope)
        if found is None:
            raise Http404("没有这位监护人，或者已经结束。")
        return found

    def get_subtitle(self):
        return f"{self.face.called} · {self.guardian.get_relation_display()}"

    def run(self, form):
        return end_guardian(guardian=self.guardian, by=self.actor, **form.cleaned_data)


class KinAdd(WithStations):
    form_class = KinForm
    title = "登记亲属关系"
    button = "登记亲属"
    hint = "同住的家庭成员在“家庭”中登记，不用重复；这里登记不在同一户的父母、配偶、子女、兄弟姐妹。"
    success_message = "亲属关系已登记。"

    def run(self, form):
        cleaned = form.cleaned_data
        given = {name: cleaned[name] for name in ("station", "kind", "name", "sex", "deceased", "apart", "note")}
        return save_kin(person=self.row, relative=form.chosen(), by=self.actor, **given)


class KinEnd(PersonRowForm):
    form_class = TieEndForm
    title = "结束亲属关系"
    button = "结束"
    success_message = "已结束，原记录保留。"

    @cached_property
    def link(self):
        found = live_kin(self.row, self.kwargs["link"], self.scope)
        if found is None:
            raise Http404("没有这项亲属关系，或者已经结束。")
        return found

    def get_subtitle(self):
        return f"{self.face.called} · {self.link.get_kind_display()}"

    def run(self, form):
        return end_kin(link=self.link, by=self.actor, **form.cleaned_data)
