"""Addresses of the demo's sign-in provider."""

from django.urls import include, path

urlpatterns = [path("", include("gongju.portals.demo_idp.urls"))]
