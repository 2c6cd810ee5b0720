"""Stacks as a flame graph (Brendan Gregg's form): what is called stands on its caller, as wide as its share of time."""
from html import escape

WIDTH, ROW, LEAST = 1200, 17, 0.0015
COLOURS = {"kernel": "#8fb3d9", "encryption": "#d9a441", "own": "#e0785a", "library": "#b7b7a4"}


def tree(stacks):
    """`stacks`: (names from the root on, colour of the leaf, count)."""
    root = {"count": 0, "children": {}, "colours": {}}
    for names, colour, count in stacks:
        node = root
        node["count"] += count
        for name in names:
            node = node["children"].setdefault(name, {"count": 0, "children": {}, "colours": {}})
            node["count"] += count
            node["colours"][colour] = node["colours"].get(colour, 0) + count
    return root


def depth(node, total):
    shown = [child for child in node["children"].values() if child["count"] >= LEAST * total]
    return 1 + max((depth(child, total) for child in shown), default=0)


def svg(stacks, title):
    root = tree(stacks)
    total = root["count"]
    rows = depth(root, total) - 1
    height = ROW * (rows + 2)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="11">',
             f"<title>{escape(title)}</title>", f'<rect width="{WIDTH}" height="{height}" fill="#fbfaf7"/>',
             f'<text x="6" y="13" fill="#333">{escape(title)}</text>']

    def draw(node, left, level):
        for name, child in sorted(node["children"].items()):
            width = child["count"] / total * WIDTH
            if child["count"] >= LEAST * total:
                top = height - ROW * (level + 1) - 4
                colour = COLOURS[max(child["colours"], key=child["colours"].get)]
                share = child["count"] / total * 100
                parts.append(f'<g><title>{escape(name)}: {share:.1f} %</title><rect x="{left:.1f}" y="{top}" width="{max(width - 0.5, 0.5):.1f}" '
                             f'height="{ROW - 1}" fill="{colour}"/>')
                room = int(width / 6.2)
                if room >= 4:
                    label = name if len(name) <= room else name[:room - 1] + "…"
                    parts.append(f'<text x="{left + 3:.1f}" y="{top + 12}" fill="#222">{escape(label)}</text>')
                parts.append("</g>")
                draw(child, left, level + 1)
            left += width

    draw(root, 0, 0)
    return "\n".join(parts) + "\n</svg>\n"
