"""Addresses of the pages that anyone may read."""

from django.urls import path

from gongju.portals.public.views import (
    check,
    compare,
    coverage,
    enquiries,
    guide,
    home,
    papers,
    statements,
    trust,
    verify,
)

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("guide/", guide.districts, name="guide"),
    path("guide/<slug:authority>/", guide.overview, name="guide_of"),
    path("guide/<slug:authority>/<slug:business>/", guide.business, name="guide_business"),
    path("check/", check.choose, name="check"),
    path("check/districts/<slug:business>/", check.fitting, name="fitting"),
    path("check/<slug:authority>/<slug:business>/", check.check, name="check_of"),
    path("materials/", papers.choose, name="materials"),
    path("materials/<slug:authority>/<slug:business>/", papers.papers, name="materials_of"),
    path("verify/", verify.verify, name="verify"),
    path("verify/interface/", verify.interface, name="verify_interface"),
    path("verify/<str:token>/", verify.by_token, name="verify_token"),
    path("trust/", trust.trust, name="trust"),
    path("trust/revoked.json", trust.revoked, name="revoked"),
    path("trust/roots/", trust.roots, name="roots"),
    path("offices/", home.offices, name="offices"),
    path("compare/", compare.compare, name="compare"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<slug:name>.pdf", statements.blank, name="statement"),
    path("coverage/", coverage.documents, name="coverage"),
    path("coverage/<slug:prefix>/", coverage.rows, name="coverage_of"),
    path("help/", home.answers, name="help"),
    path("ask/", enquiries.ask, name="ask"),
    path("ask/<str:token>/", enquiries.asked_one, name="asked"),
]
