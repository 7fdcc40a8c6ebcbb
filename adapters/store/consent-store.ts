import mongoose, { type Connection, type Model } from 'mongoose';
import { type OptOutClass, optOutReasons } from '../../domain/contact/opt-outs.js';
import type { CaseToTell, ConsentHistory, ConsentStore, ConsentWord, UntoldOptOut } from '../../ports/consent-store.js';
import { largestSweep } from './case-record.js';
import { type StopDocument, stopId, stopModel } from './stop-document.js';
import {
  confirmedBy,
  counts,
  historyOf,
  isHeard,
  isSaid,
  type KeptStop,
  NEVER_STOPPED,
  optedInAfter,
  optedOutAfter,
  stoppedAnew,
  untoldOf,
} from './stopped.js';
import { inserted, untilDecided } from './writes.js';

/** Opt-outs in the collection `addresses`, beside the stops of providers. */
export class MongoConsentStore implements ConsentStore {
  readonly #stops: Model<StopDocument>;

  constructor(connection: Connection) {
    this.#stops = stopModel(connection);
  }

  async optOut(subject: string, of: OptOutClass, said: ConsentWord & { readonly tells?: CaseToTell }): Promise<void> {
    const { tells, ...word } = said;
    const reason = optOutReasons[of];
    const _id = stopId(subject, reason);
    const { at, source } = word;
    const news = tells && { untold: { ...tells, at } };
    if (await inserted(this.#stops, { _id, addressHash: subject, reason, at, source, said: [word], ...news })) return;
    await untilDecided('keeping an opt-out', async () => {
      const known = await this.#stops.findOne({ _id }).lean<StopDocument>();
      if (known === null || isSaid(known, word)) return { decided: undefined };
      const heard = optedOutAfter(known, word);
      const change = { ...stoppedAnew(known, heard), ...(tells && { untold: { ...tells, at: heard.at } }) };
      const { matchedCount } = await this.#stops.updateOne(
        { _id, at: known.at, ...noMore('lifts', known), ...unheard('said', word) },
        { $push: { said: heard }, ...(Object.keys(change).length > 0 && { $set: change }) },
      );
      return matchedCount === 1 ? { decided: undefined } : undefined;
    });
  }

  async optIn(subject: string, of: OptOutClass, word: ConsentWord): Promise<void> {
    const reason = optOutReasons[of];
    const _id = stopId(subject, reason);
    const { source } = word;
    const alone = { _id, addressHash: subject, reason, at: NEVER_STOPPED, source, said: [], lifts: [word] };
    if (await inserted(this.#stops, alone)) return;
    await untilDecided('keeping an opt-in', async () => {
      const known = await this.#stops.findOne({ _id }).lean<StopDocument>();
      if (known === null || isHeard(known.lifts, word)) return { decided: undefined };
      const { matchedCount } = await this.#stops.updateOne(
        { _id, at: known.at, ...noMore('said', known), ...unheard('lifts', word) },
        { $push: { lifts: optedInAfter(known, word) } },
      );
      return matchedCount === 1 ? { decided: undefined } : undefined;
    });
  }

  async history(subjects: readonly string[]): Promise<readonly ConsentHistory[]> {
    const found = await this.#stops
      .find({ addressHash: mongoose.trusted({ $in: [...subjects] }) })
      .sort({ _id: 1 })
      .lean<StopDocument[]>();
    return found.flatMap((kept) => historyOf(kept.addressHash, kept) ?? []);
  }

  async untold(saidBefore: number): Promise<readonly UntoldOptOut[]> {
    const found = await this.#stops
      .find({ 'untold.at': mongoose.trusted({ $lt: saidBefore }) })
      .sort({ 'untold.at': 1 })
      .limit(largestSweep)
      .lean<StopDocument[]>();
    return found.flatMap(untoldOf);
  }

  async told({ subject, scope, at }: Pick<UntoldOptOut, 'subject' | 'scope' | 'at'>): Promise<void> {
    const _id = stopId(subject, optOutReasons[scope]);
    await this.#stops.updateOne({ _id, 'untold.at': at }, { $unset: { untold: 1 } });
  }

  async takeConfirmation(addressHash: string, key: string): Promise<boolean> {
    const _id = stopId(addressHash, optOutReasons.all);
    return untilDecided('taking a confirmation', async () => {
      const known = await this.#stops.findOne({ _id }).lean<StopDocument>();
      if (known === null || !counts(known)) return false;
      const taken = confirmedBy(known);
      if (taken !== undefined) return taken === key;
      const before = known.confirmation?.at ?? null;
      const { matchedCount } = await this.#stops.updateOne(
        { _id, at: known.at, 'confirmation.at': before },
        { $set: { confirmation: { key, at: known.at } } },
      );
      return matchedCount === 1 || undefined;
    });
  }
}

/** A condition: no more of these words are there than have been looked at. */
function noMore(words: 'said' | 'lifts', known: KeptStop): object {
  return { [`${words}.${known[words]?.length ?? 0}`]: mongoose.trusted({ $exists: false }) };
}

/** A condition: nobody has written this down under its name in the meantime. */
function unheard(words: 'said' | 'lifts', { ref }: ConsentWord): object {
  return ref === undefined ? {} : { [`${words}.ref`]: mongoose.trusted({ $ne: ref }) };
}
