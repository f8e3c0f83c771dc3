import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { Consumer } from 'kafkajs';

/**
 * Whether the brokers still answer a consumer. It asks them several times a second, and a frozen broker or a network that
 * drops packets reports no error: only the missing answer tells.
 */
export class BrokerSilence {
  private heardAt = performance.now();

  /**
   * @param limitMs silence up to this long is normal, such as the wait for the other members of a group
   */
  constructor(
    consumer: Pick<Consumer, 'on' | 'events'>,
    private readonly limitMs: number,
  ) {
    const checks = { consumer: check.objectWith('a consumer of kafkajs', 'on'), limitMs: check.amount(0) };
    refuseWrongArguments('BrokerSilence', { consumer, limitMs }, checks);
    consumer.on(consumer.events.REQUEST, () => (this.heardAt = performance.now()));
  }

  /** One sentence while no broker has answered for longer than the limit; null otherwise. */
  get problem(): string | null {
    const silentMs = performance.now() - this.heardAt;
    return silentMs > this.limitMs ? `Kafka has not answered for ${Math.floor(silentMs / 1_000)} s.` : null;
  }
}
