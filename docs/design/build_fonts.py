"""Build the font files of screens/fonts from the published packages. Run by hand, never by the product.

    npm pack @fontsource/atkinson-hyperlegible-next@5.3.0 @fontsource/noto-sans@5.3.0 \
             @fontsource/noto-sans-arabic@5.3.0 @phosphor-icons/web@2.1.2
    python docs/design/build_fonts.py FOLDER_OF_THE_TGZ_FILES

A Kivy label never falls back from one font to another, so each weight is merged once into a single file:
Latin with Cyrillic, Latin with Arabic presentation forms, and Latin with tabular figures. The icon fonts
keep only the pictures that `tokens.json` names, plus a short reserve. Needs `fonttools` and `brotli`.
"""

from __future__ import annotations

import json
import sys
import tarfile
import tempfile
from copy import deepcopy
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parents[2] / "screens" / "fonts"
LATIN, CYRILLIC, ARABIC, ICONS = (
    "atkinson-hyperlegible-next",
    "noto-sans",
    "noto-sans-arabic",
    "web",
)
PACKAGES = {
    LATIN: "fontsource-atkinson-hyperlegible-next-5.3.0.tgz",
    CYRILLIC: "fontsource-noto-sans-5.3.0.tgz",
    ARABIC: "fontsource-noto-sans-arabic-5.3.0.tgz",
    ICONS: "phosphor-icons-web-2.1.2.tgz",
}
LICENCES = {
    LATIN: "LICENSE-atkinson-hyperlegible-next.txt",
    CYRILLIC: "LICENSE-noto-sans.txt",
    ARABIC: "LICENSE-noto-sans-arabic.txt",
    ICONS: "LICENSE-phosphor-icons.txt",
}
WEIGHTS = ((400, "Regular"), (600, "SemiBold"), (800, "ExtraBold"))
ICON_FILES = {
    "src/bold/Phosphor-Bold.ttf": "Phosphor-Bold.ttf",
    "src/regular/Phosphor.ttf": "Phosphor.ttf",
    "src/fill/Phosphor-Fill.ttf": "Phosphor-Fill.ttf",
}
#: Unicode: first and last of the joined forms of Arabic letters.
JOINED_FORMS = (0xFE70, 0xFEFF)
#: Number of the lookup that puts a mark on a letter, in the OpenType specification.
MARK_TO_BASE = 4
#: Icons kept besides those of tokens.json, by their name in the icon set.
RESERVE = (
    "arrow-down",
    "arrow-up",
    "arrow-fat-left",
    "arrow-down-left",
    "arrow-counter-clockwise",
    "bell",
    "calendar-check",
    "cloud-slash",
    "door-open",
    "door",
    "gear",
    "house",
    "keyboard",
    "magnifying-glass",
    "microphone",
    "monitor",
    "moon",
    "pause",
    "play",
    "power",
    "shield-check",
    "sun",
    "thermometer",
    "user-minus",
    "user-circle",
    "wifi-slash",
    "barcode",
    "check-fat",
    "hourglass",
    "paper-plane-tilt",
    "circle",
    "radio-button",
)


def part(source: Path, folder: Path, with_layout: bool) -> str:
    """Unpack one woff2 file to TrueType; only one part of a merge may keep its layout tables."""
    font = TTFont(source)
    font.flavor = None
    for table in ["prep", "fpgm", "cvt ", "gasp"] + ([] if with_layout else ["GSUB", "GPOS", "GDEF"]):
        if table in font:
            del font[table]
    out = folder / f"{source.stem}.ttf"
    font.save(out)
    return str(out)


def anchor_marks(font: TTFont) -> None:
    """Give the joined forms that are built from a letter and its dots the places for marks that the letter has.

    Without them a shadda or a tanwin stands beside its letter, because the joined forms are asked for by their codes.
    Does nothing to a form that has places already.
    """
    outlines = font["glyf"]
    forms = sorted({name for code, name in font.getBestCmap().items() if JOINED_FORMS[0] <= code <= JOINED_FORMS[1]})
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in (getattr(entry, "ExtSubTable", entry) for entry in lookup.SubTable):
            if table.LookupType != MARK_TO_BASE:
                continue
            known = dict(zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True))
            for form in forms:
                letter = outlines[form].components[0] if outlines[form].isComposite() else None
                if form in known or letter is None or letter.glyphName not in known:
                    continue
                known[form] = deepcopy(known[letter.glyphName])
                bare, dotted = outlines[letter.glyphName], outlines[form]
                for place in filter(None, known[form].BaseAnchor):
                    above = place.YCoordinate >= bare.yMax / 2
                    rise = max(0, dotted.yMax - bare.yMax) if above else min(0, dotted.yMin - bare.yMin)
                    place.XCoordinate += letter.x
                    place.YCoordinate += letter.y + rise
            order = sorted(known, key=font.getGlyphID)
            table.BaseCoverage.glyphs = order
            table.BaseArray.BaseRecord = [known[name] for name in order]
            table.BaseArray.BaseCount = len(order)


def merge(name: str, folder: Path, *parts: tuple[Path, bool]) -> None:
    font = Merger().merge([part(path, folder, layout) for path, layout in parts])
    if "Arabic" not in name:  # keep the Latin line height, Noto's is taller
        font["hhea"].ascent = font["OS/2"].sTypoAscender = font["OS/2"].usWinAscent = 984
        font["hhea"].descent = font["OS/2"].sTypoDescender = -316
        font["OS/2"].usWinDescent = 316
    else:
        anchor_marks(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = name
    font.save(HERE / f"{name}.ttf")


def tabular(source: Path, name: str) -> None:
    """Make the tabular figures the default ones, for text that changes every second."""
    font = TTFont(source)
    font.flavor = None
    layout = font["GSUB"].table
    lookups = {
        index
        for record in layout.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    swap = {
        old: new
        for index in lookups
        for table in layout.LookupList.Lookup[index].SubTable
        for old, new in getattr(table, "ExtSubTable", table).mapping.items()
    }
    for table in font["cmap"].tables:
        table.cmap = {code: swap.get(glyph, glyph) for code, glyph in table.cmap.items()}
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = name
    font.save(HERE / f"{name}.ttf")


def icons(package: Path) -> None:
    tokens = json.loads((HERE.parent / "tokens.json").read_text(encoding="utf-8"))
    wanted = {entry["name"] for entry in tokens["icon"]["names"].values()} | set(RESERVE)
    selection = json.loads((package / "src/regular/selection.json").read_text(encoding="utf-8"))
    codes = {icon["properties"]["name"].split(",")[0]: icon["properties"]["code"] for icon in selection["icons"]}
    keep = {int(entry["code"], 16) for entry in tokens["icon"]["names"].values()}
    keep |= {codes[name] for name in wanted if name in codes}
    for source, name in ICON_FILES.items():
        font = TTFont(package / source)
        subset = Subsetter(Options(layout_features=[], name_IDs=["*"], notdef_outline=True))
        subset.populate(unicodes=sorted(keep))
        subset.subset(font)
        # The published tables say that every picture starts at the left edge; FreeType believes them.
        for glyph, (advance, _) in font["hmtx"].metrics.items():
            picture = font["glyf"][glyph]
            picture.recalcBounds(font["glyf"])
            font["hmtx"].metrics[glyph] = (advance, picture.xMin)
        font.save(HERE / name)
    for name in RESERVE:
        print(f"{name}: {codes[name]:X}" if name in codes else f"{name}: not in the set")


def main(archives: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folders = {}
        for key, archive in PACKAGES.items():
            folder = Path(scratch) / key
            with tarfile.open(archives / archive) as tar:
                tar.extractall(folder, filter="data")
            folders[key] = folder / "package"
            (HERE / LICENCES[key]).write_text((folders[key] / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")

        def woff(key: str, script: str, weight: int) -> Path:
            return folders[key] / "files" / f"{key}-{script}-{weight}-normal.woff2"

        for weight, style in WEIGHTS:
            latin = woff(LATIN, "latin", weight)
            extended = woff(LATIN, "latin-ext", weight)
            cyrillic = woff(CYRILLIC, "cyrillic", weight)
            arabic = woff(ARABIC, "arabic", weight)
            merge(f"Vestibule-{style}", Path(scratch), (latin, True), (extended, False), (cyrillic, False))
            merge(f"VestibuleArabic-{style}", Path(scratch), (latin, False), (arabic, True))
            tabular(latin, f"VestibuleChiffres-{style}")
        icons(folders[ICONS])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
