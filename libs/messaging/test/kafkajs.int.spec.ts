import { describeKafkaPort } from './describe-kafka-port.js';
import { testKafka } from './harness.js';

describeKafkaPort('the port over kafkajs', testKafka);
