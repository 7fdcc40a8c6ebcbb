import type { Channel } from '../domain/contact/channels.js';
import type { FailureCode } from '../domain/failure-codes.js';
import { utc } from '../domain/instant-words.js';
import { abandoned } from '../domain/sends/claims.js';
import { partsOf } from '../domain/sends/send-key.js';
import { shortMark } from '../domain/sends/short-mark.js';
import type { SendRow, SendState } from '../domain/sends/send-row.js';
import type { SendWords } from './api/send.js';

/** When somebody looks, whether the case is over, whose it is, where that is known, and which attempts were in doubt before. */
interface Look {
  readonly now: number;
  readonly closed: boolean;
  readonly customerId: string | undefined;
  readonly doubted: readonly number[];
}

/** What a colleague needs to know of a message who may have its customer on the telephone. */
export function sendWords(row: SendRow, look: Look): SendWords {
  const said = words[abandoned(row, look.now) ? 'in_doubt' : row.state](row, look);
  return { ...said, ifTheCustomerRings: `${said.ifTheCustomerRings}${copiesBefore(row, look)}` };
}

const mayArrive: readonly SendState[] = ['claimed', 'in_doubt', 'accepted', 'delivered'];

/** What was sent again may have arrived before, whatever somebody has found out. */
function copiesBefore({ state }: SendRow, { doubted }: Look): string {
  if (doubted.length === 0) return '';
  const which = doubted.length === 1 ? `attempt ${doubted.join()} was` : `attempts ${doubted.join(' and ')} were`;
  if (!mayArrive.includes(state)) return ` They may hold a copy all the same: ${which} in doubt.`;
  return ` They may hold ${doubted.length === 1 ? 'two' : 'several'} copies: ${which} in doubt before it was sent again.`;
}

const words: Readonly<Record<SendState, (row: SendRow, look: Look) => SendWords>> = {
  claimed: (row) => ({
    happened: `${named(row)} is being handed over since ${utc(row.claimedAt)}.`,
    known: 'Nothing yet; within a minute or so there is an answer.',
    ifTheCustomerRings: 'Say that it is on its way.',
    next: 'Nothing.',
  }),
  in_doubt: (row, { closed }) => ({
    happened: `${named(row)} was being handed over at ${utc(row.claimedAt)}, and no certain answer came back${why(row)}.`,
    known: `It may have arrived or not. It is not sent again${closed ? ', since its case is closed' : ' before somebody knows'}. ${traceOf(row)}`,
    ifTheCustomerRings:
      'Ask whether they have it. If not, tell them what it says; either way you know then how to settle it.',
    next:
      row.state === 'claimed'
        ? 'Nothing for some minutes: the provider is asked first where it can tell.'
        : `Look for it, then settle it: ${settling(row, closed)}.`,
  }),
  accepted: (row, { closed }) => ({
    happened: `${named(row)} was taken by the provider at ${utc(row.settledAt ?? row.claimedAt)}${byHand(row)}.`,
    known: receiptOf(row, closed),
    ifTheCustomerRings: 'Say that it was sent, and tell them what it says.',
    next: closed && row.noReceiptAt !== undefined ? afterClosing(row) : 'Nothing.',
  }),
  delivered: (row) => ({
    happened: `${named(row)} was delivered at ${utc(row.settledAt ?? row.claimedAt)}.`,
    known: `The provider says so. Whether it was read nobody knows.${twice(row)}`,
    ifTheCustomerRings: 'Say that it was delivered, and tell them what it says.',
    next: 'Nothing.',
  }),
  rejected: (row, look) => ({
    happened: `${named(row)} was not sent${why(row)}${byHand(row)}.`,
    known: row.permanent === true || look.closed ? 'It is not tried again on this channel.' : 'It may be sent again.',
    ifTheCustomerRings: `Tell them what it says.${row.permanent === true ? asking(row) : ''}`,
    next:
      row.permanent === true || look.closed
        ? correcting(row, look)
        : 'Nothing: the case sends it again if it still wants to.',
  }),
  failed: (row, look) => ({
    happened: `${named(row)} was taken by the provider and did not arrive${why(row)}.`,
    known: `The provider said so at ${utc(row.reportedAt ?? row.settledAt ?? row.claimedAt)}.`,
    ifTheCustomerRings: `Tell them what it says.${asking(row)}`,
    next: correcting(row, look),
  }),
  skipped: (row) => ({
    happened: `${named(row)} was left out${why(row)}.`,
    known: 'It was certainly not sent.',
    ifTheCustomerRings: 'There is nothing to say of it.',
    next: 'Nothing.',
  }),
  withdrawn: (row) => ({
    happened: `${named(row)} was taken back before it was sent.`,
    known: 'It was certainly not sent.',
    ifTheCustomerRings: 'There is nothing to say of it: the case has gone on without it.',
    next: 'Nothing.',
  }),
};

/** What a channel calls an address, and how one is corrected. */
const addresses = { email: ['address', '--email'], sms: ['number', '--phone'] } as const;
const wrongAddress: readonly (string | undefined)[] = [
  'bad_address',
  'mailbox_refused',
  'unreachable_number',
] satisfies FailureCode[];

/** Only where the address may be to blame is there a better one to ask for. */
function asking({ key, code }: SendRow): string {
  return wrongAddress.includes(code) ? ` Ask for the ${addresses[partsOf(key).channel][0]} that is right.` : '';
}

function correcting(row: SendRow, { customerId = '<customer>', closed }: Look): string {
  if (closed) return afterClosing(row);
  const { key, code } = row;
  const [what, option] = addresses[partsOf(key).channel];
  const correct = `amends customer contact ${customerId} ${option} …`;
  if (wrongAddress.includes(code)) return `If the ${what} was wrong: ${correct}.`;
  return 'Nothing: the case takes another channel, or asks somebody to reach the customer.';
}

/** A closed case sends nothing more; what its customer was thought to have heard, and how it ended, a person tells. */
function afterClosing({ key, code }: SendRow): string {
  return partsOf(key).message === 'closing' || code === 'not_arrived'
    ? 'Tell the customer by other means: amends task list --kind reach_customer.'
    : 'Nothing: its case is closed.';
}

function named({ key }: SendRow): string {
  const { message, channel } = partsOf(key);
  return `The ${message.replaceAll('_', ' ')} by ${channel}`;
}

function why({ code }: SendRow): string {
  return code === undefined ? '' : ` (${code})`;
}

function byHand({ settledByHand }: SendRow): string {
  return settledByHand === undefined ? '' : `, as ${settledByHand.actor} has found out`;
}

/** How it is found again at whoever carried it. */
function traceOf({ key, mark }: SendRow): string {
  const where: Readonly<Record<Channel, string>> = {
    email: `A mail server's log knows it by its Message-ID, which holds ${mark}.`,
    sms: `Twilio's log has it by number and day; its text ends with (${mark === '' ? '' : shortMark(mark)}).`,
  };
  return mark === '' ? '' : where[partsOf(key).channel];
}

function settling({ key, generation }: SendRow, closed: boolean): string {
  const which = generation === 1 ? '' : ` --attempt ${generation}`;
  const arrived = `amends send settle ${key}${which} --arrived --reason …`;
  const asked = ' where it did not (its case is closed and sends nothing more: somebody is asked to tell the customer)';
  return `${arrived}, or --resend${closed ? asked : ''}`;
}

function receiptOf({ receiptDueAt, noReceiptAt }: SendRow, closed: boolean): string {
  if (noReceiptAt !== undefined)
    return `No receipt came by ${utc(noReceiptAt)}${closed ? '' : ': the case tells the customer elsewhere'}.`;
  if (receiptDueAt !== undefined) return `A receipt is awaited until ${utc(receiptDueAt)}.`;
  return 'Whether it arrived is not known: nothing was reported since.';
}

function twice({ noReceiptAt }: SendRow): string {
  return noReceiptAt === undefined ? '' : ' The receipt came late: the customer may have been told twice.';
}
