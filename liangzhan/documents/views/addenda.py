"""补记: the form of every room whose records lock."""

from liangzhan.documents.forms.addenda import AddendumForm
from liangzhan.documents.services.addenda import add_addendum


class AddsAddendum:
    """Beside RowForm, before the mixin that knows the row and shows `hint`; `target` says what is added to."""

    form_class = AddendumForm
    title = "补记"
    button = "保存补记"
    success_message = "补记已保存，附在原记录后面，归档时一并成卷。"
    hint = "原来的记录不变，补记附在后面，写明补记人和时间，保存后不能修改。"

    def target(self):
        """{voucher, folder, title} of the record; the title names nobody."""
        voucher = self.row.voucher
        return {"voucher": voucher, "folder": voucher, "title": str(self.row._meta.verbose_name)}

    def run(self, form):
        told = {name: form.cleaned_data[name] for name in ("reason", "text", "form_key")}
        return add_addendum(record=self.row, **self.target(), **told, by=self.actor)
