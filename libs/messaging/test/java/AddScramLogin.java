import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** Lets a user log in by SCRAM-SHA-512. Arguments: the brokers, the user's name and password. */
public class AddScramLogin {
  public static void main(String[] args) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
      var kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
      admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(args[1], kind, args[2]))).all().get();
    }
  }
}
