"""Who asks without signing in: the network address, as far as it can be believed."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

PREFIX = 64
"""Of IPv6, whoever has one address has all that share this many leading bits."""


def asker_of(request: HttpRequest) -> str:
    """The address of who asks; of IPv6 the network. Behind a proxy of our own it is the last that the proxy named."""
    given = str(request.META.get("REMOTE_ADDR", ""))
    if settings.GONGJU.behind_proxy:
        given = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or given
    try:
        address = ip_address(given)
    except ValueError:
        return given
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, PREFIX), strict=False))
