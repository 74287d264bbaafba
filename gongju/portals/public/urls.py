"""Addresses of the pages that anyone may read."""

from django.urls import path

from gongju.portals.public.views import check, guide, home, papers, verify

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("guide/", guide.districts, name="guide"),
    path("guide/<slug:authority>/", guide.overview, name="guide_of"),
    path("guide/<slug:authority>/<slug:business>/", guide.business, name="guide_business"),
    path("check/", check.choose, name="check"),
    path("check/<slug:authority>/<slug:business>/", check.check, name="check_of"),
    path("materials/", papers.choose, name="materials"),
    path("materials/<slug:authority>/<slug:business>/", papers.papers, name="materials_of"),
    path("verify/", verify.verify, name="verify"),
    path("verify/<str:token>/", verify.by_token, name="verify_token"),
    path("offices/", home.offices, name="offices"),
    path("help/", home.answers, name="help"),
]
