import { AsyncLocalStorage } from 'node:async_hooks';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import type { HandOver } from './hand-over.js';

/** The error code of a request that was given up before its first byte was written. */
export const tooLateToWrite = 'EDEADLINE';

const handOvers = new AsyncLocalStorage<HandOver>();

/** Does `step`; a request that it makes is written only if its hand-over is released, and fails with `EDEADLINE` otherwise. */
export function handingOver<T>(handOver: HandOver, step: () => Promise<T>): Promise<T> {
  return handOvers.run(handOver, step);
}

/**
 * Makes the requests of an HTTP client, and has each released when it gets its socket: Node writes what the request holds
 * right after that, in the same tick. With the agents of this folder the socket is connected by then, so nothing that
 * takes time lies between. Follows no redirects.
 */
export const lastLook = {
  request(options: RequestOptions, answered: (response: IncomingMessage) => void): ClientRequest {
    const handOver = handOvers.getStore();
    const { request: make } = options.protocol === 'https:' ? https : http;
    const request = make(options, answered);
    if (handOver === undefined) return request;
    handOver.asked();
    return request.once('socket', () => {
      if (handOver.release()) return;
      request.destroy(Object.assign(new Error('The deadline has passed.'), { code: tooLateToWrite }));
    });
  },
};
