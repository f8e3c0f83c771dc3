import { KafkajsKafka, type KafkaPort, readKafkaSettings } from '@conferencing/messaging';
import { testBrokers } from '@conferencing/testing';

export const quietLog = { debug() {}, info() {}, warn() {}, error() {} };

export function benchKafka(): KafkaPort {
  return new KafkajsKafka(readKafkaSettings({ KAFKA_BROKERS: testBrokers().join(',') }), quietLog);
}
