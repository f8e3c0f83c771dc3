import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from '@conferencing/servers';
import {
  kafkaProgram,
  makeCertificates,
  startPrivateKafka,
  type Certificates,
  type PrivateKafka,
} from '@conferencing/testing';

export const LOGIN = { name: 'conferencing', password: 'p@ss"/w:rd 1' };

/** A broker with a listener for each way of logging in; its certificate is signed by an authority of the test. */
export interface SecuredBroker {
  certificates: Certificates;
  plaintext: string;
  /** Asks for the client's certificate. */
  mutual: string;
  /** SCRAM-SHA-512 with {@link LOGIN}. */
  scram: string;
  /** OAUTHBEARER; takes any token with `alg: none` that has a subject and has not ended. */
  oauth: string;
  stop(): Promise<void>;
}

const jaas = (name: string, options = '') => `org.apache.kafka.common.security.${name}LoginModule required ${options};`;

export async function startSecuredBroker(): Promise<SecuredBroker> {
  const certificates = makeCertificates();
  const [mutual, scram, oauth] = (await freePorts(3)) as [number, number, number];
  const kafka = await startPrivateKafka((port, controllerPort) => {
    const places = Object.entries({ PLAINTEXT: port, MUTUAL: mutual, SCRAM: scram, OAUTH: oauth });
    const listeners = places.map(([name, at]) => `${name}://127.0.0.1:${at}`).join(',');
    return {
      listeners: `${listeners},CONTROLLER://127.0.0.1:${controllerPort}`,
      'advertised.listeners': listeners,
      'listener.security.protocol.map':
        'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,MUTUAL:SSL,SCRAM:SASL_SSL,OAUTH:SASL_SSL',
      ...ownCertificate(certificates),
      'listener.name.mutual.ssl.client.auth': 'required',
      'listener.name.scram.sasl.enabled.mechanisms': 'SCRAM-SHA-512',
      'listener.name.scram.scram-sha-512.sasl.jaas.config': jaas('scram.Scram'),
      'listener.name.oauth.sasl.enabled.mechanisms': 'OAUTHBEARER',
      'listener.name.oauth.oauthbearer.sasl.jaas.config': jaas(
        'oauthbearer.OAuthBearer',
        'unsecuredLoginStringClaim_sub="broker"',
      ),
    };
  });
  try {
    await addScramLogin(kafka);
  } catch (error) {
    await kafka.stop();
    throw error;
  }
  const at = (port: number) => `127.0.0.1:${port}`;
  return {
    certificates,
    plaintext: kafka.brokers,
    mutual: at(mutual),
    scram: at(scram),
    oauth: at(oauth),
    stop: () => kafka.stop(),
  };
}

function ownCertificate({ server, caFile, folder }: Certificates): Record<string, string> {
  const chain = join(folder, 'key-and-certificate.pem');
  writeFileSync(chain, `${server.key}${server.cert}`);
  return {
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': chain,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': caFile,
  };
}

/** By Kafka's own client: the one that is tested has no such request. */
async function addScramLogin({ brokers }: PrivateKafka): Promise<void> {
  const { java, jars } = await kafkaProgram();
  const program = join(__dirname, 'java/AddScramLogin.java');
  const words = [program, brokers, LOGIN.name, LOGIN.password];
  await promisify(execFile)(java, ['-XX:TieredStopAtLevel=1', '-cp', join(jars, '*'), ...words]);
}
