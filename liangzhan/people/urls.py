"""Addresses of the room. A person's is the uuid; names and numbers never stand in an address."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from liangzhan.people.views import (
    changes,
    clients,
    consents,
    family,
    households,
    importing,
    own_consents,
    person,
    rights,
    search,
)

app_name = "people"


class PurposeConverter(StringConverter):
    """A purpose of consent: REGISTER, SHARE."""

    regex = "[A-Z]+"


register_converter(PurposeConverter, "purpose")

PERSONS = [
    path("", search.PersonSearch.as_view(), name="person-search"),
    path("list/", search.PersonList.as_view(), name="person-list"),
    path("register/", search.Register.as_view(), name="register"),
    path("<uuid:uuid>/", person.PersonPage.as_view(), name="person-page"),
    path("<uuid:uuid>/number/", person.ShowNumber.as_view(), name="show-number"),
    path("<uuid:uuid>/edit/", person.PersonEdit.as_view(), name="person-edit"),
    path("<uuid:uuid>/checked/", person.ConfirmChecked.as_view(), name="confirm-checked"),
    path("<uuid:uuid>/ties/<int:tie>/end/", person.TieEnd.as_view(), name="tie-end"),
]

HOUSEHOLDS = [
    path("<uuid:uuid>/household/", households.HouseholdAdd.as_view(), name="household-add"),
    path("households/<uuid:uuid>/", households.HouseholdPage.as_view(), name="household-page"),
    path("households/<uuid:uuid>/edit/", households.HouseholdEdit.as_view(), name="household-edit"),
    path("households/<uuid:uuid>/members/", households.MemberAdd.as_view(), name="member-add"),
    path("households/<uuid:uuid>/members/<int:member>/leave/", households.MemberLeave.as_view(), name="member-leave"),
    path("households/<uuid:uuid>/members/<int:member>/head/", households.MemberHead.as_view(), name="member-head"),
]

CONSENTS = [
    path("<uuid:uuid>/consents/<purpose:purpose>/", consents.ConsentAdd.as_view(), name="consent-add"),
    path("<uuid:uuid>/consents/<purpose:purpose>.pdf", consents.ConsentPrint.as_view(), name="consent-print"),
    path("consents/<uuid:uuid>/withdraw/", consents.ConsentWithdraw.as_view(), name="consent-withdraw"),
    path("consents/<uuid:uuid>/paper/", consents.ConsentPaper.as_view(), name="consent-paper"),
    path("consent-texts/", consents.ConsentTextList.as_view(), name="consent-text-list"),
    path("consent-texts/<purpose:purpose>/", consents.ConsentTextPublish.as_view(), name="consent-text-publish"),
]

OWN = [
    path("own/consents/", own_consents.OwnConsents.as_view(), name="own-consents"),
    path("own/consents/<int:pk>/<purpose:purpose>/", own_consents.OwnConsentGive.as_view(), name="own-consent-give"),
    path("own/consents/<uuid:uuid>/withdraw/", own_consents.OwnConsentWithdraw.as_view(), name="own-consent-withdraw"),
]

CHANGES = [
    path("<uuid:uuid>/merge/<uuid:other>/", changes.PersonMerge.as_view(), name="person-merge"),
    path("<uuid:uuid>/forget/", changes.PersonForget.as_view(), name="person-forget"),
    path("<uuid:uuid>/freeze/", changes.PersonFreeze.as_view(), name="person-freeze"),
]

CLIENTS = [
    path("import/", importing.ClientUpload.as_view(), name="client-upload"),
    path("import/template.xlsx", importing.ClientTemplate.as_view(), name="client-template"),
    path("import/<int:station>/<uuid:uuid>/", importing.ClientPreview.as_view(), name="client-preview"),
    path("import/<int:station>/<uuid:uuid>/errors.xlsx", importing.ClientErrors.as_view(), name="client-errors"),
    path("categories/", clients.CategoryList.as_view(), name="category-list"),
    path("<uuid:uuid>/categories/", clients.CategoryAdd.as_view(), name="category-add"),
    path("<uuid:uuid>/categories/<uuid:category>/verify/", clients.CategoryVerify.as_view(), name="category-verify"),
    path("<uuid:uuid>/categories/<uuid:category>/primary/", clients.CategoryPrimary.as_view(), name="category-primary"),
    path("<uuid:uuid>/categories/<uuid:category>/end/", clients.CategoryEnd.as_view(), name="category-end"),
    path("<uuid:uuid>/guardians/", family.GuardianAdd.as_view(), name="guardian-add"),
    path("<uuid:uuid>/guardians/<uuid:guardian>/end/", family.GuardianEnd.as_view(), name="guardian-end"),
    path("<uuid:uuid>/kin/", family.KinAdd.as_view(), name="kin-add"),
    path("<uuid:uuid>/kin/<uuid:link>/end/", family.KinEnd.as_view(), name="kin-end"),
]

RIGHTS = [
    path("<uuid:uuid>/rights/", rights.RightAdd.as_view(), name="right-add"),
    path("rights/", rights.RightList.as_view(), name="right-list"),
    path("rights/<uuid:uuid>/", rights.RightPage.as_view(), name="right-page"),
    path("rights/<uuid:uuid>/decide/", rights.RightDecide.as_view(), name="right-decide"),
    path("rights/<uuid:uuid>/withdraw/", rights.RightWithdraw.as_view(), name="right-withdraw"),
    path("rights/<uuid:uuid>/paper.pdf", rights.RightPaper.as_view(), name="right-paper"),
    path("rights/<uuid:uuid>/copy.pdf", rights.RightCopy.as_view(), name="right-copy"),
    path("rights/<uuid:uuid>/copy.json", rights.RightCopyJson.as_view(), name="right-copy-data"),
    path("assessments/", rights.AssessmentList.as_view(), name="assessment-list"),
    path("assessments/publish/", rights.AssessmentPublish.as_view(), name="assessment-publish"),
]

urlpatterns = [*PERSONS, *HOUSEHOLDS, *CONSENTS, *OWN, *CHANGES, *CLIENTS, *RIGHTS]
