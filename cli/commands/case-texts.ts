import type { CaseAnswer, CaseItem } from '../../web/api/case.js';
import { plain, table, when, type Paint } from '../terminal.js';

/** Cases as a table. */
export function listText(items: readonly CaseItem[], paint: Paint): string {
  if (items.length === 0) return 'No cases.';
  const head = ['CASE', 'REFERENCE', 'STAGE', 'SEVERITY', 'SLA', 'WAITS FOR', 'OWNER', 'DUE'];
  const rows = items.map(({ caseId, view }) => [
    caseId,
    view.reference,
    view.stage,
    view.severity,
    view.sla,
    view.waitingFor,
    view.owner ?? '-',
    view.dueAt === undefined ? '-' : when(view.dueAt),
  ]);
  return table([head, ...rows], paint);
}

/** One case in paragraphs: how it stands, clocks, promises, messages, notes, journal. */
export function caseText(answer: CaseAnswer, paint: Paint): string {
  const { caseId, customerId, seq, view, details, journal, notes = [] } = answer;
  const ended = view.outcome === undefined ? '' : `, ${view.outcome}: ${plain(view.cause ?? '')}`;
  const held = view.heldUntil === undefined ? '' : `, on hold until ${when(view.heldUntil)}`;
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [
      'Clocks',
      details.clocks.map(
        ({ clock, incidentId, dueAt, state }) => `${clock} of ${incidentId}: ${state}, due ${when(dueAt)}`,
      ),
    ],
    ['Promises', details.promises.map(({ about, dueAt, state }) => `${about} by ${when(dueAt)}: ${state}`)],
    [
      'Messages',
      details.messages.map(({ message, channel, state, at }) => `${when(at)} ${message} by ${channel}: ${state}`),
    ],
    ['Notes (internal)', notes.map(({ at, actor, note }) => `${when(at)} ${actor}: ${plain(note)}`)],
    ['Journal', journal.map(({ at, type, actor }) => `${when(at)} ${type} (${actor})`)],
  ];
  return [
    paint.bold(`Case ${caseId}, reference ${view.reference}`),
    `Customer ${customerId}, case number ${view.number}, round ${view.round}, ${seq} facts`,
    `Stage ${view.stage}${ended}${held}; severity ${view.severity}; clocks ${view.sla}; waits for ${view.waitingFor}`,
    `Team ${view.team}, owner ${view.owner ?? 'nobody yet'}, protocol ${view.protocol}`,
    ...sections.flatMap(([title, lines]) =>
      lines.length === 0 ? [] : ['', paint.bold(title), ...lines.map((line) => `  ${line}`)],
    ),
  ].join('\n');
}
