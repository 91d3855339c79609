"""Certificates, registrations and degrees of one worker, and their scans."""

from django.http import Http404

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail
from liangzhan.audit.services import record_reading
from liangzhan.documents.views import stream
from liangzhan.staff.forms.qualification import CertificateForm, DegreeForm, RecognitionForm, RegistrationForm
from liangzhan.staff.models import Certificate, Registration
from liangzhan.staff.queries.qualification import is_late
from liangzhan.staff.queries.worker_page import file_of, initial_of, may_read_files
from liangzhan.staff.services.qualification import add_registration, move_registration, save_certificate, save_degree
from liangzhan.staff.services.recognition import ask_recognition
from liangzhan.staff.views.worker import WORKERS, Close, OfWorker
from liangzhan.toolkit.periods import today

CERTIFICATES = Certificate.objects.select_related("worker__person", "file")
REGISTRATIONS = Registration.objects.select_related("certificate__worker__person")


class CertificateAdd(OfWorker, RowForm):
    form_class = CertificateForm
    title = "登记职业水平证书"
    hint = "全国社会工作者职业资格证书，证明通过考试，长期有效；登记有效期另外填写。"

    def run(self, form):
        return save_certificate(worker=self.row, by=self.actor, **form.cleaned_data)

    def get_success_message(self):
        return f"{self.result.get_level_display()}证书已登记。接下来可以填写登记有效期。"


class OfCertificate(OfWorker):
    queryset = CERTIFICATES

    @property
    def worker(self):
        return self.row.worker


class CertificateEdit(Close, OfCertificate, RowForm):
    form_class = CertificateForm
    title = "修改职业水平证书"
    success_message = "证书已保存。"

    def get_initial(self):
        return initial_of(self.row, ("level", "passed_on", "number"))

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["level"].choices = [(self.row.level, self.row.get_level_display())]
        return form

    def run(self, form):
        return save_certificate(worker=self.row.worker, by=self.actor, **form.cleaned_data)


class RegistrationAdd(OfCertificate, RowForm):
    form_class = RegistrationForm
    title = "登记社会工作者登记"
    hint = "登记有效期三年：取得证书后一年内首次登记，期满前三个月内办理再登记。状态按全国系统所示填写。"
    success_message = "登记情况已保存，到期前平台会提醒。"
    late_message = "登记情况已保存。首次登记应在取得证书后一年内办理，这一项已超过，请核对起始日期。"

    def run(self, form):
        return add_registration(certificate=self.row, by=self.actor, **form.cleaned_data)

    def get_success_message(self):
        return self.late_message if is_late(self.result, today()) else self.success_message


class RegistrationMove(OfWorker, RowForm):
    queryset = REGISTRATIONS
    form_class = RegistrationForm
    title = "更新登记状态"
    success_message = "登记状态已更新。"

    @property
    def worker(self):
        return self.row.certificate.worker

    def get_initial(self):
        return initial_of(self.row, ("state", "number"))

    def run(self, form):
        given = {**form.cleaned_data, "to": form.cleaned_data["state"]}
        del given["state"]
        return move_registration(registration=self.row, by=self.actor, **given)


class DegreeEdit(OfWorker, RowForm):
    form_class = DegreeForm
    title = "登记社会工作专业学历"
    success_message = "学历已登记。"

    def run(self, form):
        return save_degree(worker=self.row, by=self.actor, **form.cleaned_data)


class RecognitionAsk(OfWorker, RowForm):
    form_class = RecognitionForm
    title = "申请县级认定"
    hint = "没有证书和社会工作专业学历、但受过社会工作培训的，由县级民政部门认定为社会工作专业人才。"
    button = "提交申请"
    success_message = "已提交县级认定，有结果时会提醒您。"

    def run(self, form):
        return ask_recognition(worker=self.row, by=self.actor, **form.cleaned_data)


class WorkerFile(ScopedDetail):
    """A scan of a certificate or a proof, for the head and for the county that decides; the reading is recorded."""

    action = Action.STAFF_MANAGE
    queryset = WORKERS

    def get(self, request, *args, **kwargs):
        kept = file_of(self.row, self.kwargs["uuid"])
        if kept is None or not may_read_files(self.actor, self.row):
            raise Http404("没有找到这份材料。")
        record_reading(page="staff:worker-file", ids=[self.row.pk], shown_class="P2", by=self.actor)
        return stream(kept, inline=True)
