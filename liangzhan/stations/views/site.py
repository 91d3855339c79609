"""The place: entered once for both stations that stand on it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.stations.checks.counted import counted_equipment
from liangzhan.stations.forms.site import EquipmentForm, HoursForm, RoomForm, RoomPhotoForm, SiteForm
from liangzhan.stations.models import Room, RoomPhoto
from liangzhan.stations.queries.dossier import dossier_of
from liangzhan.stations.queries.states import station_of_site
from liangzhan.stations.rules.place import equipment_text
from liangzhan.stations.services.site import (
    add_room_photo,
    remove_room,
    remove_room_photo,
    save_equipment,
    save_hours,
    save_room,
    save_site,
)
from liangzhan.stations.views.section import SectionDeed, SectionForm, SectionPage
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

ONCE = "场所情况由同址的社会工作站和志愿服务站共用，只填一次。"
ROOMS = Room.objects.select_related("site__division")


class SiteEdit(SectionForm):
    form_class = SiteForm
    title = "场所"
    hint = ONCE
    draft = True
    success_message = "场所已保存，两站共用。"

    def get_initial(self):
        names = [name for name in SiteForm.base_fields if name != "sharing_agreement"]
        return {name: getattr(self.row.site, name) for name in names}

    def run(self, form):
        return save_site(site=self.row.site, by=self.actor, **form.cleaned_data)


class Rooms(SectionPage):
    template_name = "stations/rooms.html"
    title = "工作（活动）室"

    def get_context_data(self, **kwargs):
        rooms = self.row.site.rooms.prefetch_related("photos__file").order_by("id")
        return super().get_context_data(rooms=rooms, hint=ONCE, **kwargs)


class RoomAdd(SectionForm):
    form_class = RoomForm
    back = "rooms"
    title = "登记房间"
    button = "保存房间"
    success_message = "房间已保存。请再上传房间照片，两站合计至少两张。"

    def run(self, form):
        return save_room(site=self.row.site, by=self.actor, **form.cleaned_data)


class OfRoom:
    """The station through which the reader reached the room."""

    queryset = ROOMS
    back = "rooms"

    @cached_property
    def station(self):
        return station_of_site(self.row.site, self.scope, self.action)


class RoomEdit(OfRoom, SectionForm):
    form_class = RoomForm
    title = "修改房间"
    button = "保存房间"

    def get_initial(self):
        return {name: getattr(self.row, name) for name in RoomForm.base_fields}

    def run(self, form):
        return save_room(site=self.row.site, room=self.row, by=self.actor, **form.cleaned_data)


class RoomRemove(OfRoom, SectionDeed):
    success_message = "房间已删除。"

    def run(self):
        return remove_room(room=self.row, by=self.actor)


class RoomPhotoAdd(OfRoom, SectionForm):
    form_class = RoomPhotoForm
    title = "上传房间照片"
    button = "上传照片"
    success_message = "照片已上传。"

    def run(self, form):
        return add_room_photo(room=self.row, by=self.actor, **form.cleaned_data)


class RoomPhotoRemove(OfRoom, SectionDeed):
    """`photo` is a photo of the room reached by `pk`."""

    success_message = "照片已删除。"

    def run(self):
        return remove_room_photo(photo=photo_of(self.row, self.kwargs["photo"]), by=self.actor)


def photo_of(room, pk):
    """The photo of this very room, else 404."""
    return get_object_or_404(RoomPhoto, room=room, pk=pk)


class EquipmentEdit(SectionForm):
    form_class = EquipmentForm
    title = "设备"
    hint = f"{ONCE}《通知》要求桌、椅、电话至少各 1 件。"
    success_message = "设备已保存，两站共用。"
    template_name = "stations/equipment.html"

    def get_context_data(self, **kwargs):
        counted = counted_equipment(self.row, today())
        shown = equipment_text(dossier_of(self.row).section("equipment"))
        return super().get_context_data(counted=counted, shown=shown, **kwargs)

    def get_initial(self):
        held = {row.kind.lower(): row for row in self.row.site.equipment.order_by("id")}
        number = held["phone"].number if "phone" in held else ""
        return {**{kind: row.count for kind, row in held.items()}, "phone_number": number}

    def run(self, form):
        number = form.cleaned_data["phone_number"]
        if counted_equipment(self.row, today()):
            raise RuleBroken("设备数量由资产登记自动得出，请在资产登记中更正。")
        return save_equipment(site=self.row.site, counts=form.counts(), phone_number=number, by=self.actor)


class Hours(SectionForm):
    form_class = HoursForm
    template_name = "stations/hours.html"
    title = "开放时间"
    hint = ONCE
    success_message = "开放时间已保存，两站共用。"

    def get_initial(self):
        initial, seen = {}, {}
        for row in self.row.site.hours.order_by("weekday", "opens"):
            part = "ab"[min(seen.setdefault(row.weekday, 0), 1)]
            seen[row.weekday] += 1
            initial[f"d{row.weekday}{part}o"], initial[f"d{row.weekday}{part}c"] = row.opens, row.closes
        return initial

    def run(self, form):
        photo = form.cleaned_data["posted_photo"]
        return save_hours(site=self.row.site, spans=form.spans(), posted_photo=photo, by=self.actor)

    def get_success_url(self):
        return reverse("stations:hours", kwargs={"pk": self.row.pk})
