import { attributes } from '../../workflows/contract.js';
import {
  allStarted,
  startInbox,
  startMongo,
  startTemporal,
  startTwilioStandIn,
  type InboxService,
  type Log,
  type MongoService,
  type TemporalService,
  type TwilioStandIn,
} from '../dev-services/index.js';

/** Everything outside Amends that the demo needs, started for this run alone. */
export interface Services {
  readonly temporal: TemporalService;
  readonly mongo: MongoService;
  readonly inbox: InboxService;
  readonly twilio: TwilioStandIn;
  readonly stop: () => Promise<void>;
}

/** Starts all services at once, never taking one from the environment. Throws when one cannot be had; the others are stopped. */
export async function startServices(say: Log): Promise<Services> {
  const log = (line: string): void => say(`  ${line}`);
  const starting = [
    startTemporal({ searchAttributes: Object.values(attributes), ui: true, log }),
    startMongo({ log }),
    startInbox({ log }),
    startTwilioStandIn({ log }),
  ] as const;
  await allStarted(starting);
  const [temporal, mongo, inbox, twilio] = await Promise.all(starting);
  const stop = async (): Promise<void> => {
    await Promise.allSettled([temporal, mongo, inbox, twilio].map((service) => service.stop()));
  };
  return { temporal, mongo, inbox, twilio, stop };
}
