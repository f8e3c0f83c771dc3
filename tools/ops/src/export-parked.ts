import {
  exportDeadLetters,
  type KafkaProducer,
  type ParkedRecords,
  type ParkedSelection,
} from '@conferencing/messaging';

export interface ExportParkedOptions {
  producer: KafkaProducer;
  deadLetterTopic: string;
  onExported: () => void;
}

const PAGE = 500;

/** Copies the selected records one by one, because several large ones would not fit into one request. */
export async function exportParked(
  parked: ParkedRecords,
  { ids, ...filter }: ParkedSelection,
  { producer, deadLetterTopic, onExported }: ExportParkedOptions,
): Promise<void> {
  const copy = async (id: string) => {
    await exportDeadLetters(producer, deadLetterTopic, [await parked.show(id)]);
    onExported();
  };
  for (const id of ids ?? []) await copy(id);
  if (ids !== undefined) return;
  for (let afterId = '0'; ;) {
    const page = await parked.list({ ...filter, afterId, limit: PAGE });
    for (const { id } of page) await copy(id);
    const last = page.at(-1);
    if (last === undefined) return;
    afterId = last.id;
  }
}
