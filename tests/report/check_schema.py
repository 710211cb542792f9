#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that documents fit a JSON Schema, and that the schema would notice a document that does not.

usage: check_schema.py SCHEMA WRITER FOLDER

WRITER FOLDER is run first and fills FOLDER with *.json.
"""
import copy
import json
import pathlib
import subprocess
import sys

import jsonschema


def fail(message):
    print(message, file=sys.stderr)
    sys.exit(1)


def broken_variants(document):
    """Documents with one fault each, all of which the schema has to refuse."""
    for key in document:
        variant = copy.deepcopy(document)
        del variant[key]
        yield f"without {key}", variant
    variant = copy.deepcopy(document)
    variant["surplus"] = 1
    yield "with an unknown key", variant
    variant = copy.deepcopy(document)
    variant["batch"]["status"] = "paused"
    yield "with an unknown status", variant
    for dtc in document["dtcs"][:1]:
        for key in dtc:
            variant = copy.deepcopy(document)
            del variant["dtcs"][0][key]
            yield f"with a code without {key}", variant
    if document["diagnosis"]["statements"]:
        variant = copy.deepcopy(document)
        variant["diagnosis"]["statements"][0]["evidence"] = []
        yield "with a statement that cites nothing", variant


def main():
    if len(sys.argv) != 4:
        fail(__doc__)
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    folder = pathlib.Path(sys.argv[3])
    subprocess.run([sys.argv[2], str(folder)], check=True)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    names = sorted(folder.glob("*.json"))
    if len(names) < 4:
        fail(f"only {len(names)} documents in {folder}")
    refused = 0
    for name in names:
        document = json.loads(name.read_text(encoding="utf-8"))
        for error in validator.iter_errors(document):
            fail(f"{name.name}: {error.json_path}: {error.message}")
        for what, variant in broken_variants(document):
            if validator.is_valid(variant):
                fail(f"{name.name}: the schema accepts a document {what}")
            refused += 1
    print(f"{len(names)} documents fit the schema; {refused} broken ones were refused")


if __name__ == "__main__":
    main()
