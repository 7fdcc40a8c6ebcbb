import mongoose, { type Connection, type Model } from 'mongoose';
import type { Channel } from '../../domain/contact/channels.js';
import { claimed, settled, withdrawn } from '../../domain/sends/claims.js';
import { handSettled, reported, unreceived } from '../../domain/sends/reports.js';
import type {
  SendClaim,
  SendReport,
  SendRow,
  SendState,
  SettledByHand,
  Settlement,
} from '../../domain/sends/send-row.js';
import type { Page } from '../../ports/case-store.js';
import type { ChangedRow, Claimed, SendLedger } from '../../ports/send-ledger.js';
import { largestSweep } from './case-record.js';
import type { ListPlace } from './cursor.js';
import { pageOf, wanted } from './pages.js';
import { documentOf, rowOf, type SendDocument, sendModel } from './send-document.js';
import {
  answerableStates,
  isMarkBeginning,
  largestSample,
  mostAnswerable,
  placeOfSend,
  takenStates,
} from './send-lists.js';
import { inserted, untilDecided } from './writes.js';

/** What the rules of the domain make of a row; undefined where they leave it as it is. */
type Rule = (row: SendRow) => SendRow | undefined;

/** The send ledger in the collection `sends`: each change is a rule of the domain, written if nobody else wrote meanwhile. */
export class MongoSendLedger implements SendLedger {
  readonly #sends: Model<SendDocument>;

  constructor(connection: Connection) {
    this.#sends = sendModel(connection);
  }

  async claim(claim: SendClaim): Promise<Claimed> {
    const fresh = claimed(undefined, claim);
    if (fresh !== undefined && (await this.#insert(fresh))) return { kind: 'claimed', generation: fresh.generation };
    const { before, after } = there(await this.#change(claim.key, (row) => claimed(row, claim)));
    return before === after ? { kind: 'found', row: before } : { kind: 'claimed', generation: after.generation };
  }

  async settle(key: string, generation: number, settlement: Settlement): Promise<boolean> {
    const changed = await this.#change(key, (row) => settled(row, generation, settlement));
    return changed !== undefined && changed.after !== changed.before;
  }

  async withdraw(key: string, request: number, at: number): Promise<SendRow> {
    const stone = withdrawn(undefined, { key, request, at });
    if (stone !== undefined && (await this.#insert(stone))) return stone;
    const changed = await this.#change(key, (row) => withdrawn(row, { key, request, at }));
    return there(changed).after;
  }

  async report(mark: string, report: SendReport): Promise<ChangedRow | undefined> {
    const found = await this.marked(mark);
    return found && this.#change(found.key, (row) => reported(row, mark, report));
  }

  unreceived(key: string, now: number): Promise<SendRow | undefined> {
    return this.#changed(key, (row) => unreceived(row, now));
  }

  settleByHand(key: string, generation: number, word: SettledByHand): Promise<SendRow | undefined> {
    return this.#changed(key, (row) => handSettled(row, generation, word));
  }

  async get(key: string): Promise<SendRow | undefined> {
    return (await this.#find(key))?.row;
  }

  async marked(mark: string): Promise<SendRow | undefined> {
    if (mark === '') return undefined;
    // Nearly always the present one is meant; so each look has an index of its own.
    const present = await this.#sends.findOne({ mark }).lean<SendDocument>();
    const document = present ?? (await this.#sends.findOne({ 'earlier.mark': mark }).lean<SendDocument>());
    return document === null ? undefined : rowOf(document);
  }

  async markedFrom(beginning: string): Promise<SendRow | undefined> {
    if (!isMarkBeginning(beginning)) return undefined;
    const begins = mongoose.trusted({ $regex: `^${beginning}` });
    const present = await this.#sends.findOne({ mark: begins }).lean<SendDocument>();
    const document = present ?? (await this.#sends.findOne({ 'earlier.mark': begins }).lean<SendDocument>());
    return document === null ? undefined : rowOf(document);
  }

  async lastTo(addressHash: string): Promise<readonly SendRow[]> {
    const documents = await this.#sends
      .find({ addressHash, state: mongoose.trusted({ $in: [...answerableStates] }) })
      .sort({ claimedAt: -1, _id: -1 })
      .limit(mostAnswerable)
      .lean<SendDocument[]>();
    return documents.map(rowOf);
  }

  async ofCase(tenant: string, caseId: string): Promise<readonly SendRow[]> {
    // All keys that begin with `{tenant}/{caseId}/`: the character after the slash is the zero.
    const documents = await this.#sends
      .find({ _id: mongoose.trusted({ $gte: `${tenant}/${caseId}/`, $lt: `${tenant}/${caseId}0` }) })
      .sort({ _id: 1 })
      .lean<SendDocument[]>();
    return documents.map(rowOf);
  }

  async inState(
    tenant: string,
    state: SendState,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<SendRow>> {
    const asked = wanted(page);
    const found = await this.#sends
      .find({ tenant, state, ...(asked.from !== undefined && behind(asked.from)) })
      .sort({ claimedAt: -1, _id: -1 })
      .limit(asked.limit + 1)
      .lean<SendDocument[]>();
    return pageOf(found.map(rowOf), asked, placeOfSend);
  }

  abandonedBefore(deadline: number): Promise<readonly SendRow[]> {
    return this.#oldest('claimed', { deadlineAt: mongoose.trusted({ $lt: deadline }) }, 'deadlineAt');
  }

  inDoubtBetween(from: number, until: number): Promise<readonly SendRow[]> {
    return this.#oldest('in_doubt', { deadlineAt: mongoose.trusted({ $gte: from, $lt: until }) }, 'deadlineAt');
  }

  async takenSince(channel: Channel, claimedAt: number): Promise<readonly SendRow[]> {
    const since = mongoose.trusted({ $gte: claimedAt });
    const found = await this.#sends
      .find({
        state: mongoose.trusted({ $in: [...takenStates] }),
        // No deadline lies before its claim: this part has an index.
        deadlineAt: since,
        claimedAt: since,
        _id: mongoose.trusted({ $regex: `/${channel}$` }),
        settledByHand: mongoose.trusted({ $exists: false }),
      })
      .sort({ deadlineAt: 1 })
      .limit(largestSample)
      .lean<SendDocument[]>();
    return found.map(rowOf);
  }

  receiptsDue(now: number): Promise<readonly SendRow[]> {
    return this.#oldest('accepted', { receiptDueAt: mongoose.trusted({ $lte: now }) }, 'receiptDueAt');
  }

  async #oldest(state: SendState, filter: object, by: 'deadlineAt' | 'receiptDueAt'): Promise<readonly SendRow[]> {
    const found = this.#sends.find({ state, ...filter }).sort({ [by]: 1 });
    return (await found.limit(largestSweep).lean<SendDocument[]>()).map(rowOf);
  }

  async #changed(key: string, rule: Rule): Promise<SendRow | undefined> {
    const changed = await this.#change(key, rule);
    return changed === undefined || changed.before === changed.after ? undefined : changed.after;
  }

  /** Before and after are the same row where the rule leaves it as it is; undefined where there is none. */
  #change(key: string, rule: Rule): Promise<ChangedRow | undefined> {
    return untilDecided(`changing ${key}`, async () => {
      const found = await this.#find(key);
      if (found === undefined) return { decided: undefined };
      const { row: before, revision } = found;
      const after = rule(before);
      if (after === undefined) return { decided: { before, after: before } };
      const document = documentOf(after, revision + 1);
      const { matchedCount } = await this.#sends.replaceOne({ _id: key, revision }, document);
      return matchedCount === 1 ? { decided: { before, after } } : undefined;
    }).then(({ decided }) => decided);
  }

  #insert(row: SendRow): Promise<boolean> {
    return inserted(this.#sends, documentOf(row, 1));
  }

  async #find(key: string): Promise<{ readonly row: SendRow; readonly revision: number } | undefined> {
    const document = await this.#sends.findOne({ _id: key }).lean<SendDocument>();
    return document === null ? undefined : { row: rowOf(document), revision: document.revision };
  }
}

/** A row that was inserted once never goes away. */
function there(changed: ChangedRow | undefined): ChangedRow {
  if (changed === undefined) throw new Error('there is no such message in the ledger');
  return changed;
}

function behind({ at, id }: ListPlace): Record<string, unknown> {
  const same = { claimedAt: at, _id: mongoose.trusted({ $lt: id }) };
  return { $or: [{ claimedAt: mongoose.trusted({ $lt: at }) }, same] };
}
