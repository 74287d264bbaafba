"""Addresses of the demo's provider: what OpenID Connect needs, and the list of people."""

from django.urls import include, path
from django.views.generic import RedirectView
from oauth2_provider import views as toolkit

from gongju.portals.demo_idp import views

oidc = [
    path("authorize/", views.Authorize.as_view(), name="authorize"),
    path("token/", toolkit.TokenView.as_view(), name="token"),
    path("logout/", toolkit.RPInitiatedLogoutView.as_view(), name="rp-initiated-logout"),
    path("userinfo/", toolkit.UserInfoView.as_view(), name="user-info"),
    path(
        ".well-known/openid-configuration",
        toolkit.ConnectDiscoveryInfoView.as_view(),
        name="oidc-connect-discovery-info",
    ),
    path(".well-known/jwks.json", toolkit.JwksInfoView.as_view(), name="jwks-info"),
]
own = [
    path("", RedirectView.as_view(pattern_name="demo_idp:who"), name="start"),
    path("who/", views.who, name="who"),
]
urlpatterns = [
    path("o/", include((oidc, "oauth2_provider"))),
    path("", include((own, "demo_idp"))),
]
