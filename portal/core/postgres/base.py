"""Django's PostgreSQL backend with an embedded server, started at the first connection."""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from django.db.utils import OperationalError

from portal.core.postgres import supervisor
from portal.core.postgres.place import PORT, USER, Place, PostgresProblem


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, settings_dict: dict[str, Any], *args: Any, **kwargs: Any):
        self.root = settings.VAR_DIR / "postgres"
        folder = str(Place(self.root).socket_folder)
        address = {"HOST": folder, "PORT": str(PORT), "USER": USER, "PASSWORD": ""}
        super().__init__(settings_dict | address, *args, **kwargs)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            supervisor.ensure(self.root)
        except PostgresProblem as problem:
            raise OperationalError(str(problem)) from problem
        return super().get_new_connection(conn_params)
