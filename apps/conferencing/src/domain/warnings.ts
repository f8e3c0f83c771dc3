import type { Reason } from './host-state.js';

/** Meetings work, but people may not expect this. A warning is not part of a pair's state, so it makes no event. */
export const WARNINGS = ['host_not_licensed', 'host_shared', 'email_differs'] as const;

export type Warning = (typeof WARNINGS)[number];

/** The facts about a pair with a host. There is no warning for a host who was removed at the provider. */
export interface WarningFacts {
  /** The host has no licence: a Basic user at Zoom. */
  notLicensed: boolean;
  /** The number of other providers whom the host serves, counted up to `MOST_SHARED`. */
  otherProviders: number;
  /** The provider's email is not the host's, and no caller chose the host by hand. */
  emailDiffers: boolean;
}

/** A limit for the count: without it, one host could make the query read a whole account. */
export const MOST_SHARED = 100;

function sharedWith(otherProviders: number): string {
  if (otherProviders >= MOST_SHARED) return `at least ${MOST_SHARED} other providers`;
  return otherProviders === 1 ? '1 other provider' : `${otherProviders} other providers`;
}

/** Sorted by how soon people notice them. */
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
