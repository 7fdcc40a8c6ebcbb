import { optOutClassOf } from '../../domain/contact/opt-outs.js';
import type { AddressStop, StopLift } from '../../ports/address-store.js';
import type { CaseToTell, ConsentHistory, ConsentWord, UntoldOptOut } from '../../ports/consent-store.js';

/** A lift as it is kept; one that a customer has said has the evidence with it. */
export type KeptLift = StopLift | ConsentWord;

/** A stop as it is kept, with all that was said for it and all that lifted it. */
export interface KeptStop extends AddressStop {
  readonly said?: readonly ConsentWord[];
  readonly lifts?: readonly KeptLift[];
  /** The send key that may say that the channel has ended, and the stop of which it says so. */
  readonly confirmation?: { readonly key: string; readonly at: number };
  /** What the customer's case has to hear of it; there until somebody has seen that it did. */
  readonly untold?: CaseToTell & { readonly at: number };
}

/** An opt-out whose case has to hear of it, as whoever tells it reads it. */
export function untoldOf(kept: KeptStop & { readonly addressHash: string }): readonly UntoldOptOut[] {
  const { untold, addressHash: subject } = kept;
  return untold === undefined ? [] : [{ ...untold, subject, stands: counts(kept) }];
}

/** Whether a stop counts: nobody has lifted it since. */
export function counts({ at, lifts = [] }: Pick<KeptStop, 'at' | 'lifts'>): boolean {
  return lifts.every((lift) => lift.at < at);
}

/** What a stop for the same reason changes; undefined where it is older than what stands, or than what lifted that. */
export function stoppedAnew(
  known: KeptStop,
  { at, source }: Pick<AddressStop, 'at' | 'source'>,
): Omit<AddressStop, 'reason'> | undefined {
  if (!counts({ ...known, at })) return undefined;
  return counts(known) && known.at <= at ? undefined : { at, source };
}

/** The `at` of what nobody has ever stopped: a word that reverses is kept there all the same, so that it counts once. */
export const NEVER_STOPPED = 0;

/**
 * An opt-out as it counts. The customer's own word is later than whatever was heard against it before: clocks differ, and two
 * words may share an instant. A provider tells of a time of its own, which may lie before what lifted it.
 */
export function optedOutAfter({ lifts = [] }: Pick<KeptStop, 'lifts'>, word: ConsentWord): ConsentWord {
  if (word.source === 'provider') return word;
  return { ...word, at: Math.max(word.at, ...lifts.map((lift) => lift.at + 1)) };
}

/** An opt-in as it counts: in the same way, not before anything that was heard for the stop. */
export function optedInAfter({ at, said = [], confirmation }: KeptStop, word: ConsentWord): ConsentWord {
  return { ...word, at: Math.max(word.at, at, confirmation?.at ?? at, ...said.map((one) => one.at)) };
}

/** What the stop of a provider is evidence of: nothing where its reason is none that a customer gives. */
export function wordsOf({ reason, at }: Pick<AddressStop, 'reason' | 'at'>): readonly ConsentWord[] {
  return optOutClassOf(reason) === undefined ? [] : [{ at, source: 'provider', actor: 'system' }];
}

/** Whether this was heard before, under the same name. */
export function isHeard(words: readonly KeptLift[] = [], { ref }: ConsentWord): boolean {
  return ref !== undefined && words.some((one) => 'ref' in one && one.ref === ref);
}

/** Whether an opt-out adds nothing: it was heard before, or the same person says the same once more of what stands. */
export function isSaid(known: KeptStop, word: ConsentWord): boolean {
  const { said = [] } = known;
  if (word.ref !== undefined) return isHeard(said, word);
  const last = said.at(-1);
  const isSame = last?.source === word.source && last.actor === word.actor && last.wording === word.wording;
  return isSame && counts(known);
}

/** Who may say that the channel of a stop has ended; undefined where nobody has taken that yet since it was stopped. */
export function confirmedBy({ confirmation, lifts }: KeptStop): string | undefined {
  return confirmation !== undefined && counts({ at: confirmation.at, lifts: lifts ?? [] })
    ? confirmation.key
    : undefined;
}

/** What was said of a class, in order; undefined where a stop is no opt-out. */
export function historyOf(subject: string, kept: KeptStop): ConsentHistory | undefined {
  const of = optOutClassOf(kept.reason);
  if (of === undefined) return undefined;
  const { said = [], lifts = [] } = kept;
  // An earlier version kept no word with what a provider had said.
  const first = said.length > 0 || kept.at === NEVER_STOPPED ? said : wordsOf(kept);
  const words = [
    ...first.map((word) => ({ ...word, said: 'opt_out' }) as const),
    ...lifts.map((word) => ({ ...asWord(word), said: 'opt_in' }) as const),
  ];
  return { subject, of, stops: counts(kept), words: words.sort((a, b) => a.at - b.at) };
}

function asWord(lift: KeptLift): ConsentWord {
  if ('source' in lift) return lift;
  return { at: lift.at, source: 'agent', actor: lift.actor, wording: lift.note };
}
