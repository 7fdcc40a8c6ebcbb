import { freePort, freePortLike } from '../dev-services/ports.js';
import type { Say } from './keep-running.js';

/** The ports that are taken where they are free: those that each service is known for. */
const usual = {
  web: 8080,
  temporal: 7233,
  temporalUi: 8233,
  mongo: 27_017,
  smtp: 1025,
  inbox: 1080,
  twilio: 1081,
} as const;

/** A port for everything that listens; kept over restarts, so that the others find it again. */
export type Ports = Readonly<Record<keyof typeof usual, number>>;

/** The usual ports; another one, and a line that says so, where somebody listens already. */
export async function usualPorts(say: Say): Promise<Ports> {
  return portsBy(async (name) => {
    const port = await freePortLike(usual[name]);
    if (port !== usual[name]) say(`  Port ${usual[name]} (${name}) is taken: ${port} instead`);
    return port;
  });
}

/** Any free ports. */
export function anyPorts(): Promise<Ports> {
  return portsBy(freePort);
}

async function portsBy(choose: (name: keyof Ports) => Promise<number>): Promise<Ports> {
  const names = Object.keys(usual) as (keyof Ports)[];
  const chosen: [string, number][] = [];
  // One after the other, so that the lines come in order.
  for (const name of names) chosen.push([name, await choose(name)]);
  return Object.fromEntries(chosen) as Ports;
}
