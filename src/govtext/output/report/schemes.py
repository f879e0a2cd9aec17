"""The colours of the page and of its charts, in a light and in a dark scheme."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass, field

HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
INK = 0x30  # a grey no lighter than this is ink
CLEAR, PAPER = 3.2, "#17181a"  # least contrast of a mark with the dark page (WCAG 1.4.11 asks for 3)
GREY = 0.12  # saturation below which a colour counts as grey
SCHEMES = {
    "light": {
        "ink": "#1b1b1a", "page": "#ffffff", "faint": "#5d5b55", "rule": "#dad7cf", "soft": "#f5f3ee",
        "link": "#14527f", "mark": "#fbe38a", "mark-ink": "#1b1b1a", "focus": "#b4530f", "dots": "#8fa9bf",
    },
    "dark": {
        "ink": "#e8e5de", "page": PAPER, "faint": "#aaa79e", "rule": "#3b3c40", "soft": "#212327",
        "link": "#8cc2ec", "mark": "#6b5710", "mark-ink": "#fff8e0", "focus": "#f0a35e", "dots": "#5b7691",
    },
}  # fmt: skip


@dataclass
class Colours:
    """The colours that charts have, each under a name that the style sheet knows in both schemes."""

    names: dict[str, str] = field(default_factory=dict)

    def word(self, kind: str, value: str, letters: bool = False) -> str:
        """Return what an element says for a colour: `.class`, or the value of a presentation attribute.

        Args:
            kind: `fill` or `stroke`.
            value: as the chart has it.
            letters: of text, whose white stays white since it stands on something dark.
        """
        value = value.strip().lower()
        if not HEX.fullmatch(value):
            return value if re.fullmatch(r"[a-z]+", value) else "none"
        value = _long(value)
        red, green, blue = _parts(value)
        if max(red, green, blue) <= INK:
            return "currentColor"
        if value == "#ffffff":
            return value if letters else f".{kind[0]}-paper"
        return f".{kind[0]}-{self.names.setdefault(value, f'k{len(self.names)}')}"

    def style(self) -> str:
        """Return the rules of all schemes."""
        light = SCHEMES["light"] | {name: value for value, name in self.names.items()}
        dark = SCHEMES["dark"] | {name: dark_twin(value) for value, name in self.names.items()}
        said = {name: "".join(f"--{key}:{value};" for key, value in scheme.items()) for name, scheme in
                (("light", light), ("dark", dark))}  # fmt: skip
        rules = [
            f":root{{color-scheme:light;{said['light']}}}",
            f"@media (prefers-color-scheme:dark){{:root:not([data-scheme=light]){{color-scheme:dark;{said['dark']}}}}}",
            f":root[data-scheme=dark]{{color-scheme:dark;{said['dark']}}}",
            f"@media print{{:root:root:root{{color-scheme:light;{said['light']}}}}}",
            ".f-paper{fill:var(--page)}.s-paper{stroke:var(--page)}",
        ]
        names = self.names.values()
        rules += [f".f-{name}{{fill:var(--{name})}}.s-{name}{{stroke:var(--{name})}}" for name in names]
        return "\n".join(rules) + "\n"


def dark_twin(value: str) -> str:
    """Return the colour that stands for one on a dark page: greys mirrored, others lightened until they are seen."""
    red, green, blue = (part / 255 for part in _parts(value))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if max(red, green, blue) - min(red, green, blue) < GREY:
        return _hex(*colorsys.hls_to_rgb(hue, 0.13 + (1 - light) * 0.72, saturation))
    while contrast(_hex(*colorsys.hls_to_rgb(hue, light, saturation)), PAPER) < CLEAR and light < 1:
        light += 0.02
    return _hex(*colorsys.hls_to_rgb(hue, light, saturation))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2), from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(value: str) -> float:
    parts = [part / 255 for part in _parts(value)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _long(value: str) -> str:
    return value if len(value) == 7 else "#" + "".join(sign * 2 for sign in value[1:])


def _parts(value: str) -> tuple[int, int, int]:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02x}" for part in (red, green, blue))
