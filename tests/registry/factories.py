"""The smallest valid objects of the registry. Names are readable, codes are of real form."""

import factory
from factory.django import DjangoModelFactory

from portal.registry.models import (
    ClusterOrganisation,
    Country,
    Firm,
    GroupMember,
    Industry,
    IndustryGroup,
    IndustryLabel,
    Outline,
    Postcode,
    Region,
    RegionChange,
    Scheme,
)
from portal.registry.names import fold, sort_key


class CountryFactory(DjangoModelFactory):
    class Meta:
        model = Country
        django_get_or_create = ("code",)

    code = "DE"
    iso_code = factory.LazyAttribute(lambda country: {"EL": "GR", "UK": "GB"}.get(country.code, country.code))
    name = factory.LazyAttribute(lambda country: f"Country {country.code}")
    sort_key = factory.LazyAttribute(lambda country: sort_key(country.name))
    protocol_order = factory.Sequence(lambda number: number % 30_000 + 1)  # a small integer, in however many tests
    membership = Country.Membership.EU27


class RegionFactory(DjangoModelFactory):
    """A region with its country; `parent` is left out unless given. The country follows from the code."""

    class Meta:
        model = Region
        django_get_or_create = ("code", "version")

    code = factory.Sequence(lambda number: f"DE{number // 10 % 10}{number % 10}")
    version = "2013"
    level = factory.LazyAttribute(lambda region: len(region.code) - 2)
    country = factory.LazyAttribute(lambda region: CountryFactory(code=region.code[:2]))
    name_latin = factory.LazyAttribute(lambda region: f"Region {region.code}")
    name_native = factory.SelfAttribute("name_latin")
    sort_key = factory.LazyAttribute(lambda region: sort_key(region.name_latin))
    search_key = factory.LazyAttribute(lambda region: fold(region.name_latin))
    valid_from = factory.LazyAttribute(lambda region: int(region.version))


class OutlineFactory(DjangoModelFactory):
    """A square of 100 map units."""

    class Meta:
        model = Outline

    region = factory.SubFactory(RegionFactory)
    detail = 8000
    path = "M1000 1000h100v100h-100z"
    min_x = 1000
    min_y = 1000
    max_x = 1100
    max_y = 1100
    label_x = 1050
    label_y = 1050


class RegionChangeFactory(DjangoModelFactory):
    class Meta:
        model = RegionChange

    from_version = "2013"
    to_version = "2016"
    old_code = "FR71"
    new_code = "FRK2"
    kind = RegionChange.Kind.RECODED
    source = "test"


class PostcodeFactory(DjangoModelFactory):
    class Meta:
        model = Postcode

    country = factory.SubFactory(CountryFactory)
    postcode = "10115"
    region_code = "DE300"


class IndustryFactory(DjangoModelFactory):
    """A NACE code with its English title."""

    class Meta:
        model = Industry
        django_get_or_create = ("code",)
        skip_postgeneration_save = True

    code = "C29"
    level = factory.LazyAttribute(lambda industry: max(1, len(industry.code) - 1))

    @factory.post_generation
    def title(self, create: bool, extracted: str | None, **kwargs: object) -> None:
        IndustryLabel.objects.get_or_create(
            industry=self, language="en", defaults={"title": extracted or f"Industry {self.code}"}
        )


class SchemeFactory(DjangoModelFactory):
    class Meta:
        model = Scheme
        django_get_or_create = ("code",)

    code = "nace"
    name = "NACE divisions"
    description = "Divisions of NACE Rev. 2."
    source = "Eurostat"
    composition = Scheme.Composition.OFFICIAL
    position = 1


class IndustryGroupFactory(DjangoModelFactory):
    """A traded group with one member: the industry of the same code, fully."""

    class Meta:
        model = IndustryGroup
        django_get_or_create = ("scheme", "code")
        skip_postgeneration_save = True

    scheme = factory.SubFactory(SchemeFactory)
    code = "C29"
    name = factory.LazyAttribute(lambda group: f"Group {group.code}")
    market = IndustryGroup.Market.TRADED
    position = factory.Sequence(lambda number: number % 30_000 + 1)

    @factory.post_generation
    def members(self, create: bool, extracted: dict[str, float] | None, **kwargs: object) -> None:
        """`members={"C29": 1.0}`; without it the group's own code with weight 1."""
        weights = {self.code: 1.0} if extracted is None else extracted
        for code, weight in weights.items():
            GroupMember.objects.get_or_create(
                group=self, industry=IndustryFactory(code=code), defaults={"weight": weight}
            )


class ClusterOrganisationFactory(DjangoModelFactory):
    """A published organisation; `live=False` makes a draft. Name a region of today to place it."""

    class Meta:
        model = ClusterOrganisation

    name = factory.Sequence(lambda number: f"Cluster organisation {number}")
    country = factory.SubFactory(CountryFactory)
    live = True


class FirmFactory(DjangoModelFactory):
    class Meta:
        model = Firm

    name = factory.Sequence(lambda number: f"Firm {number}")
    country = factory.SubFactory(CountryFactory)
