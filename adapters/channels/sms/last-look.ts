import { AsyncLocalStorage } from 'node:async_hooks';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';

/** The error code of a request that was given up before its first byte was written. */
export const tooLateToWrite = 'EDEADLINE';

const limits = new AsyncLocalStorage<() => boolean>();

/** Does `step`; a request that it makes is written only while `open` says so, and fails with `EDEADLINE` otherwise. */
export function onlyWhile<T>(open: () => boolean, step: () => Promise<T>): Promise<T> {
  return limits.run(open, step);
}

/**
 * Makes the requests of an HTTP client, and looks at the limit of each for the last time when it gets its socket: Node
 * writes what the request holds right after that, in the same tick. With the agents of this folder the socket is
 * connected by then, so nothing that takes time lies between. Follows no redirects.
 */
export const lastLook = {
  request(options: RequestOptions, answered: (response: IncomingMessage) => void): ClientRequest {
    const open = limits.getStore();
    const { request: make } = options.protocol === 'https:' ? https : http;
    const request = make(options, answered);
    if (open === undefined) return request;
    return request.once('socket', () => {
      if (!open()) request.destroy(Object.assign(new Error('The deadline has passed.'), { code: tooLateToWrite }));
    });
  },
};
