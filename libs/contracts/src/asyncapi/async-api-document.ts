import { SCHEMAS } from '../schema/published.js';
import { refuse } from '../validation/refuse.js';
import { CONFERENCING_UPDATED_PARTITIONS, TOPICS } from '../topics.js';
import { componentSchemas } from './component-schemas.js';
import { CATALOG_MESSAGES, CONFERENCING_MESSAGES } from './messages.js';

export interface AsyncApiOptions {
  /** The version of the service that serves the document. */
  version: string;
  /** Kafka's bootstrap servers as `host:port`, if they may be published. */
  brokers?: readonly string[];
}

/** The AsyncAPI 3 document of the topic that conferencing writes and of the one that it reads. */
export function asyncApiDocument(options: AsyncApiOptions) {
  if (typeof options?.version !== 'string') refuse('asyncApiDocument', 'options', 'an object with the version');
  const { version, brokers = [] } = options;
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Conferencing events',
      version,
      description:
        "Who hosts the video meetings of a provider on a service: every change, in order for each pair's key.",
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: Object.fromEntries(brokers.map((host, index) => [`kafka${index}`, { host, protocol: 'kafka' }])),
    channels: {
      conferencingUpdated: channel(TOPICS.conferencingUpdated, CONFERENCING_MESSAGES, CONFERENCING_UPDATED_PARTITIONS),
      catalogUpdated: channel(TOPICS.catalogUpdated, CATALOG_MESSAGES),
    },
    operations: {
      sendConferencingUpdated: operation('send', 'conferencingUpdated', CONFERENCING_MESSAGES),
      receiveCatalogUpdated: operation('receive', 'catalogUpdated', CATALOG_MESSAGES),
    },
    components: {
      messages: { ...CONFERENCING_MESSAGES, ...CATALOG_MESSAGES },
      schemas: { ...componentSchemas(SCHEMAS.catalogUpdated), ...componentSchemas(SCHEMAS.conferencingUpdated) },
    },
  };
}

function channel(topic: string, messages: object, partitions?: number) {
  return {
    address: topic,
    messages: references(messages, (name) => `#/components/messages/${name}`),
    bindings: {
      kafka: {
        topic,
        ...(partitions !== undefined && { partitions }),
        topicConfiguration: { 'cleanup.policy': ['compact'] },
        bindingVersion: '0.5.0',
      },
    },
  };
}

function operation(action: 'send' | 'receive', channelName: string, messages: object) {
  return {
    action,
    channel: { $ref: `#/channels/${channelName}` },
    messages: Object.values(references(messages, (name) => `#/channels/${channelName}/messages/${name}`)),
  };
}

function references(messages: object, to: (name: string) => string): Record<string, { $ref: string }> {
  return Object.fromEntries(Object.keys(messages).map((name) => [name, { $ref: to(name) }]));
}
