import { attributes } from '../../workflows/contract.js';
import {
  startInbox,
  startMongo,
  startTemporal,
  startTwilioStandIn,
  type InboxService,
  type MongoService,
  type TemporalService,
  type TwilioStandIn,
} from '../dev-services/index.js';

/** Takes one line for the person who watches. */
export type Say = (line: string) => void;

/** Everything outside Amends that the demo needs, started for this run alone. */
export interface Services {
  readonly temporal: TemporalService;
  readonly mongo: MongoService;
  readonly inbox: InboxService;
  readonly twilio: TwilioStandIn;
  readonly stop: () => Promise<void>;
}

/** Starts all services at once, never taking one from the environment. Throws when one cannot be had; the others are stopped. */
export async function startServices(say: Say): Promise<Services> {
  const log = (line: string): void => say(`  ${line}`);
  const starting = [
    startTemporal({ searchAttributes: Object.values(attributes), ui: true, log }),
    startMongo({ log }),
    startInbox({ log }),
    startTwilioStandIn({ log }),
  ] as const;
  await stopAllUnlessAllStart(starting);
  const [temporal, mongo, inbox, twilio] = await Promise.all(starting);
  const stop = async (): Promise<void> => {
    await Promise.allSettled([temporal, mongo, inbox, twilio].map((service) => service.stop()));
  };
  return { temporal, mongo, inbox, twilio, stop };
}

interface Stoppable {
  readonly stop: () => Promise<void>;
}

async function stopAllUnlessAllStart(starting: readonly Promise<Stoppable>[]): Promise<void> {
  const ended = await Promise.allSettled(starting);
  if (ended.every((end) => end.status === 'fulfilled')) return;
  await Promise.allSettled(ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value.stop()] : [])));
}
