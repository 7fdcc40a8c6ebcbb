import type { OpenCase } from '../case/recovery-case.js';
import { liveChannels } from './steps.js';

/** Why no message can reach the customer; a person has to find another way then. Undefined where one can. */
export function noWayTo(c: OpenCase): string | undefined {
  const channels = c.protocol.channels.join(' or ');
  if (c.reachableBy.length === 0) return `no contact point for ${channels}: the customer hears nothing from us`;
  if (liveChannels(c).length > 0) return undefined;
  const isStopped = c.reachableBy.some((channel) => c.stopped[channel] !== undefined);
  const why = isStopped ? 'has refused, or was stopped by the customer' : 'has refused';
  return `every contact point ${why}: the customer hears nothing more from us`;
}
