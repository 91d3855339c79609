"""Certificates, seals, stars."""

from django.urls import path

from liangzhan.volunteers.views import certificates, own_stars, seals, stars, verifying
from liangzhan.volunteers.views import own_certificates as own

C, S, V = "certificates/<uuid:uuid>/", "stars/<uuid:uuid>/", "register/<uuid:uuid>/"
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
    path("me/stars/", own_stars.OwnStars.as_view(), name="own-stars"),
    path("me/stars/<uuid:uuid>/agree/", own_stars.OwnAgree.as_view(), name="own-agree"),
    path("me/stars/<uuid:uuid>/decline/", own_stars.OwnDecline.as_view(), name="own-decline"),
    path("certificates/", certificates.CertificateList.as_view(), name="certificate-list"),
    path(C, certificates.CertificatePage.as_view(), name="certificate-page"),
    path(f"{C}pdf/", certificates.CertificatePdf.as_view(), name="certificate-pdf"),
    path(f"{C}scan/", certificates.CertificateScan.as_view(), name="certificate-scan"),
    path(f"{C}revoke/", certificates.CertificateRevoke.as_view(), name="certificate-revoke"),
    path(f"{V}certificate/", certificates.CertificateIssue.as_view(), name="certificate-issue"),
    path("seals/", seals.SealList.as_view(), name="seal-list"),
    path("seals/<int:pk>/", seals.SealDecide.as_view(), name="seal-decide"),
    path("seals/<int:pk>/pdf/", seals.SealPdf.as_view(), name="seal-pdf"),
    path("stars/", stars.StarList.as_view(), name="star-list"),
    path("stars/public/", stars.StarsPublic.as_view(), name="stars-public"),
    path("stars/candidates/", stars.StarCandidates.as_view(), name="star-candidates"),
    path(f"{V}star/", stars.StarPropose.as_view(), name="star-propose"),
    path(f"{V}rate/", stars.ServiceRate.as_view(), name="service-rate"),
    path(S, stars.StarPage.as_view(), name="star-page"),
    path(f"{S}agree/", stars.StarAgree.as_view(), name="star-agree"),
    path(f"{S}decline/", stars.StarDecline.as_view(), name="star-decline"),
    path(f"{S}publish/", stars.StarPublish.as_view(), name="star-publish"),
    path(f"{S}objection/", stars.StarObject.as_view(), name="star-object"),
    path(f"{S}decide/", stars.StarDecide.as_view(), name="star-decide"),
]
