import { setTimeout as delay } from 'node:timers/promises';
import { TOPICS } from '@conferencing/contracts';
import { notFound } from '@conferencing/kernel';
import {
  findUser,
  forgetUser,
  keysSaying,
  pairsShowing,
  publishWithout,
  waitingOf,
} from '../../../../apps/conferencing/src/operate/forget-user.js';
import { redactUser } from '../../../../apps/read-models/src/operate/forget-user.js';
import { hasReached } from '../../../../apps/read-models/src/operate/progress.js';
import { AdvisedError } from '../advice.js';
import { SAY_YES } from '../confirmed.js';
import { topicEnds } from '../status/topic-ends.js';
import type { Workplace } from '../workplace.js';
import { unsearchedLine } from './forget-provider.js';
import { ParkedNaming } from './parked-naming.js';

const PATIENCE_MS = 60_000;
const LOOK_MS = 250;

/** Says what goes and, if it is wished, removes it. It may be repeated: what is gone is passed over. */
export async function forgetUserOf(place: Workplace, id: string, yes: boolean): Promise<boolean> {
  const access = yes ? 'write' : 'read';
  const [owner, readModels] = [await place.conferencing(access), await place.readModels(access)];
  const kafka = await (yes ? place.kafkaToRead(TOPICS.conferencingUpdated) : place.kafka());
  const user = await findUser(owner, id);
  const parked = await ParkedNaming.of(place, 'read-models', access, id);
  const progress = place.output.progress();
  try {
    const now = new Date();
    const shown = yes ? await forgetUser(owner, id, user, now) : await pairsShowing(owner, id);
    const { keys, unreadable } = await keysSaying(owner, kafka, id, (read) => progress.show('reading the topic', read));
    const others = keys.filter((key) => !shown.includes(key));
    if (yes) {
      await publishWithout(owner, id, others, now);
      await parked.discard();
      await settled('Events wait to be published', async () => (await waitingOf(owner, [...shown, ...others])) === 0);
      const ends = await topicEnds(kafka, [TOPICS.conferencingUpdated]);
      await settled('read-models has not caught up', () => hasReached(readModels, ends.values()));
    }
    const onLooked = (rows: number) => progress.show('looking through the read models', rows);
    const rows = await redactUser(readModels, id, { write: yes, onLooked });
    const pairs = shown.length + others.length;
    const kept = rows.history + rows.conferencing_current;
    if (user === undefined && pairs + kept + parked.ids.length === 0) throw notFound(`Nothing is known of ${id}.`);
    const ranges = parked.unreadable + unreadable;
    const { named = false, mappings = 0, webhooks = 0, connections = [] } = user ?? {};
    progress.end();
    place.output.result(
      {
        id,
        done: yes && webhooks === 0,
        named,
        mappings,
        pairs_published: pairs,
        history: rows.history,
        conferencing_current: rows.conferencing_current,
        parked_records: parked.ids.length,
        unreadable_ranges: ranges,
        waiting_webhooks: webhooks,
        connections_with_same_email: connections,
      },
      [
        named ? `${id}: email and names.` : `${id}: no email or name is kept with the user.`,
        `${mappings} mappings, ${rows.history} changes in the history, ${rows.conferencing_current} pairs in the read models.`,
        `${pairs} pairs whose last event says them, ${parked.ids.length} parked records.`,
        ...unsearchedLine(ranges),
        ...connections.map(
          (one) => `${one} has the same email and keeps it: connect it with another administrator, or delete it.`,
        ),
        ...(webhooks === 0
          ? []
          : [`${webhooks} webhooks about them wait, an hour at most: run this again after that.`]),
        yes ? 'Done. Older records in the topic go with its compaction, in at most 8 days.' : SAY_YES,
      ],
    );
    return yes && webhooks === 0;
  } finally {
    progress.end();
  }
}

async function settled(what: string, look: () => Promise<boolean>): Promise<void> {
  for (const until = performance.now() + PATIENCE_MS; !(await look()); await delay(LOOK_MS)) {
    if (performance.now() > until) throw new AdvisedError(`${what} for a minute: see ops status, then run this again.`);
  }
}
