import { Partitioners } from 'kafkajs';
import type { ICustomPartitioner, Kafka, KafkaConfig, Message, Producer } from 'kafkajs';
import { KafkaError } from '../kafka/kafka.errors.js';
import type { KafkaProducer, OutgoingRecord, ProducerOptions, SentBatch } from '../kafka/kafka.port.js';
import type { MessagingLog } from '../kafka/log.port.js';
import { toKafkaError } from './kafkajs.errors.js';
import { TrackedSockets } from './tracked-sockets.js';

type ClientFactory = (sockets: TrackedSockets, config: Partial<KafkaConfig>) => Kafka;

interface Incarnation {
  sockets: TrackedSockets;
  producer: Producer;
  chosen: WeakMap<Message, number>;
}

const DEFAULT_SEND_TIMEOUT_MS = 10_000;
const MAX_RETRY_MS = 500;

/**
 * After any failed send the underlying producer is closed and replaced, because its sequence numbers cannot be trusted.
 */
export class KafkajsProducer implements KafkaProducer {
  private readonly sendTimeoutMs: number;
  private current: Incarnation | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly client: ClientFactory,
    options: ProducerOptions,
    private readonly log: MessagingLog,
  ) {
    this.sendTimeoutMs = options.sendTimeoutMs ?? DEFAULT_SEND_TIMEOUT_MS;
  }

  async connect(): Promise<void> {
    await this.enqueue(() => this.within(async () => void (await this.connected())));
  }

  async send(topic: string, records: readonly OutgoingRecord[]): Promise<SentBatch[]> {
    if (records.length === 0) return [];
    return await this.enqueue(() => this.within(() => this.sendOnce(topic, records)));
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.queue;
    const producer = this.current?.producer;
    this.current = null;
    await producer?.disconnect();
  }

  private enqueue<T>(work: () => Promise<T>): Promise<T> {
    if (this.closed) return Promise.reject(new KafkaError('closed', 'The producer is closed'));
    const result = this.queue.then(work);
    this.queue = result.catch(() => undefined);
    return result;
  }

  private async within<T>(work: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_resolve, reject) => {
      const late = (): void => reject(new KafkaError('timeout', `No answer within ${this.sendTimeoutMs} ms`));
      timer = setTimeout(late, this.sendTimeoutMs);
    });
    const outcome = work();
    try {
      return await Promise.race([outcome, deadline]);
    } catch (error) {
      outcome.catch(() => undefined);
      this.abandon();
      throw toKafkaError(error);
    } finally {
      clearTimeout(timer);
    }
  }

  private async sendOnce(topic: string, records: readonly OutgoingRecord[]): Promise<SentBatch[]> {
    const { producer, chosen } = await this.connected();
    const messages = records.map(toMessage);
    const sent = await producer.send({ topic, messages, acks: -1, timeout: this.sendTimeoutMs });
    const batches = sent.map(({ partition, baseOffset }) => ({ partition, baseOffset: BigInt(baseOffset ?? -1) }));
    this.checkComplete(topic, messages, chosen, batches);
    return batches;
  }

  /** When a partition's leader moves during a send, kafkajs can report success without having sent its records. */
  private checkComplete(topic: string, messages: Message[], chosen: Incarnation['chosen'], batches: SentBatch[]): void {
    const acknowledged = new Set(batches.map(({ partition }) => partition));
    if (messages.every((message) => acknowledged.has(message.partition ?? chosen.get(message) ?? -1))) return;
    throw new KafkaError('connection', `Not every partition of ${topic} acknowledged its records`);
  }

  private async connected(): Promise<Incarnation> {
    if (this.current) return this.current;
    const sockets = new TrackedSockets();
    const chosen: Incarnation['chosen'] = new WeakMap();
    const requestTimeout = Math.max(1_000, this.sendTimeoutMs);
    const producer = this.client(sockets, { requestTimeout }).producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: remembering(chosen),
      retry: {
        initialRetryTime: 20,
        maxRetryTime: MAX_RETRY_MS,
        retries: Math.ceil(this.sendTimeoutMs / MAX_RETRY_MS) + 10,
      },
    });
    this.current = { sockets, producer, chosen };
    await producer.connect();
    return this.current;
  }

  private abandon(): void {
    const abandoned = this.current;
    if (!abandoned) return;
    this.current = null;
    abandoned.sockets.cut();
    abandoned.producer.disconnect().catch(() => undefined);
    this.log.warn({}, 'kafka producer replaced after a failed send');
  }
}

/** A record without a key keeps its first partition when kafkajs repeats the send. */
function remembering(chosen: WeakMap<Message, number>): ICustomPartitioner {
  return () => {
    const choose = Partitioners.DefaultPartitioner();
    return (args) => {
      const partition = chosen.get(args.message) ?? choose(args);
      chosen.set(args.message, partition);
      return partition;
    };
  };
}

/** `encodeRecord` accepts a list for headers, too. */
function toMessage(record: OutgoingRecord): Message {
  const { rawHeaders, ...message } = record;
  return (rawHeaders === undefined ? record : { ...message, headers: rawHeaders }) as Message;
}
