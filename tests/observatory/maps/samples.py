"""A map of two regions and an empty one, for tests of drawings."""

from observatory.maps.spec import Box, Ground, Legend, MapClass, MapSpec, Note, Place

LEGEND = Legend(
    title="Statistical clusters",
    method="Fixed classes.",
    classes=(MapClass("#e4edfb", "0", 1), MapClass("#0a2f7d", "1 or more", 1)),
    no_data_label="No figure",
    no_data_count=1,
)
PLACES = (
    Place("DE21", "M0 0h10v10h-10z", "Oberbayern, Germany: 3 statistical clusters", "/r/DE21/", 1, 5, 5),
    Place("DE22", "M10 0h10v10h-10z", "Niederbayern, Germany: 0 statistical clusters", "/r/DE22/", 0, 15, 5),
    Place("DE23", "M20 0h10v10h-10z", 'Oberpfalz & <"quotes">: no figure', "/r/DE23/", None, 25, 5),
)


def spec(**changes) -> MapSpec:
    parts = {
        "id": "map",
        "title": "Clusters – Europe, 2014",
        "description": "Most: Oberbayern & others",
        "places": PLACES,
        "legend": LEGEND,
        "view": Box(0, 0, 1000, 800),
        "ground": Ground("M0 0h1z", "M1 1h1", "M2 2h1v1h-1z"),
        "notes": (Note(1, 2, "Réunion"),),
    }
    return MapSpec(**parts | changes)
