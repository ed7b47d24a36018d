"""The named colours, sizes and type roles everything on screen is painted from; no widget names a colour itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours by role, as `#RRGGBB`. Text roles reach 4.5:1, marks and edges 3:1 on the roles they are used on."""

    canvas: str  # window and page background
    side: str  # sidebar, title bar, footers
    raised: str  # gutter, expanded rows, side panels
    hover: str  # hover row, disabled button
    sel: str  # selected row or segment
    selside: str  # current page in the sidebar
    neutralbg: str  # avatar, quiet chip, current filter tab
    line: str  # hairline between rows and regions
    line2: str  # stronger hairline: under headings, quiet button edge
    field: str  # edge of inputs, radios, ports
    ink: str  # main text
    ink2: str  # second text, icons
    ink3: str  # captions, units, column headings
    accent: str  # links, icons of the current page, selected wire
    accentfill: str  # the one filled button, badge
    onaccent: str  # text on accentfill
    focus: str  # focus ring
    good: str  # paid, in step, added words
    goodbg: str  # fill behind good
    warn: str  # part-paid, warned, lossy
    warnbg: str  # fill behind warn
    bad: str  # overdue, failing, removed words
    badbg: str  # fill behind bad
    info: str  # sent, update
    infobg: str  # fill behind info
    wire: str  # wire in order, paused, chart mark
    wirewarn: str  # lossy wire
    wirebad: str  # error wire, unpaid mark
    age0: str  # ageing: not due
    age1: str  # 1 to 30 days late
    age2: str  # 31 to 60
    age3: str  # 61 to 90
    age4: str  # over 90
    st1: str  # pipeline: lead
    st2: str  # qualified
    st3: str  # quoted
    st4: str  # verbal yes

    def __getitem__(self, role: str) -> str:
        """The colour of a role by its name; KeyError for a name that is none."""
        if role not in self.__slots__:
            raise KeyError(role)
        colour: str = getattr(self, role)
        return colour


LIGHT = Tokens(
    canvas="#FFFFFF",
    side="#F6F6F3",
    raised="#FAFAF8",
    hover="#F3F3F0",
    sel="#EDF0FC",
    selside="#EBECEE",
    neutralbg="#EFEEEB",
    line="#E6E5E1",
    line2="#CFCEC9",
    field="#888A92",
    ink="#1A1B20",
    ink2="#53555E",
    ink3="#686A73",
    accent="#3346B8",
    accentfill="#3346B8",
    onaccent="#FFFFFF",
    focus="#3346B8",
    good="#1A7344",
    goodbg="#E5F3EA",
    warn="#825300",
    warnbg="#FBF0D8",
    bad="#B0241C",
    badbg="#FCEAE8",
    info="#3C566F",
    infobg="#E9EEF3",
    wire="#82858F",
    wirewarn="#A86400",
    wirebad="#C42B22",
    age0="#7F88A0",
    age1="#BD7D14",
    age2="#BE5A1C",
    age3="#A83A24",
    age4="#7C1F1F",
    st1="#7F8CD3",
    st2="#6674CB",
    st3="#4C5CC2",
    st4="#3346B8",
)

DARK = Tokens(
    canvas="#18191C",
    side="#121316",
    raised="#1D1F23",
    hover="#212327",
    sel="#242A47",
    selside="#24262B",
    neutralbg="#2A2C31",
    line="#2B2D33",
    line2="#41444C",
    field="#7B7E88",
    ink="#ECEDF0",
    ink2="#B0B3BC",
    ink3="#979AA5",
    accent="#A3B0FA",
    accentfill="#5567D8",
    onaccent="#FFFFFF",
    focus="#A3B0FA",
    good="#68C993",
    goodbg="#17301F",
    warn="#E3B254",
    warnbg="#362A11",
    bad="#FF8F85",
    badbg="#421C1A",
    info="#A9C0D6",
    infobg="#222C36",
    wire="#8A8D98",
    wirewarn="#DDA23B",
    wirebad="#F4695E",
    age0="#838CA6",
    age1="#D69A35",
    age2="#DE7B3C",
    age3="#E0614A",
    age4="#F08A86",
    st1="#5B68B8",
    st2="#7583D6",
    st3="#8F9DEB",
    st4="#B3BEFB",
)


@dataclass(frozen=True, slots=True)
class TypeRole:
    """A size of text: pixels at the normal size, line height, weight, letter spacing."""

    pixels: int
    line: int
    weight: int = 400
    spacing: float = 0.0


TYPE: dict[str, TypeRole] = {
    "caption": TypeRole(11, 14),
    "small": TypeRole(12, 16),
    "base": TypeRole(13, 20),
    "lead": TypeRole(15, 22),
    "section": TypeRole(15, 20, 600),
    "sentence": TypeRole(17, 26, 400, -0.1),
    "figure": TypeRole(17, 24, 600, -0.1),
    "total": TypeRole(20, 26, 600, -0.2),
    "page": TypeRole(20, 28, 600, -0.2),
    "question": TypeRole(26, 34, 600, -0.5),
}
