from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("observatory", "0006_release_method"),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="computed_at",
            field=models.DateTimeField(help_text="When the figures were computed last.", null=True),
        ),
    ]
