import { createHash, randomBytes } from 'node:crypto';

/** The tenant of the demo. */
const tenant = 'demo';

/** Everybody who has an API key: the bank's systems, whoever runs the place, and the staff of `programme/teams.yaml`. */
const callers = [
  ['larkfield-core', 'backend'],
  ['operations', 'admin'],
  ['s-101', 'agent'],
  ['s-104', 'lead'],
  ['s-301', 'agent'],
  ['s-304', 'lead'],
  ['s-501', 'agent'],
  ['s-504', 'lead'],
  ['s-007', 'manager'],
] as const;

/** One of those who have a key. */
export type Actor = (typeof callers)[number][0];

/** Fresh keys of one run. */
export interface ApiKeys {
  readonly of: Readonly<Record<Actor, string>>;
  /** As the web edge is configured with them. */
  readonly configured: string;
}

/** A secret that nothing but this run has ever known. */
export function freshSecret(): string {
  return randomBytes(36).toString('base64url');
}

/** Makes a key for everybody. */
export function freshKeys(): ApiKeys {
  const made = callers.map(([actor, role]) => ({ actor, role, key: freshSecret() }));
  const configured = made.map(({ actor, role, key }) => `${tenant}:${actor}:${role}:${sha256(key)}`).join(',');
  return { of: Object.fromEntries(made.map(({ actor, key }) => [actor, key])) as Record<Actor, string>, configured };
}

/** The actor of this id, or undefined: the ladder of a programme may name people without a key. */
export function actorOf(id: string | undefined): Actor | undefined {
  return callers.find(([actor]) => actor === id)?.[0];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
