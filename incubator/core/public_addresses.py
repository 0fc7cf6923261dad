"""Which addresses lie on the public internet, and where a host really leads: looked up once, every answer checked."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# What `ipaddress` of Python 3.11 calls global, and is no place for a public page.
REFUSED_NETWORKS = tuple(
    map(
        ip_network,
        (
            "168.63.129.16/32",  # the cloud's own service beside a machine on Azure
            "192.0.0.0/24",  # kept for protocols, some of them of the own network
            "192.31.196.0/24", "192.175.48.0/24", "2620:4f:8000::/48",  # AS112: answers for private addresses
            "192.52.193.0/24",  # tunnels for multicast
            "192.88.99.0/24", "2002::/16",  # 6to4, which carries an IPv4 address inside
            "2001::/23",  # Teredo, which does so too, and other protocols
            "64:ff9b::/96", "64:ff9b:1::/48",  # NAT64: the gateway would go to the IPv4 address inside
            "::/96",  # IPv4 written as IPv6, given up long ago
            "100::/64", "100:0:0:1::/64",  # where everything is thrown away
            "3fff::/20", "5f00::/16",  # documentation, and routing within a network
            "fec0::/10",  # the private addresses of before fc00::/7
        ),
    )
)  # fmt: skip


class PrivateAddress(Exception):
    """A host leads into a private network. No `OSError`: a connection that failed may be tried again, this may not."""


def is_public(address: str) -> bool:
    """Whether an address is for everybody. Raises `ValueError` when it is no IP address."""
    parsed = ip_address(address.partition("%")[0])
    embedded = _embedded(parsed)
    if embedded is not None:
        parsed = embedded
    if not parsed.is_global or parsed.is_multicast:
        return False
    return not any(parsed in network for network in REFUSED_NETWORKS)


def _embedded(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that the machine connects to when it gets this IPv6 one (::ffff:192.0.2.1)."""
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped
    return None


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises `PrivateAddress` when any of them is not public, `OSError` when there are none."""
    addresses = []
    for *_kind, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        address = str(place[0])
        if not is_public(address):
            raise PrivateAddress(host)
        if address not in addresses:
            addresses.append(address)
    if not addresses:
        raise socket.gaierror(f"{host} has no address")
    return addresses
