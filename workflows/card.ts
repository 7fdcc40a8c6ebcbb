import type { CaseDetails, CaseView, MessageView } from '../domain/case/case-view.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
import { summaryOf } from '../domain/case/summary.js';
import { utc } from '../domain/instant-words.js';
import { detailsOf } from '../domain/journey/details-of.js';
import { noWayTo } from '../domain/journey/no-way.js';
import { openAsk } from '../domain/journey/watchers/answer-customer.js';
import { openReach } from '../domain/journey/watchers/reach-by-hand.js';
import { sendKey } from '../domain/sends/send-key.js';

/**
 * The card of a case in the Temporal Web UI, in Markdown: a sentence first, trouble next, then clocks, promises and
 * messages, and how to act.
 * Staff are named by id and times are absolute and in UTC, since a card is read everywhere and holds nothing personal.
 */
export function cardOf(tenant: string, c: OpenCase, view: CaseView): string {
  const details = detailsOf(c);
  const { clocks, promises, messages } = details;
  const noWay = noWayTo(c);
  const parts = [
    summaryOf(view, details, (id) => `\`${id}\``),
    `Case \`${c.caseId}\`, reference **${view.reference}**, ${view.severity}, round ${view.round}, protocol ${view.protocol}.`,
    list('Trouble', [
      ...(noWay === undefined ? [] : [noWay]),
      ...troubles(c, view, details),
      ...doubts(tenant, c, details),
    ]),
    list(
      'Clocks',
      clocks.map((k) => `${k.clock} of \`${k.incidentId}\`: ${k.state}, due ${utc(k.dueAt)}`),
    ),
    list(
      'Promises',
      promises.map((p) => `${p.about} by ${utc(p.dueAt)}: ${p.state}`),
    ),
    list(
      'Messages',
      messages.map((m) => `${standing(m)} ${utc(m.at)}`),
    ),
    c.phase === 'closed' ? '' : inputOf(c),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** An input of the dialog for updates, filled in: descriptions there vanish once an update is chosen, and are not to be copied. */
function inputOf({ caseId, round }: OpenCase): string {
  const take = { type: 'take', requestId: 'any-new-text', actor: 'your-staff-id', caseId, round: round.number };
  return `To act by an update: \`${JSON.stringify(take)}\``;
}

const asked = { answer_reply: 'read what the customer wrote', call_back: 'call the customer' } as const;

/** Open tasks, and what did not get through. */
function troubles(c: OpenCase, view: CaseView, { messages, promises }: CaseDetails): readonly string[] {
  const bad = messages.filter((m) => ['rejected', 'undelivered', 'unsettled'].includes(m.state));
  const reach = openReach(c);
  const ask = openAsk(c);
  return [
    ...(reach === undefined ? [] : [`task \`${reach.task}\`: tell the customer by other means by ${utc(reach.dueAt)}`]),
    ...(ask === undefined ? [] : [`task \`${ask.task}\`: ${asked[ask.kind]} by ${utc(ask.dueAt)}`]),
    ...(view.breaches > 0 ? [`clocks breached: ${view.breaches}`] : []),
    ...promises.filter((p) => p.state === 'missed').map((p) => `promise of ${utc(p.dueAt)} missed`),
    ...bad.map(standing),
    ...(view.heldUntil === undefined ? [] : [`on hold until ${utc(view.heldUntil)}`]),
  ];
}

/** The whole command; whoever knows what became of the message chooses one of the two words, and says why. */
function settling(key: string): string {
  return `\`amends send settle ${key} --arrived|--resend --reason …\``;
}

/** Messages of which nobody knows whether they arrived, each with the command that ends the doubt. */
function doubts(tenant: string, { caseId }: OpenCase, { messages }: CaseDetails): readonly string[] {
  const doubtful = messages.filter((m) => m.state === 'in_doubt');
  return doubtful.map((m) => `${standing(m)}: ${settling(sendKey(tenant, caseId, m.slot))}`);
}

function standing({ message, channel, state }: MessageView): string {
  return `${message} by ${channel}: ${state}`;
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `**${title}**\n${lines.map((line) => `- ${line}`).join('\n')}`;
}
