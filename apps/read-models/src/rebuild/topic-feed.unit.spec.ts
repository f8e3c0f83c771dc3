import type { ConsumerListener, FetchedBatch, KafkaPort } from '@conferencing/messaging';
import { TopicFeed } from './topic-feed.js';

function feedOf(stallMs: number) {
  let listener!: ConsumerListener;
  const consumer = {
    run: (given: ConsumerListener) => {
      listener = given;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  const feed = new TopicFeed({ consumer: () => consumer } as unknown as KafkaPort, 't', new Map([[0, 3n]]), stallMs);
  const batch = (nextOffset: bigint): FetchedBatch => ({
    topic: 't',
    partition: 0,
    records: [],
    unreadable: [],
    nextOffset,
    highWatermark: 9n,
  });
  return { feed, deliver: (nextOffset: bigint) => listener.batch(batch(nextOffset)) };
}

it('a feed is at the end when its position is, whether or not a record came', async () => {
  const { feed, deliver } = feedOf(60_000);
  await feed.handle(() => Promise.resolve());
  const reached = feed.reached(new Map([[0, 9n]]));
  await deliver(9n);
  await reached;
  await feed.close();
});

it('a feed that comes no nearer to the end says where it stands', async () => {
  const { feed, deliver } = feedOf(0);
  await feed.handle(() => Promise.resolve());
  await deliver(7n);
  await expect(feed.reached(new Map([[0, 9n]]))).rejects.toThrow('Nothing more comes of t: partition 0 at 7 of 9.');
  await feed.close();
});
