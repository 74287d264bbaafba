"""Addresses: each portal has its own list."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("gongju.portals.shared.urls")),
    path("", include("gongju.portals.public.urls")),
    path("signin/", include("gongju.portals.signin.urls")),
    path("my/", include("gongju.portals.applicant.urls")),
    path("unit/", include("gongju.portals.employer.urls")),
    path("api/", include("gongju.portals.verifier.urls")),
    path("office/", include("gongju.portals.officer.urls")),
]
