import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("internationalisation", "0004_editing"),
        ("registry", "0004_boundaries"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrganisationMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(editable=False, unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("message", models.TextField(max_length=5000, verbose_name="message")),
                ("language", models.CharField(blank=True, max_length=7, verbose_name="language")),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("mailed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("copied_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="registry.clusterorganisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "message to an organisation",
                "verbose_name_plural": "messages to organisations",
                "ordering": ["-created_at", "-pk"],
            },
        ),
    ]
