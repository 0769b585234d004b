"""The portal's groups and what their members may do in the editors' area."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page

from portal.accounts.roles import ADMINISTRATOR, ANALYST, CLUSTER_MANAGER, CONTRIBUTOR, EDITOR, MODERATOR

ACCESS = "wagtailadmin.access_admin"
TRANSLATE = "wagtail_localize.submit_translation"
MEDIA_KINDS = {"wagtailimages": "image", "wagtaildocs": "document"}
MEDIA = ("add", "change", "choose")
ANALYST_PERMISSIONS = (
    "observatory.view_figurereport",
    "observatory.change_figurereport",
    "observatory.add_analysis",
    "observatory.add_schemeupload",
)
# What editors do for the search, and what readers did not find.
SEARCH_PERMISSIONS = (
    *(f"home.{action}_{model}" for model in ("synonyms", "promotedresult") for action in ("add", "change", "delete")),
    "home.view_nothingfound",
)
# The digest, written and sent, and the report of links.
DIGEST_PERMISSIONS = ("editorial.change_digestissue", "editorial.send_digestissue", "editorial.view_link")
# Programmes that calls belong to.
CALL_PERMISSIONS = ("editorial.add_programme", "editorial.change_programme")
# What stands around every page, and what lists are sorted by.
AROUND_PERMISSIONS = (
    *(
        f"home.{action}_{model}"
        for model in ("menuentry", "footercolumn", "notice", "partner")
        for action in ("add", "change", "delete")
    ),
    *(f"editorial.{action}_{model}" for model in ("topic", "librarycollection") for action in ("add", "change")),
)
# Profiles of cluster organisations: who may publish any of them decides about all but the own one.
PROFILE_LOOKING = ("registry.view_clusterorganisation", "registry.view_firm")
PROFILE_DECIDING = (*PROFILE_LOOKING, "registry.change_clusterorganisation", "registry.publish_clusterorganisation")
OWNER_PERMISSIONS = ("editorial.view_dailycount",)
# Texts that editors keep beside the pages, each with drafts, workflow and locks.
KEPT_TEXTS = ("observatory.{}_countrypolicy", "editorial.{}_glossaryterm")
# What readers wrote to the editors: to read, and to say that it is answered.
MESSAGES = ("editorial.view_contactmessage", "editorial.change_contactmessage")


def kept(*actions: str) -> tuple[str, ...]:
    """Permissions for `actions` on every kept text, and to answer what readers write."""
    return (*MESSAGES, *(name.format(action) for name in KEPT_TEXTS for action in actions))


@dataclass(frozen=True, slots=True)
class Role:
    """`permissions` are "app.codename"; `pages` and `media` are given on the root page and collection."""

    name: str
    permissions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    former_name: str = ""


ROLES = (
    # Writes drafts and submits them: "add" on pages lets members change what is their own.
    Role(CONTRIBUTOR, (ACCESS,), ("add",), ("add", "choose")),
    Role(
        EDITOR,
        (
            ACCESS,
            TRANSLATE,
            *SEARCH_PERMISSIONS,
            *DIGEST_PERMISSIONS,
            *AROUND_PERMISSIONS,
            *CALL_PERMISSIONS,
            *PROFILE_LOOKING,
            *kept("add", "change", "publish"),
        ),
        ("add", "change", "publish"),
        MEDIA,
        former_name="Editors",
    ),
    Role(
        MODERATOR,
        (
            ACCESS,
            TRANSLATE,
            *SEARCH_PERMISSIONS,
            *DIGEST_PERMISSIONS,
            *AROUND_PERMISSIONS,
            *CALL_PERMISSIONS,
            *OWNER_PERMISSIONS,
            *PROFILE_DECIDING,
            *kept("add", "change", "publish", "lock", "unlock"),
        ),
        ("add", "change", "publish", "lock", "unlock"),
        MEDIA,
        former_name="Moderators",
    ),
    Role(CLUSTER_MANAGER, ("editorial.add_eventproposal",)),
    Role(ANALYST, (ACCESS, *ANALYST_PERMISSIONS)),
    Role(
        ADMINISTRATOR,
        (
            ACCESS,
            TRANSLATE,
            *SEARCH_PERMISSIONS,
            *DIGEST_PERMISSIONS,
            *AROUND_PERMISSIONS,
            *CALL_PERMISSIONS,
            *OWNER_PERMISSIONS,
            *PROFILE_DECIDING,
            *kept("add", "change", "delete", "publish", "lock", "unlock"),
            *(f"accounts.{action}_user" for action in ("add", "change", "delete", "view")),
            *(f"auth.{action}_group" for action in ("add", "change", "delete", "view")),
            *(f"registry.{action}_scheme" for action in ("add", "change", "view")),
            *(f"registry.{action}_industrygroup" for action in ("add", "change", "view")),
            *(f"registry.{action}_groupmember" for action in ("add", "change", "delete", "view")),
            *(f"core.{action}_language" for action in ("change", "view")),
            *(
                f"wagtailcore.{action}_{model}"
                for model in ("workflow", "task")
                for action in ("add", "change", "delete")
            ),
            *(f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete", "view")),
            *ANALYST_PERMISSIONS,
        ),
        ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        (*MEDIA, "delete"),
    ),
)


@transaction.atomic
def prepare_groups() -> list[str]:
    """Bring the groups to `ROLES`, keeping what administrators added; the names of those that changed.

    Wagtail's own "Editors" and "Moderators" are taken over under the portal's names, with their workflow.
    """
    known = _permissions()
    prepared = [role.name for role in ROLES if _prepare(role, known)]
    _let_moderate(ADMINISTRATOR)
    return prepared


def _let_moderate(name: str) -> None:
    """Moderators approve by the workflow that Wagtail comes with; so may this group."""
    for moderation in GroupApprovalTask.objects.filter(groups__name=MODERATOR, active=True):
        moderation.groups.add(Group.objects.get(name=name))


def _permissions() -> dict[str, Permission]:
    """Every permission by "app.codename", read once for all groups."""
    rows = Permission.objects.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}": row for row in rows}


def _prepare(role: Role, known: dict[str, Permission]) -> bool:
    renamed = bool(role.former_name) and Group.objects.filter(name=role.former_name).update(name=role.name) > 0
    group, created = Group.objects.get_or_create(name=role.name)
    pages = [known[f"wagtailcore.{action}_page"] for action in role.pages]
    media = [known[f"{app}.{action}_{kind}"] for app, kind in MEDIA_KINDS.items() for action in role.media]
    given = [
        _give(group, {known[name] for name in role.permissions}),
        _give_pages(group, pages),
        _give_media(group, media),
    ]
    return renamed or created or any(given)


def _give(group: Group, permissions: set[Permission]) -> bool:
    missing = permissions - set(group.permissions.all())
    group.permissions.add(*missing)
    return bool(missing)


def _give_pages(group: Group, permissions: list[Permission]) -> bool:
    given, root = GroupPagePermission.objects, Page.get_first_root_node()
    known = set(given.filter(group=group, page=root).values_list("permission_id", flat=True))
    missing = [permission for permission in permissions if permission.pk not in known]
    given.bulk_create(GroupPagePermission(group=group, page=root, permission=permission) for permission in missing)
    return bool(missing)


def _give_media(group: Group, permissions: list[Permission]) -> bool:
    given, root = GroupCollectionPermission.objects, Collection.get_first_root_node()
    known = set(given.filter(group=group, collection=root).values_list("permission_id", flat=True))
    missing = [permission for permission in permissions if permission.pk not in known]
    given.bulk_create(
        GroupCollectionPermission(group=group, collection=root, permission=permission) for permission in missing
    )
    return bool(missing)
