"""Keeps who hosts, by pair, and prints each change. Reads the whole compacted topic at each start."""
import http.client
import json
import os
import sys
import urllib.request

from confluent_kafka import Consumer, KafkaException
from jsonschema import Draft7Validator, SchemaError

TOPIC = "conferencing.updated"
SCHEMA_URL = os.environ.get("SCHEMA_URL") or "http://127.0.0.1:3000/schemas/conferencing.updated.v1.json"
KAFKA_BROKER = os.environ.get("KAFKA_BROKER") or "localhost:9092"


def read_schema():
    """Without the schema nothing can be checked: the start ends with one line."""
    try:
        with urllib.request.urlopen(SCHEMA_URL, timeout=10) as answer:
            schema = json.load(answer)
        Draft7Validator.check_schema(schema)
        if "properties" in schema:
            return Draft7Validator(schema)
        reason = "the answer is no schema"
    except (OSError, ValueError, http.client.HTTPException, SchemaError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
    sys.exit(f"No schema at {SCHEMA_URL} ({reason}). Start conferencing there, or set SCHEMA_URL.")


def open_topic():
    """Without Kafka or the topic nothing would ever come: the start ends with one line. Later the client connects again."""
    try:
        consumer = Consumer({
            "bootstrap.servers": KAFKA_BROKER,
            "group.id": f"who-hosts-{os.getpid()}",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "topic.metadata.refresh.interval.ms": 5000,
            "log_level": 2,  # The errors come to error_cb, each as one line.
            "error_cb": lambda error: print(error.str(), file=sys.stderr),
        })
        topic = consumer.list_topics(TOPIC, timeout=10).topics[TOPIC]
    except KafkaException as error:
        sys.exit(f"Kafka at {KAFKA_BROKER} does not answer ({error.args[0].str()}). Start it, or set KAFKA_BROKER.")
    if topic.error:
        sys.exit(f"Kafka at {KAFKA_BROKER} has no topic {TOPIC} ({topic.error.str()}). Start conferencing, or set KAFKA_BROKER.")
    consumer.subscribe([TOPIC])
    return consumer


validator = read_schema()
consumer = open_topic()
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
