import type { CaseAnswer, CaseItem, CaseMessage } from '../../web/api/case.js';
import { plain, table, when, type Paint } from '../terminal.js';
import { settleCommand, taskStanding } from './task-texts.js';

/** Cases as a table; there is at least one. */
export function listText(items: readonly CaseItem[], paint: Paint): string {
  const head = ['CASE', 'REFERENCE', 'STAGE', 'SEVERITY', 'SLA', 'WAITS FOR', 'OWNER', 'DUE'];
  const rows = items.map(({ caseId, view }) => [
    caseId,
    view.reference,
    view.stage,
    view.severity,
    view.sla,
    view.waitingFor,
    view.owner ?? '-',
    dueText(view),
  ]);
  return table([head, ...rows], paint);
}

/** When the next clock, a decision or an answer to the customer is due; the clocks of a closed case run no more. */
function dueText({ stage, dueAt, decideBy, answerBy }: CaseItem['view']): string {
  const times = [dueAt, decideBy, answerBy].filter((time) => time !== undefined);
  return stage === 'closed' || times.length === 0 ? '-' : when(Math.min(...times));
}

/** One case in paragraphs: how it stands and what to do, tasks, clocks, promises, messages, notes, timeline. */
export function caseText(answer: CaseAnswer, paint: Paint): string {
  const { details, tasks, timeline, notes = [] } = answer;
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['Tasks', tasks.map((task) => `${task.id}, ${taskStanding(task)}: ${task.what}`)],
    [
      'Clocks',
      details.clocks.map(
        ({ clock, incidentId, dueAt, state }) => `${clock} of ${incidentId}: ${state}, due ${when(dueAt)}`,
      ),
    ],
    ['Promises', details.promises.map(({ about, dueAt, state }) => `${about} by ${when(dueAt)}: ${state}`)],
    ['Messages', details.messages.map((message) => `${messageText(message)}${doubtText(message)}`)],
    ['Notes (internal)', notes.map(({ at, actor, note }) => `${when(at)} ${actor}: ${plain(note)}`)],
    [
      'Timeline',
      timeline.map(({ at, actor, what }) => `${when(at)} ${plain(what)}${actor === 'system' ? '' : ` (${actor})`}`),
    ],
  ];
  return [
    ...headText(answer, paint),
    ...sections.flatMap(([title, lines]) =>
      lines.length === 0 ? [] : ['', paint.bold(title), ...lines.map((line) => `  ${line}`)],
    ),
  ].join('\n');
}

function headText(
  { caseId, customerId, seq, view, summary, todo, settlement, details }: CaseAnswer,
  paint: Paint,
): readonly string[] {
  const held = view.heldUntil === undefined ? '' : `, on hold until ${when(view.heldUntil)}`;
  return [
    paint.bold(`Case ${caseId}, reference ${view.reference}`),
    plain(summary),
    ...(todo === null ? [] : [`To ${todo.act}: ${plain(todo.why)}`]),
    `Stage ${view.stage}${held}; severity ${view.severity}; ${clocksText(view)}; team ${view.team}; protocol ${view.protocol}`,
    ...(details.noWay === undefined ? [] : [`No way to the customer: ${plain(details.noWay)}.`]),
    ...settlementLines(settlement),
    `Customer ${customerId}, ${contactText(view)}, case number ${view.number}, round ${view.round}, ${seq} facts`,
  ];
}

/** What the customer, the team and whoever mends causes say, each for itself. */
function settlementLines({ customer, customerAt, staff, cause }: CaseAnswer['settlement']): readonly string[] {
  const said = {
    none: 'the customer has said neither "settled" nor "not yet"',
    settled: 'settled for the customer',
    not_settled: 'not settled for the customer',
  }[customer];
  const since = customerAt === null ? '' : ` (${when(customerAt)})`;
  const mended = cause === null ? 'root cause not named' : `root cause ${cause.cause} ${cause.state}`;
  return [`Settled? ${said}${since}; for the team ${staff.replace('_', ' ')}; ${mended}`];
}

/** When the customer last heard something of the case, or may have. */
function contactText({ lastContactAt }: CaseItem['view']): string {
  return lastContactAt === undefined ? 'heard nothing yet' : `last heard ${when(lastContactAt)}`;
}

/** The worst of the clocks that run; where none does, what became of them. */
function clocksText({ stage, sla, breaches }: CaseItem['view']): string {
  if (stage !== 'closed' && sla !== 'met') return `clocks ${sla}`;
  return breaches === 0 ? 'all clocks met' : `no clock runs, ${breaches} breached`;
}

/** A message as the case knows it, with what the ledger adds while the case waits for a result. */
function messageText({ message, channel, state, at, ledger }: CaseMessage): string {
  const known = `${when(at)} ${message} by ${channel}${languageOf(ledger)}: ${state}`;
  if (ledger === undefined || ledger.state === state) return known;
  if (ledger.state === 'claimed') return `${known}, is being handed over`;
  return `${known}, ledger ${ledger.state}${ledger.code === undefined ? '' : ` (${ledger.code})`}`;
}

/** In which language a message went out, and which one the customer asked for where there was no text in it. */
function languageOf({ locale, localeAsked: asked = locale }: Partial<NonNullable<CaseMessage['ledger']>> = {}): string {
  if (locale === undefined || asked === undefined) return '';
  const isOther = asked.split('-')[0] !== locale.split('-')[0];
  return ` in ${locale}${isOther ? `, asked for ${asked}` : ''}`;
}

/** Of a message in doubt, the command that ends the doubt. */
function doubtText({ state, ledger, key }: CaseMessage): string {
  return (ledger?.state ?? state) === 'in_doubt' ? `; ${settleCommand(key)}` : '';
}
