import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { KafkaConfig, SASLOptions } from 'kafkajs';
import type { KafkaSettings } from '../kafka/kafka.settings.js';
import { OauthToken } from '../kafka/oauth-token.js';

export const SETTINGS = check.shaped('what readKafkaSettings(process.env) returns', {
  KAFKA_BROKERS: check.listOf('brokers'),
});

/** How kafkajs reaches the brokers, for every client that is made from these settings; tokens are shared by all of them. */
export function connectionOf(settings: KafkaSettings): Pick<KafkaConfig, 'brokers' | 'clientId' | 'ssl' | 'sasl'> {
  refuseWrongArguments('connectionOf', { settings }, { settings: SETTINGS });
  const { KAFKA_BROKERS: brokers, KAFKA_CLIENT_ID: clientId } = settings;
  const sasl = saslOf(settings);
  return { brokers, clientId, ssl: tlsOf(settings), ...(sasl && { sasl }) };
}

function tlsOf(settings: KafkaSettings): KafkaConfig['ssl'] {
  const { KAFKA_SSL: on, KAFKA_SSL_CA: ca, KAFKA_SSL_CERT: cert, KAFKA_SSL_KEY: key } = settings;
  if (!on || !(ca ?? cert)) return on;
  return { ...(ca && { ca }), ...(cert && { cert, key }) };
}

function saslOf(settings: KafkaSettings): SASLOptions | undefined {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = settings;
  if (mechanism === undefined) return undefined;
  if (mechanism !== 'oauthbearer') return { mechanism, username, password } as SASLOptions;
  const { KAFKA_OAUTH_CLIENT_ID: clientId, KAFKA_OAUTH_CLIENT_SECRET: clientSecret } = settings;
  const { KAFKA_OAUTH_TOKEN_URL: tokenUrl, KAFKA_OAUTH_SCOPE: scope, KAFKA_OAUTH_EXTENSIONS: extensions } = settings;
  const token = new OauthToken({ tokenUrl: tokenUrl!, clientId: clientId!, clientSecret: clientSecret!, scope });
  const oauthBearerProvider = async () => {
    const value = await token.get().catch(endConnection);
    return { value, ...(extensions && { extensions }) };
  };
  return { mechanism, oauthBearerProvider };
}

/** kafkajs would try again on the same connection, where a broker doesn't take a second handshake, and report that. */
function endConnection(cause: Error): never {
  throw Object.assign(new Error(cause.message, { cause }), { retriable: false });
}
