"""Certificates, seals, stars."""

from django.urls import path

from liangzhan.volunteers.views import own_certificates as own
from liangzhan.volunteers.views import verifying

OWN = "me/certificates/<uuid:uuid>/"
urlpatterns = [
    path("check/", verifying.CheckCertificate.as_view(), name="certificate-check"),
    path("check/offline/", verifying.CheckOffline.as_view(), name="certificate-offline"),
    path("check/verify_certificate.py", verifying.CheckScript.as_view(), name="certificate-script"),
    path("me/certificates/", own.OwnCertificates.as_view(), name="own-certificates"),
    path("me/certificates/new/", own.OwnIssue.as_view(), name="own-issue"),
    path(OWN, own.OwnCertificate.as_view(), name="own-certificate"),
    path(f"{OWN}pdf/", own.OwnPdf.as_view(), name="own-pdf"),
    path(f"{OWN}scan/", own.OwnScan.as_view(), name="own-scan"),
    path(f"{OWN}seal/", own.OwnSeal.as_view(), name="own-seal"),
]
