import type { FastifyRequest } from 'fastify';
import type { Caller, Role } from './api-keys.js';
import { Problem } from './problem.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose key came with the request; undefined without a valid key. */
    caller: Caller | undefined;
  }
}

/** Who may do what. Admins run the place and may do everything. */
export const access = {
  report: ['backend', 'admin'],
  /** What another sender has sent. */
  reportContact: ['backend', 'admin'],
  read: ['backend', 'agent', 'lead', 'manager', 'admin'],
  /** What customers were told, by name, and where they are reached: not for backends. */
  texts: ['agent', 'lead', 'manager', 'admin'],
  command: ['agent', 'lead', 'manager', 'admin'],
  /** Tasks, with whom they are about, and messages in doubt: not for backends. */
  work: ['agent', 'lead', 'manager', 'admin'],
  /** May a customer be contacted, and who may be again: for every sender, with nothing else of them. */
  askContact: ['backend', 'agent', 'lead', 'manager', 'admin'],
  correctContact: ['backend', 'agent', 'lead', 'manager', 'admin'],
  /** What a customer has said for or against our messages, passed on. */
  consent: ['backend', 'agent', 'lead', 'manager', 'admin'],
  /** What a provider has said of an address, overruled. */
  reopenAddress: ['lead', 'manager', 'admin'],
  /** That what made cases fail is mended. */
  fix: ['lead', 'manager', 'admin'],
  publish: ['admin'],
  /** What cases will follow, with the names of staff: for those who tune it. */
  published: ['lead', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

/** People, as opposed to backends: internal notes are for them. */
export function isStaff(caller: Caller): boolean {
  return caller.role !== 'backend';
}

/** The caller of a request behind `allow`. Throws a problem when there is none. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === undefined) {
    throw new Problem('unauthenticated', { detail: 'Send a valid API key as "Authorization: Bearer …".' });
  }
  return request.caller;
}

/** A hook that lets only these roles pass. It belongs to `preParsing`: after the rate limit, before a body is read. */
export function allow(roles: readonly Role[]): (request: FastifyRequest) => Promise<void> {
  return (request) => {
    const { role } = callerOf(request);
    if (roles.includes(role)) return Promise.resolve();
    throw new Problem('forbidden', { detail: `This needs one of the roles ${roles.join(', ')}; the key has ${role}.` });
  };
}
