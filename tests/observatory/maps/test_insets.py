from observatory.maps.insets import Frame, strip_below
from observatory.maps.spec import Box

VIEW = Box(100, 200, 1000, 900)
FRAMES = [Frame("reunion", "La Réunion", Box(3000, 30, 470, 590)), Frame("guyane", "Guyane", Box(3500, 30, 470, 590))]


def test_without_far_places_the_view_stays():
    assert strip_below(VIEW, []) == (VIEW, ())


def test_frames_lie_beneath_the_view_side_by_side():
    view, moved = strip_below(VIEW, FRAMES)
    assert all(one.box.y >= VIEW.y + VIEW.height for one in moved)
    assert moved[0].box.x + moved[0].box.width < moved[1].box.x
    assert all(one.box.y + one.box.height <= view.y + view.height for one in moved)


def test_a_single_frame_is_no_wider_than_a_quarter():
    _, (moved,) = strip_below(VIEW, FRAMES[:1])
    assert moved.box.width <= VIEW.width / 4


def test_a_wide_frame_stays_wide_and_all_frames_have_one_scale():
    wide = Frame("acores", "Açores", Box(3900, 1200, 964, 570))
    view, moved = strip_below(VIEW, [wide, *FRAMES])
    assert len({one.scale for one in moved}) == 1
    assert moved[0].box.width > 1.9 * moved[1].box.width
    assert moved[0].box.x + moved[0].box.width < moved[1].box.x
    assert moved[-1].box.x + moved[-1].box.width <= view.x + view.width


def test_corners_of_the_old_frame_become_corners_of_the_new_one():
    _, (moved, _) = strip_below(VIEW, FRAMES)
    old = moved.frame.box
    assert moved.point(old.x, old.y) == (moved.box.x, moved.box.y)
    right, bottom = moved.point(old.x + old.width, old.y + old.height)
    assert abs(right - moved.box.x - moved.box.width) <= 1
    assert abs(bottom - moved.box.y - moved.box.height) <= 1


def test_the_transform_says_the_same_as_the_point():
    _, (moved, _) = strip_below(VIEW, FRAMES)
    x, y = moved.point(0, 0)
    assert moved.transform == f"translate({x} {y}) scale({moved.scale:.3f})"
