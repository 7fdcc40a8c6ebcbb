import { voucherModel } from '../../adapters/remedies/voucher/mongo-vouchers.js';
import type { MongoStores } from '../../adapters/store/connect.js';
import { missingIndexes, serverTime, serverVersion, writeOnce } from '../../adapters/store/examination.js';
import { fault, ok, warning, type Check, type Verdict } from './check.js';
import { refusalAt, type Place } from './refusal.js';

/** Opens the stores, creating nothing; the same ones at each call. */
export type OpenStores = () => Promise<MongoStores>;

/**
 * By how much the clocks of workers and of the database may differ. A sender gives a message up fifteen seconds after its
 * claim, and the attempt that may judge the claim comes twenty seconds after it: those five seconds are the settle
 * window, and a window is at least twice the permitted skew. Milliseconds.
 */
export const PERMITTED_SKEW = 2_000;

/** So many readings are taken; the fastest one is the truest. */
const READINGS = 3;

/** The database: reached, written to, with its indexes, and of one time with this machine. */
export function mongoChecks(open: OpenStores, places: readonly Place[] = []): readonly Check[] {
  const needs = ['MongoDB'];
  const remedy =
    'start MongoDB; see that host, login and TLS in MONGODB_URI are right and that it is reachable from here';
  const rights = 'give the user of MONGODB_URI the role readWrite, and look at the health of the replica set';
  return [
    {
      name: 'MongoDB',
      remedy,
      look: async () => (await refusalAt(places, remedy)) ?? ok(await serverVersion((await open()).connection)),
    },
    {
      name: 'MongoDB writes',
      needs,
      remedy: rights,
      look: async () => {
        await writeOnce((await open()).connection);
        return ok('written by a majority, journaled, read and removed');
      },
    },
    { name: 'MongoDB indexes', needs, remedy: rights, look: () => indexes(open) },
    {
      name: 'clocks',
      needs,
      remedy: 'ask the administrator of MongoDB: its server does not tell its time',
      look: async () => {
        const { connection } = await open();
        return skewVerdict(
          await measureSkew(
            () => serverTime(connection),
            () => Date.now(),
          ),
        );
      },
    },
  ];
}

async function indexes(open: OpenStores): Promise<Verdict> {
  const { connection } = await open();
  voucherModel(connection);
  const missing = await missingIndexes(connection);
  if (missing.length === 0) return ok('all there');
  const names = missing.map(({ collection, fields }) => `${collection} (${fields})`).join(', ');
  const remedy = 'start web and worker, which create them; where that fails, remove what the collection holds twice';
  const says = `missing: ${names}`;
  return missing.some(({ unique }) => unique) ? fault(says, remedy) : warning(says, remedy);
}

/** A difference between two clocks, and how far the measuring may be wrong. Milliseconds; positive where the other is ahead. */
export interface Skew {
  readonly ahead: number;
  readonly within: number;
}

/** Compares another clock with ours: it was read somewhere between our asking and its answer. */
export async function measureSkew(readOther: () => Promise<number>, now: () => number): Promise<Skew> {
  let best: Skew | undefined;
  for (let reading = 0; reading < READINGS; reading++) {
    const asked = now();
    const other = await readOther();
    const answered = now();
    const within = (answered - asked) / 2;
    if (best === undefined || within < best.within) best = { ahead: other - (asked + answered) / 2, within };
  }
  return best ?? { ahead: 0, within: 0 };
}

/** What a skew means: only what is certain is a fault. */
export function skewVerdict({ ahead, within }: Skew): Verdict {
  const says = `MongoDB's clock is ${Math.abs(Math.round(ahead))} ms ${ahead < 0 ? 'behind' : 'ahead of'} this one's`;
  if (Math.abs(ahead) - within <= PERMITTED_SKEW) return ok(says);
  return fault(
    `${says}; ${PERMITTED_SKEW} ms are permitted`,
    'have both clocks set by NTP (chrony, systemd-timesyncd)',
  );
}
