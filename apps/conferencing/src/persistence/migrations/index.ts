import { Accounts1764000000000 } from './1764000000000-accounts.migration.js';
import { Directory1764000001000 } from './1764000001000-directory.migration.js';
import { ServiceProviders1764000002000 } from './1764000002000-service-providers.migration.js';
import { Outbox1764000003000 } from './1764000003000-outbox.migration.js';
import { DirectoryWork1764000004000 } from './1764000004000-directory-work.migration.js';
import { Messaging1764000005000 } from './1764000005000-messaging.migration.js';
import { LeaseIncarnation1764001000000 } from './1764001000000-lease-incarnation.migration.js';
import { ParkedBytes1764003000000 } from './1764003000000-parked-bytes.migration.js';
import { Recovery1764002000000 } from './1764002000000-recovery.migration.js';
import { CredentialChanges1764006000000 } from './1764006000000-credential-changes.migration.js';
import { Batches1764007000000 } from './1764007000000-batches.migration.js';
import { HostLost1764007001000 } from './1764007001000-host-lost.migration.js';
import { FoldCase1764009000000 } from './1764009000000-fold-case.migration.js';
import { ConsentBrowser1764009001000 } from './1764009001000-consent-browser.migration.js';
import { PairList1764009800000 } from './1764009800000-pair-list.migration.js';

/** Every migration of this app's database, oldest first. */
export const MIGRATIONS = [
  Accounts1764000000000,
  Directory1764000001000,
  ServiceProviders1764000002000,
  Outbox1764000003000,
  DirectoryWork1764000004000,
  Messaging1764000005000,
  LeaseIncarnation1764001000000,
  ParkedBytes1764003000000,
  Recovery1764002000000,
  CredentialChanges1764006000000,
  Batches1764007000000,
  HostLost1764007001000,
  FoldCase1764009000000,
  ConsentBrowser1764009001000,
  PairList1764009800000,
];
