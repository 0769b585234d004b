"""What the business economy covered is, and the numbers of the indicators that figures are computed from."""

SECTIONS = ("B", "C", "D", "E", "F", "G", "H", "I", "J", "L", "M", "N", "S95")
NATIONAL_TOTAL = "B-N_S95_X_K"

PERSONS_EMPLOYED = 1
LOCAL_UNITS = 2
WAGES = 3
NATIONAL_PERSONS = 6
MEASURES = (PERSONS_EMPLOYED, LOCAL_UNITS, WAGES)
