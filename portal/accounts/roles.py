"""The words for the portal's groups. What a group may do is decided by the apps that own the things."""

CONTRIBUTOR = "Contributor"
EDITOR = "Editor"
MODERATOR = "Moderator"
CLUSTER_MANAGER = "Cluster manager"
ANALYST = "Analyst"
ADMINISTRATOR = "Administrator"
