/**
 * `assigned`: the pair had no host. `reassigned`: another host. `refreshed`: the same host, but the resource or the
 * host state has changed. `cleared`: the pair has no host any more.
 */
export const CHANGES = ['assigned', 'reassigned', 'refreshed', 'cleared'] as const;
export type Change = (typeof CHANGES)[number];

/** The actor: a token, the platform, a user of a JWT, or the system itself. */
export const ACTOR_PATTERN = '^(?:platform|(?:token|user|system):[\\s\\S]+)$';
