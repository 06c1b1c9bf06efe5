"""What learning about subjects made is kept: its weights, its report, and who may look at it and undo it."""

import django.db.models.deletion
from django.db import migrations, models


#: "change" of learned subjects is the right to undo them.
MAY = {
    "documentalist": [("view", "learnedsubjects"), ("view", "learnedweights")],
    "administrator": [
        ("view", "learnedsubjects"),
        ("view", "learnedweights"),
        ("change", "learnedsubjects"),
    ],
}


def give_rights(apps, schema_editor):
    # Django makes permissions only after all migrations have run; what it finds then it leaves alone.
    database = schema_editor.connection.alias
    types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    for name, rights in MAY.items():
        group = apps.get_model("auth", "Group").objects.using(database).filter(name=name).first()
        if group is None:  # renamed or removed by an operator
            continue
        for verb, model in rights:
            content_type, _made = types.get_or_create(app_label="archive", model=model)
            verbose_name = apps.get_model("archive", model)._meta.verbose_name
            permission, _made = permissions.get_or_create(
                content_type=content_type,
                codename=f"{verb}_{model}",
                defaults={"name": f"Can {verb} {verbose_name}"[:255]},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0004_rereading'),
    ]

    operations = [
        migrations.CreateModel(
            name='LearnedSubjects',
            fields=[
                ('batch_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='archive.batch')),
                ('version', models.CharField(max_length=80, verbose_name='version of the rules')),
                ('examples', models.PositiveIntegerField(verbose_name='articles learned from')),
                ('subjects', models.PositiveIntegerField(help_text='Those that learned weights decide on; the others keep their cue words.', verbose_name='subjects')),
                ('report', models.JSONField(default=dict, verbose_name='report')),
            ],
            options={
                'verbose_name': 'learned subjects',
                'verbose_name_plural': 'learned subjects',
            },
            bases=('archive.batch',),
        ),
        migrations.AlterField(
            model_name='batch',
            name='kind',
            field=models.CharField(choices=[('load', 'load'), ('merge', 'merge'), ('edit', 'edit'), ('import', 'import'), ('withdrawal', 'withdrawal'), ('rereading', 'rereading'), ('learning', 'learning')], max_length=12, verbose_name='kind'),
        ),
        migrations.CreateModel(
            name='LearnedWeights',
            fields=[
                ('learned', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='weights', serialize=False, to='archive.learnedsubjects', verbose_name='learned subjects')),
                ('data', models.BinaryField(verbose_name='deflated JSON')),
            ],
            options={
                'verbose_name': 'learned weights',
                'verbose_name_plural': 'learned weights',
            },
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
