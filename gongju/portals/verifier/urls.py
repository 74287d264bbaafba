"""Addresses of the interface for other offices, below /api/."""

from django.urls import path

from gongju.portals.verifier import views

app_name = "verifier"
urlpatterns = [path("v1/permits/", views.permit, name="permit")]
