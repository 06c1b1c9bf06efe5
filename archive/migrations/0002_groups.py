"""The two roles of the editors' desk, as groups that hold their permissions.

Django makes permissions only after all migrations have run, so those the roles need are made here; what it
finds later it leaves alone.
"""

from django.db import migrations

DOCUMENTALIST = "documentalist"
ADMINISTRATOR = "administrator"

#: Every model of the first migration; both roles may look at all of them.
MODELS = (
    "article articlewords attestation authorship batch capture capturebytes changelog conflict decision "
    "follower formerslug layercontent load membership mention merge organisation organisationidentifier "
    "organisationname person personidentifier personname proposedpair quotation reading sighting textlayer "
    "topic topicidentifier topicname verdict workkey"
).split()
NAMES_AND_IDENTIFIERS = (
    "personname organisationname topicname personidentifier organisationidentifier topicidentifier".split()
)

#: What a documentalist does beyond looking. "change" of a mention, quotation, stated role or pair is the right
#: to judge it, of a conflict to resolve it; "add" of a merge is the right to merge, "change" to undo one.
DOCUMENTALIST_MAY = {
    "add": [*NAMES_AND_IDENTIFIERS, "person", "organisation", "topic", "membership", "merge"],
    "change": [
        *NAMES_AND_IDENTIFIERS,
        *"article person organisation topic membership mention attestation quotation".split(),
        *"conflict decision proposedpair verdict merge".split(),
    ],
    "delete": [*NAMES_AND_IDENTIFIERS, "membership"],
}
#: "change" of a load is the right to undo it, "delete" of an article to withdraw it for good.
ADMINISTRATOR_MAY = {"change": ["load"], "delete": ["article"]}
#: Accounts are made inactive, never deleted: decisions name who made them.
ADMINISTRATOR_MAY_WITH_ACCOUNTS = {"view": ["user", "group"], "add": ["user"], "change": ["user"]}


def make_groups(apps, schema_editor):
    documentalist = [("archive", "view", model) for model in MODELS]
    documentalist += [("archive", verb, m) for verb, models in DOCUMENTALIST_MAY.items() for m in models]
    administrator = [("archive", verb, m) for verb, models in ADMINISTRATOR_MAY.items() for m in models]
    administrator += [
        ("auth", verb, m) for verb, models in ADMINISTRATOR_MAY_WITH_ACCOUNTS.items() for m in models
    ]
    database = schema_editor.connection.alias
    Group = apps.get_model("auth", "Group").objects.using(database)
    for name, rights in (
        (DOCUMENTALIST, documentalist),
        (ADMINISTRATOR, documentalist + administrator),
    ):
        group, _made = Group.get_or_create(name=name)
        group.permissions.set([_permission(apps, database, *right) for right in rights])


def _permission(apps, database, app_label, verb, model):
    content_type, _made = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(database)
        .get_or_create(app_label=app_label, model=model)
    )
    # Named as Django would, so that `migrate` finds its own permission and makes no second one.
    verbose_name = apps.get_model(app_label, model)._meta.verbose_name
    permission, _made = (
        apps.get_model("auth", "Permission")
        .objects.using(database)
        .get_or_create(
            content_type=content_type,
            codename=f"{verb}_{model}",
            defaults={"name": f"Can {verb} {verbose_name}"[:255]},
        )
    )
    return permission


def drop_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=[DOCUMENTALIST, ADMINISTRATOR]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, drop_groups)]
