import type { FastifyRequest } from 'fastify';
import type { HookRequest } from '../../ports/provider-hooks.js';
import { Problem } from '../problem.js';

/** The request as its provider has signed it. */
export function signedBytes(request: FastifyRequest): HookRequest {
  const { raw, headers, body } = request;
  return { target: raw.url ?? '', headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
}

/** The problem of a request whose signature is not its provider's. */
export function badSignature(): Problem {
  return new Problem('bad_signature', { detail: 'The signature does not match the request, or is too old.' });
}
