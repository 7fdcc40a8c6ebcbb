import { Agent as HttpAgent, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';

type Created = (error: Error | null, socket: Duplex) => void;

/**
 * Keeps connections to HTTP servers, and gives one to a request only once it stands: what the request looks at when it
 * gets its socket is then as it is when its first byte is written.
 */
export class ConnectedHttpAgent extends HttpAgent {
  readonly #patience: number;

  /** `patience`: milliseconds that a connection may take. */
  constructor(patience: number) {
    super({ keepAlive: true });
    this.#patience = patience;
  }

  override createConnection(options: ClientRequestArgs, created: Created): undefined {
    const socket = super.createConnection(options);
    if (socket) whenReady({ socket, ready: 'connect', patience: this.#patience }, created);
  }
}

/** The same for HTTPS: a connection stands after its TLS handshake. */
export class ConnectedHttpsAgent extends HttpsAgent {
  readonly #patience: number;

  /** `patience`: milliseconds that a connection and its handshake may take. */
  constructor(patience: number) {
    super({ keepAlive: true });
    this.#patience = patience;
  }

  override createConnection(options: RequestOptions, created: Created): undefined {
    const socket = super.createConnection(options);
    if (socket) whenReady({ socket, ready: 'secureConnect', patience: this.#patience }, created);
  }
}

interface Connecting {
  readonly socket: Duplex;
  readonly ready: 'connect' | 'secureConnect';
  readonly patience: number;
}

/** Nobody else watches a socket that no request has yet: its time-out, error and end are heard here. */
function whenReady({ socket, ready, patience }: Connecting, created: Created): void {
  const timer = setTimeout(() => socket.destroy(failure('ETIMEDOUT')), patience);
  const settle = (error: Error | null) => {
    clearTimeout(timer);
    socket.off(ready, onReady).off('error', settle).off('close', onClose);
    created(error, socket);
  };
  const onReady = () => settle(null);
  const onClose = () => settle(failure('ECONNRESET'));
  socket.once(ready, onReady).once('error', settle).once('close', onClose);
}

function failure(code: string): Error {
  return Object.assign(new Error(`The connection did not come about: ${code}.`), { code });
}
