"""Verdicts keep the version of the rule they judge; what waits for a word is found by how sure it is."""

from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Concat


def name_rule_of_pairs(apps, schema_editor):
    verdicts = apps.get_model("archive", "Verdict").objects.using(schema_editor.connection.alias)
    verdicts.filter(subject="pair", rule="").update(rule=Concat(Value("look-alike-"), F("record_kind")))


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0005_learned_subjects'),
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
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('accepted', False), ('rejected', False)), fields=['confidence', '-id'], name='mention_least_sure'),
        ),
        migrations.AddIndex(
            model_name='quotation',
            index=models.Index(condition=models.Q(('accepted', False), ('rejected', False)), fields=['confidence', '-id'], name='quotation_least_sure'),
        ),
        migrations.RunPython(name_rule_of_pairs, migrations.RunPython.noop),
    ]
