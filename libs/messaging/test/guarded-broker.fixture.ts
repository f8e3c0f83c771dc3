import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, repository } from '@conferencing/servers';
import { type AppSettings, type PrivateKafka, startPrivateKafka } from '@conferencing/testing';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs';

const PASSWORD = 'secret-of-the-test';

/** A right on Kafka, as docs/managed-servers.md gives it to a program. */
export interface Right {
  who: string;
  type: 'topic' | 'group';
  name: string;
  prefix: boolean;
  operations: string[];
}

/** The table of rights of docs/managed-servers.md. */
export function documentedRights(): Right[] {
  const page = readFileSync(join(repository, 'docs/managed-servers.md'), 'utf8');
  const rows = page.matchAll(/^\| (\S.*?) +\| (topic|group)(s that begin with)? `(\S+)` +\| (\S.*?) +\|$/gm);
  return [...rows].map(([, who, type, prefix, name, operations]) => ({
    who: who!.replaceAll('`', ''),
    type: type as 'topic' | 'group',
    name: name!,
    prefix: prefix !== undefined,
    operations: operations!.split(', '),
  }));
}

const OPERATIONS: Readonly<Record<string, AclOperationTypes>> = {
  read: AclOperationTypes.READ,
  write: AclOperationTypes.WRITE,
  create: AclOperationTypes.CREATE,
  describe: AclOperationTypes.DESCRIBE,
  'describe configs': AclOperationTypes.DESCRIBE_CONFIGS,
  'alter configs': AclOperationTypes.ALTER_CONFIGS,
};

/** A broker that lets each login do what it was given, and its second listener everything, without a login. */
export class GuardedBroker {
  private constructor(
    private readonly kafka: PrivateKafka,
    private readonly port: number,
  ) {}

  static async start(logins: readonly string[]): Promise<GuardedBroker> {
    const login = await freePort();
    const users = logins.map((name) => `user_${name}="${PASSWORD}"`).join(' ');
    const kafka = await startPrivateKafka((port, controllerPort) => ({
      listeners: `PLAINTEXT://127.0.0.1:${port},LOGIN://127.0.0.1:${login},CONTROLLER://127.0.0.1:${controllerPort}`,
      'advertised.listeners': `PLAINTEXT://127.0.0.1:${port},LOGIN://127.0.0.1:${login}`,
      'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,LOGIN:SASL_PLAINTEXT',
      'listener.name.login.sasl.enabled.mechanisms': 'PLAIN',
      'listener.name.login.plain.sasl.jaas.config': `org.apache.kafka.common.security.plain.PlainLoginModule required ${users};`,
      'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'super.users': 'User:ANONYMOUS',
    }));
    return new GuardedBroker(kafka, login);
  }

  /** Of the listener that asks for no login. */
  get open(): string {
    return this.kafka.brokers;
  }

  settingsOf(login: string): AppSettings {
    return {
      KAFKA_BROKERS: `127.0.0.1:${this.port}`,
      KAFKA_SASL_MECHANISM: 'PLAIN',
      KAFKA_SASL_USERNAME: login,
      KAFKA_SASL_PASSWORD: PASSWORD,
    };
  }

  async grant(login: string, rights: readonly Right[]): Promise<void> {
    const admin = new Kafka({ brokers: [this.open], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      const acl = rights.flatMap(({ type, name, prefix, operations }) =>
        operations.map((operation) => ({
          resourceType: type === 'topic' ? AclResourceTypes.TOPIC : AclResourceTypes.GROUP,
          resourceName: name,
          resourcePatternType: prefix ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
          principal: `User:${login}`,
          host: '*',
          operation: OPERATIONS[operation]!,
          permissionType: AclPermissionTypes.ALLOW,
        })),
      );
      await admin.createAcls({ acl });
    } finally {
      await admin.disconnect();
    }
  }

  stop(): Promise<void> {
    return this.kafka.stop();
  }
}
