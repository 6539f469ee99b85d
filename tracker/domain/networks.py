"""Where requests come from, as far as an address tells."""

from ipaddress import ip_address, ip_network

A_HOUSEHOLD = 64  # bits of an IPv6 address that its owner does not choose


def network_of(address: str) -> str:
    """What those have in common who share a way into the net: the address, of IPv6 the half that its provider gives.

    What is no address is itself.

    >>> network_of("203.0.113.9"), network_of("::ffff:203.0.113.9")
    ('203.0.113.9', '203.0.113.9')
    >>> network_of("2001:db8:1:2:3:4:5:6"), network_of("fe80::1%eth0"), network_of("")
    ('2001:db8:1:2::/64', 'fe80::/64', '')
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    found = getattr(found, "ipv4_mapped", None) or found
    return str(found) if found.version == 4 else str(ip_network((found, A_HOUSEHOLD), strict=False))
