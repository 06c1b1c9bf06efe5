"""The two roles that the migrations make, and what each may."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db

MIGRATION = importlib.import_module("archive.migrations.0002_groups")
MACHINE = "capture capturebytes changelog layercontent reading sighting textlayer".split()


def rights(name):
    return {
        f"{p.content_type.app_label}.{p.codename}" for p in Group.objects.get(name=name).permissions.all()
    }


def member(name):
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    return User.objects.get(pk=user.pk)


def test_both_roles_may_look_at_every_record():
    every = {f"archive.view_{m._meta.model_name}" for m in apps.get_app_config("archive").get_models()}
    assert every <= rights("documentalist")
    assert every <= rights("administrator")


@pytest.mark.parametrize(
    ("right", "documentalist", "administrator"),
    [
        ("archive.change_article", True, True),
        ("archive.add_person", True, True),
        ("archive.change_mention", True, True),
        ("archive.change_conflict", True, True),
        ("archive.change_proposedpair", True, True),
        ("archive.add_merge", True, True),
        ("archive.change_merge", True, True),
        ("archive.change_load", False, True),  # undoing a load
        ("archive.delete_article", False, True),  # withdrawing for good
        ("auth.change_user", False, True),
        ("auth.delete_user", False, False),  # decisions name their authors
        ("auth.change_group", False, False),  # a role is made by a migration
        ("archive.delete_person", False, False),
        ("archive.delete_decision", False, False),
        ("archive.delete_verdict", False, False),
    ],
)
def test_what_a_role_may(right, documentalist, administrator):
    assert member("documentalist").has_perm(right) is documentalist
    assert member("administrator").has_perm(right) is administrator


@pytest.mark.parametrize("model", MACHINE)
def test_no_role_may_touch_what_programs_wrote(model):
    held = rights("documentalist") | rights("administrator")
    assert not {f"archive.{verb}_{model}" for verb in ("add", "change", "delete")} & held


def test_migrate_makes_no_second_permission_beside_those_of_the_roles():
    before = Permission.objects.count()
    call_command("migrate", verbosity=0)
    assert Permission.objects.count() == before
    made = Permission.objects.filter(content_type__app_label="archive", codename="change_article")
    assert [p.name for p in made] == ["Can change article"]


def test_taking_the_migration_back_removes_the_roles_and_nothing_else():
    reader = Group.objects.create(name="readers of our own")
    state = MigrationExecutor(connection).loader.project_state(("archive", "0002_groups")).apps
    editor = SimpleNamespace(connection=connection)  # all that the two functions ask of a schema editor
    MIGRATION.drop_groups(state, editor)
    assert list(Group.objects.all()) == [reader]
    MIGRATION.make_groups(state, editor)
    assert "archive.change_article" in rights("documentalist")
