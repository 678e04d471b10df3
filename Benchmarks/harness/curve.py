"""Draws what costs become as a store grows: an SVG in black and white."""

import math

WIDTH, HEIGHT = 780, 400
LEFT, RIGHT, TOP, BOTTOM = 64, 310, 28, 56
# Told apart without colours: by dashes and by marks.
DASHES = ("", "8 4", "2 3", "10 3 2 3", "1 5")
MARKS = ("circle", "square", "triangle", "diamond", "cross")


def svg(costs):
    """`costs`: by name, by number of responses."""
    sizes = sorted({size for points in costs.values() for size in points})
    ratios = {name: {size: points[size] / points[sizes[0]] for size in sizes}
              for name, points in costs.items()}
    top = max(2.0, math.ceil(max(max(points.values()) for points in ratios.values()) * 2) / 2)

    def x(size):
        part = math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0])
        return LEFT + part * (WIDTH - LEFT - RIGHT)

    def y(ratio):
        return HEIGHT - BOTTOM - ratio / top * (HEIGHT - TOP - BOTTOM)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        "<title>Cost as a store grows, as a ratio to its cost with "
        f"{sizes[0]:,} responses</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for step in range(int(top * 2) + 1):
        ratio = step / 2
        weight = 1 if ratio in (0, 1) else 0.3
        lines.append(f'<path d="M{LEFT} {y(ratio):.1f}H{WIDTH - RIGHT}" stroke="black" '
                     f'stroke-width="{weight}"/>')
        lines.append(text(LEFT - 8, y(ratio) + 4, f"{ratio:g}×", "end"))
    for size in sizes:
        lines.append(f'<path d="M{x(size):.1f} {HEIGHT - BOTTOM}v5" stroke="black"/>')
        lines.append(text(x(size), HEIGHT - BOTTOM + 20, f"{size:,}", "middle"))
    lines.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, "responses in the store", "middle"))
    lines.append(text(LEFT - 44, 16, f"cost ÷ cost with {sizes[0]:,}", "start"))
    for number, (name, points) in enumerate(ratios.items()):
        style = number % len(DASHES)
        path = "L".join(f"{x(size):.1f} {y(points[size]):.1f}" for size in sizes)
        lines.append(stroke(f"M{path}", style))
        lines += [mark(x(size), y(points[size]), style) for size in sizes]
        row = TOP + 16 + number * 24
        beside = WIDTH - RIGHT + 20
        lines.append(stroke(f"M{beside} {row}h40", style))
        lines.append(mark(beside + 20, row, style))
        lines.append(text(beside + 48, row + 4, f"{name}: {points[sizes[-1]]:.2f}×", "start"))
    return "\n".join(lines + ["</svg>", ""])


def text(x, y, words, anchor):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def stroke(path, style):
    dashes = f' stroke-dasharray="{DASHES[style]}"' if DASHES[style] else ""
    return f'<path d="{path}" fill="none" stroke="black" stroke-width="1.5"{dashes}/>'


def mark(x, y, style):
    shape = {
        "circle": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", "square": "M-4 -4h8v8h-8z",
        "triangle": "M0 -5L5 4H-5z", "diamond": "M0 -5L5 0L0 5L-5 0z",
        "cross": "M-4 -4L4 4M-4 4L4 -4"}[MARKS[style]]
    return (f'<path transform="translate({x:.1f} {y:.1f})" d="{shape}" fill="white" '
            'stroke="black" stroke-width="1.3"/>')
