import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Keeps who hosts, by pair, and prints each change. Reads the whole compacted topic at each start. */
public class Subscriber {
  record Known(long version, String host) {}

  static final ObjectMapper JSON = new ObjectMapper();
  static final Map<String, Known> HOSTS = new HashMap<>();

  public static void main(String[] arguments) throws Exception {
    String url = setting("SCHEMA_URL", "http://127.0.0.1:3000/schemas/conferencing.updated.v1.json");
    JsonNode document = JSON.readTree(URI.create(url).toURL());
    JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(document);
    Map<String, Object> settings = Map.of(
        "bootstrap.servers", setting("KAFKA_BROKER", "localhost:9092"),
        "group.id", "who-hosts-" + ProcessHandle.current().pid(),
        "auto.offset.reset", "earliest",
        "enable.auto.commit", "false");
    try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("conferencing.updated"));
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
    return System.getenv().getOrDefault(name, otherwise);
  }
}
