import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes what our own producer never does. Arguments: the brokers, then any number of steps, each of five words:
 * topic, partition, codec, how ("plain", "commit" or "abort"), and values separated by commas. The value "zeros*N" is N
 * bytes of zero, and "name*N" is N values: name0, name1, ...
 */
public class ForeignProducer {
  public static void main(String[] args) throws Exception {
    for (int step = 1; step < args.length; step += 5) {
      try (var producer = producer(args[0], args[step + 2], args[step + 3], step)) {
        send(producer, args[step], Integer.parseInt(args[step + 1]), args[step + 3], args[step + 4].split(","));
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(String brokers, String codec, String how, int step) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", brokers);
    settings.put("compression.type", codec);
    settings.put("max.request.size", 256 << 20);
    settings.put("buffer.memory", 512L << 20);
    settings.put("batch.size", 1 << 20);
    settings.put("linger.ms", 200);
    if (!how.equals("plain")) settings.put("transactional.id", "foreign-" + ProcessHandle.current().pid() + "-" + step);
    var bytes = new ByteArraySerializer();
    return new KafkaProducer<>(settings, bytes, bytes);
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, int partition, String how, String[] values) {
    boolean transactional = !how.equals("plain");
    if (transactional) {
      producer.initTransactions();
      producer.beginTransaction();
    }
    for (String value : values) {
      String[] parts = value.split("\\*");
      int count = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
      if (parts[0].equals("zeros")) {
        producer.send(new ProducerRecord<>(topic, partition, "zeros".getBytes(), new byte[count]));
        // A batch of its own.
        producer.flush();
        continue;
      }
      for (int index = 0; index < count; index += 1) {
        byte[] text = (parts.length == 1 ? value : parts[0] + index).getBytes();
        var record = new ProducerRecord<byte[], byte[]>(topic, partition, text, text);
        record.headers().add("source", "java".getBytes()).add("none", null);
        producer.send(record);
      }
      producer.flush();
    }
    if (how.equals("commit")) producer.commitTransaction();
    if (how.equals("abort")) producer.abortTransaction();
    producer.flush();
  }
}
