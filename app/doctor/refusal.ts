import { connect } from 'node:net';
import { once } from 'node:events';
import { addressesIn } from '../../config/index.js';
import { codeOf, fault, type Verdict } from './check.js';

/** Where somebody should listen, as `host:port`. */
export type Place = string;

/** Milliseconds: what does not refuse by then is left to the look itself. */
const TIME_OUT = 1_000;

/** MongoDB's own port, where an address names none. */
const MONGODB_PORT = '27017';

/** The hosts of an address of MongoDB; none of a name behind which only DNS knows them. */
export function mongoPlaces(uri: string): readonly Place[] {
  const hosts = addressesIn(uri).filter(({ protocol }) => protocol === 'mongodb:');
  return hosts.map(({ hostname, port }) => `${hostname}:${port === '' ? MONGODB_PORT : port}`);
}

/**
 * The fault that nobody listens at any of these places, or undefined. Drivers take seconds to give up and do not say why;
 * a refused connection is known at once, and leaves no doubt.
 */
export async function refusalAt(places: readonly Place[], remedy: string): Promise<Verdict | undefined> {
  const refused = await Promise.all(places.map(refuses));
  if (places.length === 0 || refused.includes(false)) return undefined;
  return fault(`connection refused at ${places.join(' and ')}`, remedy);
}

async function refuses(place: Place): Promise<boolean> {
  const [, host = '', port] = /^\[?([^/[\]]+)\]?:(\d+)$/.exec(place) ?? [];
  if (port === undefined) return false;
  const socket = connect({ host, port: Number(port) });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(TIME_OUT) });
    return false;
  } catch (error) {
    return codeOf(error) === 'ECONNREFUSED';
  } finally {
    socket.destroy();
  }
}
