"""Runs that read stored captures again, what came of each article, and who may look at them and undo one."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models


#: Tables of the migration before this one among them.
VIEWED = ("rereading", "articlerereading", "doubt", "redirection", "stateddigest", "textband")


def let_roles_look(apps, schema_editor):
    groups = import_module("archive.migrations.0002_groups")
    database = schema_editor.connection.alias
    Group = apps.get_model("auth", "Group").objects.using(database)
    looks = [groups._permission(apps, database, "archive", "view", model) for model in VIEWED]
    undoes = groups._permission(apps, database, "archive", "change", "rereading")
    for name, rights in ((groups.DOCUMENTALIST, looks), (groups.ADMINISTRATOR, [*looks, undoes])):
        group = Group.filter(name=name).first()  # whoever renamed it gives the rights, too
        if group is not None:
            group.permissions.add(*rights)


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0003_same_article'),
    ]

    operations = [
        migrations.CreateModel(
            name='Rereading',
            fields=[
                ('batch_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='archive.batch')),
                ('settings', models.JSONField(default=dict, verbose_name='settings')),
                ('tally', models.JSONField(default=dict, help_text='Captures and articles by outcome.', verbose_name='tally')),
                ('changes', models.JSONField(default=dict, help_text='How many values changed, by field and by how.', verbose_name='changes')),
                ('state', models.CharField(choices=[('running', 'running'), ('finished', 'finished'), ('stopped', 'stopped early')], default='running', max_length=10, verbose_name='state')),
            ],
            options={
                'verbose_name': 'rereading',
                'verbose_name_plural': 'rereadings',
            },
            bases=('archive.batch',),
        ),
        migrations.AlterField(
            model_name='batch',
            name='kind',
            field=models.CharField(choices=[('load', 'load'), ('merge', 'merge'), ('edit', 'edit'), ('import', 'import'), ('withdrawal', 'withdrawal'), ('rereading', 'rereading')], max_length=12, verbose_name='kind'),
        ),
        migrations.CreateModel(
            name='ArticleRereading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('changed', 'changed'), ('same', 'read the same by another version'), ('unchanged', 'unchanged'), ('article', 'left quarantine as an article'), ('revision', 'left quarantine as a revision'), ('quarantined', 'stays quarantined'), ('kept', 'cannot be read any more; the earlier reading stands'), ('failed', 'failed'), ('gone', 'not there any more')], max_length=12, verbose_name='outcome')),
                ('message', models.CharField(blank=True, max_length=1000, verbose_name='message')),
                ('changes', models.JSONField(blank=True, default=dict, help_text='How many values changed, by field and by how.', verbose_name='changes')),
                ('after', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='archive.reading', verbose_name='since')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rereadings', to='archive.article', verbose_name='article')),
                ('before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='archive.reading', verbose_name='before')),
                ('rereading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='articles', to='archive.rereading', verbose_name='rereading')),
            ],
            options={
                'verbose_name': 'article read again',
                'verbose_name_plural': 'articles read again',
                'ordering': ['id'],
            },
        ),
        migrations.RunPython(let_roles_look, migrations.RunPython.noop),
    ]
