import type { Reason } from './host-state.js';

/** Meetings would work, but perhaps not as somebody expects. A warning is no part of a pair's state: it makes no event. */
export const WARNINGS = ['host_not_licensed', 'host_shared', 'email_differs'] as const;

export type Warning = (typeof WARNINGS)[number];

/** What a pair with a host may be warned of. Nothing is said of a host who is gone at the provider. */
export interface WarningFacts {
  /** The host is known to have no licence: a Basic user at Zoom. */
  notLicensed: boolean;
  /** How many other providers the host hosts for, counted up to `MOST_SHARED`. */
  otherProviders: number;
  /** The provider's email is not the host's, and nobody chose the host by hand. */
  emailDiffers: boolean;
}

/** Enough to know that it is far too many; a count without an end would read a whole account for one host. */
export const MOST_SHARED = 100;

function sharedWith(otherProviders: number): string {
  if (otherProviders >= MOST_SHARED) return `at least ${MOST_SHARED} other providers`;
  return otherProviders === 1 ? '1 other provider' : `${otherProviders} other providers`;
}

/** In the order of how soon it will be felt. */
export function warningsOf({ notLicensed, otherProviders, emailDiffers }: WarningFacts): Reason[] {
  const warnings: Record<Warning, string | null> = {
    host_not_licensed: notLicensed
      ? 'The host is a Basic user at Zoom: their meetings end after 40 minutes. Give them a licence at Zoom, ' +
        'or assign a licensed host.'
      : null,
    host_shared:
      otherProviders > 0
        ? `The host also hosts the meetings of ${sharedWith(otherProviders)}. Zoom lets a licensed user hold two ` +
          'meetings at the same time, and a Basic user one. Assign another host if more of their meetings overlap.'
        : null,
    email_differs: emailDiffers
      ? 'The email of the provider is not the email of the host, and no caller has chosen this host by hand. ' +
        'If this is the right person, map the provider to this host by hand. If not, assign another host.'
      : null,
  };
  return WARNINGS.flatMap((code) => {
    const detail = warnings[code];
    return detail === null ? [] : [{ code, detail }];
  });
}
