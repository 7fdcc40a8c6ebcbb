import { openMemoryStores } from '../../../adapters/store/memory/open.js';
import type { Stores } from '../../../adapters/store/stores.js';
import { partsOf } from '../../../domain/sends/send-key.js';
import { sendStates } from '../../../domain/sends/send-row.js';
import { tally } from '../../dev-services/tally.js';
import { startFailing, type FailingProvider, type ProviderFault } from './failing-provider.js';
import { attemptsOf, firstCase, tenant } from './sender.js';

/** What is tried: messages that all meet the same fault on their first attempt, and none on the next. */
export interface Trial {
  readonly fault: ProviderFault;
  /** Whether the provider tells, and can be asked, what became of a message. */
  readonly evidence: boolean;
  /** At most 100. */
  readonly messages: number;
}

/** How many messages came to what, in words such as `in_doubt timed_out, claims 1, copies 1, tasks 1`. */
export type Fates = Readonly<Record<string, number>>;

/** Milliseconds that an attempt may take; of a provider that stays silent, three quarters are waited for. */
const limits = { silent: 3_000, usual: 20_000 } as const;
/** Milliseconds after which what the provider shows is whole; the clock is moved over them. */
const SETTLES = 60_000;

/**
 * Sends messages by the product's own activity, ledger and channel to a provider that fails, and says what became of them:
 * after one attempt each, and after one more when the provider is mended and what it shows is whole.
 */
export async function tryFault({ fault, evidence, messages }: Trial): Promise<{ first: Fates; end: Fates }> {
  let skipped = 0;
  const clock = { now: () => Date.now() + skipped };
  const stores = openMemoryStores();
  const provider = await startFailing(fault, { evidence, settleMs: SETTLES, clock, stores });
  try {
    const [witness, ...attempts] = await attemptsOf({ stores, clock, channel: provider.channel }, messages + 1);
    const all = async (limit: number): Promise<Fates> => {
      await Promise.all(attempts.map((attempt) => attempt(limit)));
      await provider.told();
      return fatesOf(stores, provider);
    };
    const first = await all(String(fault.name).startsWith('hang') ? limits.silent : limits.usual);
    await provider.mend();
    // That a provider of e-mail is silent about a message says something only while it tells of later ones.
    await witness?.(limits.usual);
    await provider.told();
    skipped = SETTLES;
    return { first, end: await all(limits.usual) };
  } finally {
    await provider.stop();
  }
}

/** What became of all messages but the witness, which is the first. */
async function fatesOf({ sends, tasks }: Stores, { copiesOf }: FailingProvider): Promise<Fates> {
  const page = { limit: 200 };
  const asked = (await tasks.list({ tenant, kind: 'settle_send' }, page)).items.map(({ send }) => send);
  const fates = [];
  for (const state of sendStates) {
    for (const { key, mark, code = '', generation } of (await sends.inState(tenant, state, page)).items) {
      if (partsOf(key).caseId === firstCase) continue;
      const row = [state, code].join(' ').trim();
      const hasTasks = asked.filter((send) => send === key).length;
      fates.push(`${row}, claims ${generation}, copies ${copiesOf(mark)}, tasks ${hasTasks}`);
    }
  }
  return Object.fromEntries(tally(fates));
}
