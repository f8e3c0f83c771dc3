/** A user of a Zoom account, as the sandbox takes them. A pending one has no id yet. */
export interface DemoHost {
  id?: string;
  email: string;
  first_name: string;
  last_name: string;
  /** Zoom's own: 1 is Basic, 2 is Licensed. */
  type: 1 | 2;
}

export type ZoomStatus = 'active' | 'inactive' | 'pending';

function host(first_name: string, last_name: string, type: 1 | 2 = 2): DemoHost & { id: string } {
  const id = `demo-host-${first_name.toLowerCase()}`;
  return { id, email: `${first_name}.${last_name}@example.com`.toLowerCase(), first_name, last_name, type };
}

/** The two who take turns in the main job. They host nothing else, so the rest of the demo stays as it was. */
export const HOSTS = [host('Ada', 'Moreau'), host('Ben', 'Okafor')] as const;

/** The others of the demo's providers, each for what their meetings show. */
export const OTHERS = {
  chloe: host('Chloe', 'Petit'),
  daniel: host('Daniel', 'Kim'),
  elena: host('Elena', 'Rossi', 1),
  farid: host('Farid', 'Haddad'),
  grace: host('Grace', 'Chen'),
  hugo: host('Hugo', 'Silva'),
  ines: host('Ines', 'Weber'),
  jonas: host('Jonas', 'Berg'),
  kira: host('Kira', 'Novak'),
  leo: host('Leo', 'Martin'),
} as const;

export type Person = keyof typeof OTHERS;

/** Credentials of a made-up Zoom account: they open nothing but a sandbox. */
export interface ZoomAccount {
  account_id: string;
  client_id: string;
  client_secret: string;
}

const zoomAccount = (name: string): ZoomAccount => ({
  account_id: name,
  client_id: `${name}-client`,
  client_secret: `${name}-client-secret`,
});

/** The clinic's own account, one whose app was changed at Zoom, and one whose app has lost its scopes. */
export const ZOOM = {
  clinic: { account_id: 'demo-zoom-account', client_id: 'demo-client', client_secret: 'demo-client-secret' },
  branch: zoomAccount('demo-zoom-branch'),
  partner: zoomAccount('demo-zoom-partner'),
} as const;

/** Who has a user in the clinic's Zoom account, with the status in which the demo leaves them. Hugo is removed. */
export const CLINIC_USERS: readonly (readonly [DemoHost, ZoomStatus])[] = [
  [OTHERS.chloe, 'active'],
  [OTHERS.daniel, 'active'],
  [OTHERS.elena, 'active'],
  [OTHERS.farid, 'inactive'],
  [{ ...OTHERS.grace, id: undefined }, 'pending'],
  [OTHERS.kira, 'active'],
];
