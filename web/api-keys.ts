import { createHash, timingSafeEqual } from 'node:crypto';

/** What a key allows; see `web/access.ts`. */
export type Role = 'backend' | 'agent' | 'lead' | 'manager' | 'admin';

/** On whose behalf a request is made. */
export interface Caller {
  readonly tenant: string;
  /** Id of the backend or of the member of staff; recorded with each decision. */
  readonly actor: string;
  readonly role: Role;
}

/** A configured key: the caller it stands for and its SHA-256 in hex; the key itself is kept nowhere. */
export interface ApiKey extends Caller {
  readonly sha256: string;
}

/** Finds the caller of an `Authorization` header, or undefined. */
export type CallerFinder = (authorization: string | undefined) => Caller | undefined;

/** Compares with every key in constant time, so that the time tells neither a prefix nor a position. */
export function callerFinder(keys: readonly ApiKey[]): CallerFinder {
  const known = keys.map(({ sha256, tenant, actor, role }) => ({
    digest: Buffer.from(sha256, 'hex'),
    caller: { tenant, actor, role },
  }));
  return (authorization) => {
    const key = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? '')?.[1];
    if (key === undefined) return undefined;
    const digest = createHash('sha256').update(key).digest();
    return known.filter((one) => timingSafeEqual(one.digest, digest)).map((one) => one.caller)[0];
  };
}
