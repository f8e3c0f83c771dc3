// Keeps who hosts, by pair, and prints each change. Reads the whole compacted topic at each start.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

const (
	topicName = "conferencing.updated"
	timeout   = 10 * time.Second
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
	log.SetFlags(0)
	schema := readSchema(setting("SCHEMA_URL", "http://127.0.0.1:3000/schemas/conferencing.updated.v1.json"))
	client := openTopic(setting("KAFKA_BROKER", "localhost:9092"))
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

// Without the schema nothing can be checked: the start ends with one line.
func readSchema(url string) *jsonschema.Schema {
	schema, err := fetchSchema(url)
	if err != nil {
		log.Fatalf("No schema at %s (%v). Start conferencing there, or set SCHEMA_URL.", url, err)
	}
	return schema
}

func fetchSchema(url string) (*jsonschema.Schema, error) {
	response, err := (&http.Client{Timeout: timeout}).Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", response.StatusCode)
	}
	document, err := jsonschema.UnmarshalJSON(response.Body)
	if err != nil {
		return nil, err
	}
	if fields, isObject := document.(map[string]any); !isObject || fields["properties"] == nil {
		return nil, fmt.Errorf("the answer is no schema")
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("conferencing.updated.v1.json", document); err != nil {
		return nil, err
	}
	return compiler.Compile("conferencing.updated.v1.json")
}

// Without Kafka or the topic nothing would ever come: the start ends with one line. Later the client connects again.
func openTopic(broker string) *kgo.Client {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(broker),
		kgo.ConsumeTopics(topicName),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
	)
	if err != nil {
		log.Fatalf("%s is no host:port (%v). Start Kafka, or set KAFKA_BROKER.", broker, err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	topic := kmsg.NewMetadataRequestTopic()
	topic.Topic = kmsg.StringPtr(topicName)
	request := kmsg.NewPtrMetadataRequest()
	request.Topics = append(request.Topics, topic)
	response, err := request.RequestWith(ctx, client)
	if err != nil {
		log.Fatalf("Kafka at %s does not answer (%v). Start it, or set KAFKA_BROKER.", broker, err)
	}
	if err := kerr.ErrorForCode(response.Topics[0].ErrorCode); err != nil {
		log.Fatalf("Kafka at %s has no topic %s (%v). Start conferencing, or set KAFKA_BROKER.", broker, topicName, err)
	}
	return client
}

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
