"""Keeps who hosts, by pair, and prints each change. Reads the whole compacted topic at each start."""
import json
import os
import sys
import urllib.request

from confluent_kafka import Consumer
from jsonschema import Draft7Validator

SCHEMA_URL = os.environ.get("SCHEMA_URL", "http://127.0.0.1:3000/schemas/conferencing.updated.v1.json")
validator = Draft7Validator(json.load(urllib.request.urlopen(SCHEMA_URL)))

consumer = Consumer({
    "bootstrap.servers": os.environ.get("KAFKA_BROKER", "localhost:9092"),
    "group.id": f"who-hosts-{os.getpid()}",
    "auto.offset.reset": "earliest",
    "enable.auto.commit": False,
    "topic.metadata.refresh.interval.ms": 5000,
})
consumer.subscribe(["conferencing.updated"])
hosts = {}


def apply(pair, value):
    if value is None:  # A tombstone: the pair left the catalog.
        hosts.pop(pair, None)
    else:
        event = json.loads(value)
        validator.validate(event)
        if event["version"] > hosts.get(pair, {}).get("version", 0):  # Records may come again.
            data = event["data"]  # Null when nobody hosts any more.
            hosts[pair] = {"version": event["version"], "host": data and data["external_user"]["email"]}
    known = hosts.get(pair, {})
    print(pair, known.get("version", "gone"), known.get("host") or "-", flush=True)


while True:
    record = consumer.poll(1.0)
    if record is None:
        continue
    if record.error():
        print(record.error(), file=sys.stderr)
        continue
    try:
        apply((record.key() or b"").decode(), record.value())
    except Exception as error:  # It never becomes right: put it aside, and go on.
        where = f"{record.partition()}/{record.offset()}"
        print(f"malformed record at {where}: {type(error).__name__}", file=sys.stderr)
