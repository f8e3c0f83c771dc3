import { Messaging1764100000000 } from './1764100000000-messaging.migration.js';
import { Projections1764100001000 } from './1764100001000-projections.migration.js';
import { CheapRefreshes1764100002000 } from './1764100002000-cheap-refreshes.migration.js';
import { ParkedBytes1764103000000 } from './1764103000000-parked-bytes.migration.js';
import { Callers1764106000000 } from './1764106000000-callers.migration.js';
import { ChangesOfAccounts1764106001000 } from './1764106001000-changes-of-accounts.migration.js';
import { IndexesOfChanges1764106002000 } from './1764106002000-indexes-of-changes.migration.js';

/** Oldest first. */
export const MIGRATIONS = [
  Messaging1764100000000,
  Projections1764100001000,
  CheapRefreshes1764100002000,
  ParkedBytes1764103000000,
  Callers1764106000000,
  ChangesOfAccounts1764106001000,
  IndexesOfChanges1764106002000,
];
