from django.conf import settings
from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    """Of what all processes count together; does nothing where it stands."""
    call_command("createcachetable", settings.CACHES["counts"]["LOCATION"], database=schema_editor.connection.alias)


def confirm_addresses(apps, schema_editor):
    """Accounts made so far were made by administrators, who wrote their addresses."""
    users = apps.get_model("accounts", "User").objects.filter(emailaddress=None)
    address = apps.get_model("account", "EmailAddress")
    rows = (address(user=user, email=user.email, verified=True, primary=True) for user in users.iterator())
    address.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_devices_and_mails"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        migrations.RunPython(make_table, migrations.RunPython.noop),
        migrations.RunPython(confirm_addresses, migrations.RunPython.noop),
    ]
