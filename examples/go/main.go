// Keeps who hosts, by pair, and prints each change. Reads the whole compacted topic at each start.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/twmb/franz-go/pkg/kgo"
)

type known struct {
	version int64
	host    string
}

type event struct {
	Version int64 `json:"version"`
	Data    *struct {
		ExternalUser struct {
			Email *string `json:"email"`
		} `json:"external_user"`
	} `json:"data"`
}

var hosts = map[string]known{}

func main() {
	schema := compile(setting("SCHEMA_URL", "http://127.0.0.1:3000/schemas/conferencing.updated.v1.json"))
	client, err := kgo.NewClient(
		kgo.SeedBrokers(setting("KAFKA_BROKER", "localhost:9092")),
		kgo.ConsumeTopics("conferencing.updated"),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
	)
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	for {
		fetches := client.PollFetches(context.Background())
		fetches.EachError(func(topic string, partition int32, err error) { log.Printf("%s/%d: %v", topic, partition, err) })
		fetches.EachRecord(func(record *kgo.Record) {
			// What is malformed never becomes right: put it aside, and go on.
			if err := apply(schema, string(record.Key), record.Value); err != nil {
				log.Printf("malformed record at %d/%d", record.Partition, record.Offset)
			}
		})
	}
}

func apply(schema *jsonschema.Schema, pair string, value []byte) error {
	if value == nil { // A tombstone: the pair left the catalog.
		delete(hosts, pair)
		fmt.Println(pair, "gone", "-")
		return nil
	}
	var document any
	var change event
	if err := json.Unmarshal(value, &document); err != nil {
		return err
	}
	if err := schema.Validate(document); err != nil {
		return err
	}
	if err := json.Unmarshal(value, &change); err != nil {
		return err
	}
	if change.Version > hosts[pair].version { // Records may come again.
		host := "-" // Data is null when nobody hosts any more.
		if change.Data != nil && change.Data.ExternalUser.Email != nil {
			host = *change.Data.ExternalUser.Email
		}
		hosts[pair] = known{change.Version, host}
	}
	fmt.Println(pair, hosts[pair].version, hosts[pair].host)
	return nil
}

func compile(url string) *jsonschema.Schema {
	response, err := http.Get(url)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	document, err := jsonschema.UnmarshalJSON(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("conferencing.updated.v1.json", document); err != nil {
		log.Fatal(err)
	}
	return compiler.MustCompile("conferencing.updated.v1.json")
}

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
