"""A place among many on a line: a dot between the last (left) and the first (right)."""

WIDTH, HEIGHT, RADIUS = 112, 12, 4


def place_strip(rank: int, ranked: int) -> str:
    """SVG of the place `rank` of `ranked`, 1 is best. Words stand beside it, so it is hidden from screen readers."""
    share = (ranked - rank) / (ranked - 1) if ranked > 1 else 1.0
    middle = HEIGHT / 2
    x = RADIUS + share * (WIDTH - 2 * RADIUS)
    return (
        f'<svg class="place-strip" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'aria-hidden="true" focusable="false">'
        f'<line class="place-strip__line" x1="{RADIUS}" x2="{WIDTH - RADIUS}" y1="{middle:g}" y2="{middle:g}"/>'
        f'<line class="place-strip__line" x1="{WIDTH / 2:g}" x2="{WIDTH / 2:g}" y1="2" y2="{HEIGHT - 2}"/>'
        f'<circle class="place-strip__dot" cx="{x:.1f}" cy="{middle:g}" r="{RADIUS}"/></svg>'
    )
