import type { FastifyRequest, FastifyServerOptions } from 'fastify';

/** Where the edge logs, as JSON lines, and from which level on. */
export interface LogSettings {
  readonly level: string;
  /** Standard output where it is missing. */
  readonly stream?: { write(line: string): void };
}

/** Logger options that keep tokens, addresses and texts out: routes instead of URLs, places instead of messages. */
export function loggerOptions({ level, stream }: LogSettings): Exclude<FastifyServerOptions['logger'], undefined> {
  return { level, serializers: { req: routeOf, err: placeOf }, ...(stream !== undefined && { stream }) };
}

/** A URL may hold a survey token, even one that leads nowhere: only the route's pattern is logged. */
function routeOf(request: FastifyRequest): { method: string; route: string } {
  return { method: request.method, route: request.routeOptions.url ?? 'unmatched' };
}

/** The message of a driver's error may quote a document: its class, code and stack frames have to do. */
function placeOf(error: Error & { readonly code?: string | number }): { type: string; message: string; stack: string } {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? ` caused by ${error.cause.name}` : '';
  return {
    type: error.name,
    message: `${error.name} ${error.code ?? ''}${cause}`.trim(),
    stack: frames.join('\n'),
  };
}
