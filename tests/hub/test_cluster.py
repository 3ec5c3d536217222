"""The files for a cluster: pods as kubespawner builds them, and the room beside the Hub."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jsonschema
import pytest
import yaml

from skillkit.cli.options import tree
from skillkit.room.hub import registration
from tests.asynchronous import awaited

HOSTING = Path(__file__).resolve().parents[2] / "workshop" / "hosting"
VALUES = yaml.safe_load((HOSTING / "values.yaml").read_text("utf-8"))
ROOM = {each["kind"]: each for each in yaml.safe_load_all((HOSTING / "room.yaml").read_text())}
(CONTAINER,) = ROOM["Deployment"]["spec"]["template"]["spec"]["containers"]

# What becomes of `singleuser` in the chart's own jupyterhub_config.py.
TRAITS = {
    ("memory", "guarantee"): "mem_guarantee",
    ("memory", "limit"): "mem_limit",
    ("cpu", "guarantee"): "cpu_guarantee",
    ("cpu", "limit"): "cpu_limit",
    ("extraEnv",): "environment",
    ("allowPrivilegeEscalation",): "allow_privilege_escalation",
    ("startTimeout",): "start_timeout",
    ("defaultUrl",): "default_url",
    ("storage", "capacity"): "storage_capacity",
}


def pod() -> dict[str, Any]:
    """The pod of somebody, as the Hub would ask Kubernetes for it."""
    kubespawner = pytest.importorskip("kubespawner", exc_type=ImportError)  # not on every system
    traits: dict[str, Any] = {}
    for path, trait in TRAITS.items():
        found = VALUES["singleuser"]
        for name in path:
            found = found[name]
        traits[trait] = found
    image = VALUES["singleuser"]["image"]
    traits |= {
        "image": f"{image['name']}:{image['tag']}",
        "uid": 1000,
        "cmd": ["jupyterhub-singleuser"],
    }
    with patch("kubespawner.spawner.load_config"), patch("kubespawner.spawner.shared_client"):
        spawner = kubespawner.KubeSpawner(_mock=True, **traits)
        made = awaited(spawner.get_pod_manifest())
    said: dict[str, Any] = made.to_dict()
    return said


def test_a_persons_pod_has_its_limits_no_sudo_and_the_address_of_the_room() -> None:
    """Values that kubespawner does not know, or reads otherwise, would show here."""
    (container,) = pod()["spec"]["containers"]
    assert container["image"] == CONTAINER["image"]
    assert container["resources"] == {
        "requests": {"memory": 300 * 2**20, "cpu": 0.05},
        "limits": {"memory": 2**30, "cpu": 1.0},
        "claims": None,
    }
    assert container["security_context"]["allowPrivilegeEscalation"] is False
    assert container["security_context"]["runAsUser"] == 1000
    env = {each["name"]: each["value"] for each in container["env"]}
    assert env["SKILLKIT_ROOM"] == "https://hub.example.org/services/room"


def test_the_hub_of_the_values_has_the_scopes_and_roles_that_are_printed() -> None:
    """Whoever copies the values gets what `--hub-config` prints, for a room that is elsewhere."""
    told, hub = registration(), VALUES["hub"]
    assert hub["config"]["JupyterHub"]["custom_scopes"] == told["custom_scopes"]
    roles = [{"name": name, **role} for name, role in hub["loadRoles"].items()]
    assert roles == told["load_roles"]
    service = hub["services"]["room"]
    assert service["oauth_client_allowed_scopes"] == [*told["custom_scopes"]]
    assert service["url"] == f"http://{ROOM['Service']['metadata']['name']}:8080"


def test_the_room_of_the_cluster_starts_with_options_that_there_are() -> None:
    """It listens where its Service and its probes look, at the address that notebooks have."""
    *python, _, module, command = CONTAINER["command"][:4]
    assert (python, module, command) == (["python"], "skillkit", "room")
    chosen = tree()[0].parse_args(CONTAINER["command"][3:])
    assert chosen.hub
    assert chosen.behind_proxy == VALUES["singleuser"]["extraEnv"]["SKILLKIT_ROOM"]
    assert chosen.listen == "0.0.0.0"
    (port,) = ROOM["Service"]["spec"]["ports"]
    assert chosen.port == port["port"] == CONTAINER["ports"][0]["containerPort"]
    for probe in ("readinessProbe", "livenessProbe"):
        asked = CONTAINER[probe]["httpGet"]
        assert asked["path"].startswith("/services/room/")
        assert [each["value"] for each in asked["httpHeaders"]] == ["hub.example.org"]
    labels = ROOM["Deployment"]["spec"]["template"]["metadata"]["labels"]
    for kind in ("Service", "NetworkPolicy", "PodDisruptionBudget"):
        spec = ROOM[kind]["spec"]
        chosen_by = spec.get("podSelector") or spec["selector"]
        assert (chosen_by.get("matchLabels") or chosen_by).items() <= labels.items()


def test_no_secret_stands_in_the_files() -> None:
    """Passwords, keys and tokens are named, never written; and nothing runs as root."""
    settings = {each["name"]: each for each in CONTAINER["env"]}
    secret = {name for name in settings if "value" not in settings[name]}
    assert secret == {"JUPYTERHUB_API_TOKEN", "PGPASSWORD"}
    assert all("secretKeyRef" in settings[name]["valueFrom"] for name in secret)
    for address in (VALUES["hub"]["db"]["url"], *CONTAINER["command"]):
        assert "@" not in address or ":" not in address.partition("@")[0].rpartition("//")[2]
    written = str(VALUES).lower()
    assert not {"password':", "client_secret':", "apitoken':"} & {
        *written.replace('"', "'").split()
    }
    assert CONTAINER["securityContext"]["allowPrivilegeEscalation"] is False
    assert ROOM["Deployment"]["spec"]["template"]["spec"]["securityContext"]["runAsNonRoot"]


def keys_of(values: Any) -> list[str]:
    """Every name in the values."""
    if isinstance(values, list):
        return [key for each in values for key in keys_of(each)]
    found = values if isinstance(values, dict) else {}
    return [*found, *(key for each in found.values() for key in keys_of(each))]


@pytest.mark.skipif(
    "SKILLKIT_CHART" not in os.environ,
    reason="SKILLKIT_CHART names no folder of the chart; Helm itself looks at each installation",
)
def test_the_chart_takes_the_values() -> None:
    """What Helm would say, by the chart's own schema, over the chart's own defaults."""
    chart = Path(os.environ["SKILLKIT_CHART"])
    schema, defaults = (
        yaml.safe_load((chart / name).read_text()) for name in ("values.schema.yaml", "values.yaml")
    )
    looks = jsonschema.Draft7Validator(schema)
    assert [error.message for error in looks.iter_errors(merged(defaults, VALUES))] == []
    wrong = merged(VALUES, {"singleuser": {"memories": {}}})
    assert not looks.is_valid(merged(defaults, wrong))


def merged(below: Any, above: Any) -> Any:
    """Values over values, as Helm puts them."""
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    return below | {name: merged(below.get(name), value) for name, value in above.items()}
