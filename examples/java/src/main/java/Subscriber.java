import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Keeps who hosts, by pair, and prints each change. Reads the whole compacted topic at each start. */
public class Subscriber {
  record Known(long version, String host) {}

  static final String TOPIC = "conferencing.updated";
  static final ObjectMapper JSON = new ObjectMapper();
  static final Map<String, Known> HOSTS = new HashMap<>();

  public static void main(String[] arguments) {
    JsonSchema schema = readSchema();
    try (var consumer = openTopic()) {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          try {
            apply(schema, record.key(), record.value());
          } catch (Exception malformed) { // It never becomes right: put it aside, and go on.
            System.err.println("malformed record at " + record.partition() + "/" + record.offset());
          }
        }
      }
    }
  }

  /** Without the schema nothing can be checked: the start ends with one line. */
  static JsonSchema readSchema() {
    String url = setting("SCHEMA_URL", "http://127.0.0.1:3000/schemas/conferencing.updated.v1.json");
    String reason = "the answer is no schema";
    try {
      var connection = URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(10_000);
      connection.setReadTimeout(10_000);
      JsonNode document = JSON.readTree(connection.getInputStream());
      if (document.has("properties")) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(document);
      }
    } catch (IOException | RuntimeException error) {
      reason = error.getClass().getSimpleName();
    }
    return end("No schema at " + url + " (" + reason + "). Start conferencing there, or set SCHEMA_URL.");
  }

  /** Without Kafka or the topic nothing would ever come: the start ends with one line. Later the client connects again. */
  static KafkaConsumer<String, String> openTopic() {
    String broker = setting("KAFKA_BROKER", "localhost:9092");
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", broker,
        "group.id", "who-hosts-" + ProcessHandle.current().pid(),
        "auto.offset.reset", "earliest",
        "allow.auto.create.topics", "false",
        "enable.auto.commit", "false");
    try {
      var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
      if (consumer.partitionsFor(TOPIC, Duration.ofSeconds(10)).isEmpty()) {
        return end("Kafka at " + broker + " has no topic " + TOPIC + ". Start conferencing, or set KAFKA_BROKER.");
      }
      consumer.subscribe(List.of(TOPIC));
      return consumer;
    } catch (KafkaException error) {
      String reason = (error.getCause() == null ? error : error.getCause()).getMessage();
      return end("Kafka at " + broker + " does not answer (" + reason + "). Start it, or set KAFKA_BROKER.");
    }
  }

  static void apply(JsonSchema schema, String pair, String value) throws Exception {
    if (value == null) { // A tombstone: the pair left the catalog.
      HOSTS.remove(pair);
      System.out.println(pair + " gone -");
      return;
    }
    JsonNode event = JSON.readTree(value);
    if (!schema.validate(event).isEmpty()) throw new IllegalArgumentException("breaks the schema");
    long version = event.get("version").asLong();
    if (version > HOSTS.getOrDefault(pair, new Known(0, "-")).version()) { // Records may come again.
      // Data is null when nobody hosts any more.
      HOSTS.put(pair, new Known(version, event.at("/data/external_user/email").asText("-")));
    }
    System.out.println(pair + " " + HOSTS.get(pair).version() + " " + HOSTS.get(pair).host());
  }

  static String setting(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? otherwise : value;
  }

  static <T> T end(String line) {
    System.err.println(line);
    System.exit(1);
    return null;
  }
}
