"""Verdicts keep the version of the rule they judge, and versions have room for the recognisers in use."""

from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Concat


def name_rule_of_pairs(apps, schema_editor):
    verdicts = apps.get_model("archive", "Verdict").objects.using(schema_editor.connection.alias)
    verdicts.filter(subject="pair", rule="").update(rule=Concat(Value("look-alike-"), F("record_kind")))


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0004_rereading'),
    ]

    operations = [
        migrations.AddField(
            model_name='verdict',
            name='version',
            field=models.CharField(blank=True, max_length=80, verbose_name='its version'),
        ),
        migrations.AlterField(
            model_name='attestation',
            name='version',
            field=models.CharField(max_length=80, verbose_name='version'),
        ),
        migrations.AlterField(
            model_name='quotation',
            name='version',
            field=models.CharField(max_length=80, verbose_name='version'),
        ),
        migrations.RunPython(name_rule_of_pairs, migrations.RunPython.noop),
    ]
