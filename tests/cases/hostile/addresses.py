"""Addresses that lead to this computer, its network, its files, or nowhere: the address, and why it is not asked.

Names are looked up in ``LOOKED_UP``, which answers what a hostile server of names would.
"""

LOOKED_UP: dict[str, tuple[str, ...]] = {
    "inside.example": ("10.0.0.7",),
    "loop.example": ("127.0.0.1", "::1"),
    "clouds.example": ("169.254.169.254",),
    "mapped.example": ("::ffff:192.168.0.1",),
    "tunnel.example": ("2002:7f00:1::",),
    "nothing.example": (),
}

REFUSED: tuple[tuple[str, str], ...] = (
    ("http://127.0.0.1/", "this computer"),
    ("http://127.8.9.10:8031/record", "this computer"),
    ("http://0.0.0.0/", "this computer"),
    ("http://[::1]/", "this computer"),
    ("http://[::]/", "this computer"),
    ("http://[::ffff:127.0.0.1]/", "this computer"),
    ("http://[::7f00:1]/", "this computer"),
    ("http://[64:ff9b::7f00:1]/", "this computer"),
    ("http://10.1.2.3/", "private network"),
    ("http://172.16.0.1/", "private network"),
    ("http://192.168.178.1/", "private network"),
    ("http://[fd00::1]/", "private network"),
    ("http://169.254.169.254/latest/meta-data/", "local link"),
    ("http://[fe80::1]/", "local link"),
    ("http://100.64.0.1/", "network of a provider"),
    ("http://224.0.0.1/", "many computers"),
    ("http://255.255.255.255/", "no public network"),
    ("http://192.0.2.1/", "no public network"),
    ("http://2130706433/", "odd spelling"),
    ("http://0x7f.1/", "odd spelling"),
    ("http://127.1/", "odd spelling"),
    ("http://inside.example/", "private network"),
    ("http://loop.example/", "this computer"),
    ("http://clouds.example/", "local link"),
    ("http://mapped.example/", "private network"),
    ("http://tunnel.example/", "this computer"),
    ("http://nothing.example/", "no address"),
    ("http://elm.example@127.0.0.1/", "name or password"),
    ("http://ana:secret@elm.example/", "name or password"),
    ("file:///etc/passwd", "begin with http"),
    ("gopher://127.0.0.1:25/x", "begin with http"),
    ("feed:file:///etc/passwd", "begin with http"),
    ("http://elm.example/\r\nHost: inside.example", "no address of the web"),
    ("http://" + "a." * 2_100 + "example/", "longer than"),
)
