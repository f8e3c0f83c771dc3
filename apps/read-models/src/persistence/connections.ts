import type { ReadModelsSettings } from '../read-models.config.js';

/** How the connections of a process are shared: however much is asked, changes go on to become visible. */
export function sharesOf({ DATABASE_POOL_SIZE: connections }: ReadModelsSettings): {
  queries: number;
  consumer: number;
} {
  const consumer = Math.floor(connections / 2);
  return { queries: connections - consumer, consumer };
}
