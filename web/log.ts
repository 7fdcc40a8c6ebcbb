import type { FastifyBaseLogger, FastifyRequest } from 'fastify';

/**
 * The log of the edge: a request is its method and the pattern of its route, since a URL may hold a survey token, even
 * one that leads nowhere. Each line of a request has its id as `reqId`, the `x-request-id` of the answer.
 */
export function edgeLog(log: FastifyBaseLogger): FastifyBaseLogger {
  return log.child({}, { serializers: { req: routeOf } });
}

function routeOf(request: FastifyRequest): { method: string; route: string } {
  return { method: request.method, route: patternOf(request) };
}

/** The pattern of the route that a request met; `unmatched` where there is none. */
export function patternOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unmatched';
}
