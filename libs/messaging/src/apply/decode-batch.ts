import { MalformedRecordError } from '@conferencing/contracts';
import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { PoisonRecord } from './apply.errors.js';
import { PoisonRecordError } from './apply.errors.js';
import type { RecordBatch } from './record-batch.js';
import type { KafkaRecord } from '../kafka/kafka.port.js';

const CHECKS = {
  batch: check.shaped('the batch that a handler gets', { records: check.listOf('records') }),
  decode: check.callback,
};

/**
 * Decodes every record of a batch with one of the contracts' decoders.
 * @throws PoisonRecordError with all malformed records at once, each with every reason; TypeError
 */
export function decodeBatch<Decoded>(batch: RecordBatch, decode: (record: KafkaRecord) => Decoded): Decoded[] {
  refuseWrongArguments('decodeBatch', { batch, decode }, CHECKS);
  const poison: PoisonRecord[] = [];
  const decoded: Decoded[] = [];
  for (const record of batch.records) {
    try {
      decoded.push(decode(record));
    } catch (error) {
      if (!(error instanceof MalformedRecordError)) throw error;
      poison.push({ record, reasons: error.reasons.map(({ code, detail }) => `${code}: ${detail}`) });
    }
  }
  if (poison.length > 0) throw new PoisonRecordError(poison);
  return decoded;
}
