import type { CaseDetails, CaseView } from '../domain/case/case-view.js';

/**
 * The card of a case in the Temporal Web UI, in Markdown: a sentence first, then clocks, promises, messages and trouble.
 * Staff are named by id and times are absolute and in UTC, since a card is read everywhere and holds nothing personal.
 */
export function cardOf(caseId: string, view: CaseView, details: CaseDetails): string {
  const { clocks, promises, messages } = details;
  const parts = [
    sentence(view, details),
    `Case \`${caseId}\`, reference **${view.reference}**, ${view.severity}, round ${view.round}, protocol ${view.protocol}.`,
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
      messages.map((m) => `${m.message} by ${m.channel}: ${m.state} ${utc(m.at)}`),
    ),
    list('Trouble', troubles(view, details)),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const waits: Readonly<Record<CaseView['waitingFor'], string>> = {
  agent: 'Waiting for a person to act.',
  customer: 'Waiting for the customer.',
  provider: 'A message or remedy is on its way.',
  hold: 'On hold.',
  decision: 'Waiting for a person to decide how it ends.',
  time: 'Waiting for the next step to be due.',
  nothing: 'Closed.',
};

function sentence(view: CaseView, { messages, promises }: CaseDetails): string {
  const heard = messages.findLast((m) => m.state === 'accepted');
  const promised = promises.find((p) => p.state === 'open');
  return [
    waits[view.waitingFor],
    view.owner === undefined ? 'Nobody has taken it.' : `Owner \`${view.owner}\`.`,
    view.dueAt === undefined ? '' : `Next target ${utc(view.dueAt)}.`,
    view.escalatedTo === undefined ? '' : `Escalated to \`${view.escalatedTo}\` (rung ${view.rung}).`,
    heard === undefined ? 'The customer has heard nothing yet.' : `Customer last heard ${utc(heard.at)}.`,
    promised === undefined ? '' : `Promised ${utc(promised.dueAt)}.`,
    view.outcome === undefined ? '' : `Outcome ${view.outcome}, cause ${view.cause ?? 'unknown'}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function troubles(view: CaseView, { messages, promises }: CaseDetails): readonly string[] {
  const bad = messages.filter((m) => ['in_doubt', 'rejected', 'unsettled'].includes(m.state));
  return [
    ...(view.breaches > 0 ? [`${view.breaches} clock(s) breached`] : []),
    ...promises.filter((p) => p.state === 'missed').map((p) => `promise of ${utc(p.dueAt)} missed`),
    ...bad.map((m) => `${m.message} by ${m.channel}: ${m.state}`),
    ...(view.heldUntil === undefined ? [] : [`on hold until ${utc(view.heldUntil)}`]),
  ];
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `**${title}**\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
