import type { CaseContext, ContextPart } from '../../web/api/case-context.js';
import { plain, when, type Paint } from '../terminal.js';
import { stopWords } from './stop-words.js';

/** All that whoever takes a case has to know, the customer's own words first. */
export function contextText(found: CaseContext, paint: Paint): string {
  const sections = [...storyOf(found), ...doneOf(found), ...aroundOf(found)];
  return [
    paint.bold(`Case ${found.caseId}, reference ${found.reference}`),
    plain(found.summary),
    ...sections.flatMap(({ title, lines }) =>
      lines.length === 0 ? [] : ['', paint.bold(title), ...lines.map(indented)],
    ),
  ].join('\n');
}

type Money = Extract<CaseContext['offers'], { state: 'known' }>['value'][number]['amount'];

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A part in lines, or why there is none; what comes from elsewhere says of when it is. */
function section<T>(title: string, part: ContextPart<T>, linesOf: (value: T) => readonly string[]): Section {
  if (part.state === 'missing') return { title, lines: [`missing: ${part.reason.replaceAll('_', ' ')}`] };
  const foreign = part.source !== 'amends';
  const lines = linesOf(part.value);
  return {
    title: foreign ? `${title} (as of ${when(part.asOf)})` : title,
    lines: foreign && lines.length === 0 ? ['none'] : lines,
  };
}

function storyOf({ customer, lastBreak, reports, inputs, messages }: CaseContext): readonly Section[] {
  return [
    section('Customer', customer, ({ id, name, locale, timeZone, tier = 'standard', vulnerable, reachableBy }) => [
      [
        name ?? id,
        tier,
        ...(vulnerable === true ? ['vulnerable'] : []),
        locale,
        ...(timeZone === undefined ? [] : [timeZone]),
      ]
        .map(plain)
        .join(', '),
      `reachable by ${reachableBy.join(', ') || 'no channel'}`,
    ]),
    section('What last went wrong', lastBreak, (at) => (at === null ? [] : [`${when(at.at)} ${plain(at.what)}`])),
    section('Reports', reports, (all) =>
      all.flatMap(({ id, source, category, severity, reportedAt, subject, story, score }) => [
        plain(`${when(reportedAt)} ${id}, ${category}${severity === undefined ? '' : `, ${severity}`}, by ${source}`),
        ...[subject, score && `score ${score.value} of ${score.of}`, story].flatMap((text) =>
          text === undefined ? [] : lines(text),
        ),
      ]),
    ),
    section('What the customer wrote back', inputs, (all) =>
      all.flatMap(({ kind, channel, receivedAt, subject, text }) => [
        `${when(receivedAt)} ${kind.replaceAll('_', ' ')} by ${channel}`,
        ...[subject, text].flatMap((one) => (one === undefined ? [] : lines(one))),
      ]),
    ),
    section('What the customer was told', messages, (all) =>
      all.flatMap(({ at, message, channel, subject, text }) => [
        `${when(at)} ${message} by ${channel}${subject === undefined ? '' : `: ${plain(subject)}`}`,
        ...lines(text),
      ]),
    ),
  ];
}

function doneOf({ promises, offers, attempts, tasks, timeline, notes }: CaseContext): readonly Section[] {
  return [
    section('Promises', promises, (all) =>
      all.map(({ about, dueAt, state }) => `${about} by ${when(dueAt)}: ${state}`),
    ),
    section('Offers', offers, (all) =>
      all.map(({ act, amount, state, requestedAt }) => `${when(requestedAt)} ${act} of ${moneyText(amount)}: ${state}`),
    ),
    section('Attempts', attempts, (all) =>
      all.map(
        ({ at, message, channel, state, ledger }) => `${when(at)} ${message} by ${channel}: ${ledger?.state ?? state}`,
      ),
    ),
    section('Tasks', tasks, (all) =>
      all.map(({ id, what, done }) => `${id}${done === undefined ? '' : ', done'}: ${plain(what)}`),
    ),
    section('Timeline', timeline, (all) =>
      all.map(({ at, actor, what }) => `${when(at)} ${plain(what)}${actor === 'system' ? '' : ` (${actor})`}`),
    ),
    section('Notes (internal)', notes, (all) =>
      all.map(({ at, actor, note }) => `${when(at)} ${actor}: ${plain(note)}`),
    ),
  ];
}

function aroundOf({ consent, earlierCases, orders, crm, contacts }: CaseContext): readonly Section[] {
  return [
    section('Does not want', consent, ({ channels }) =>
      channels.flatMap(({ channel, stoppedAt, noSurveys, closedBecause }) => [
        ...(stoppedAt === undefined ? [] : [`messages by ${channel}, since ${when(stoppedAt)}`]),
        ...(noSurveys ? [`surveys by ${channel}`] : []),
        ...closedBecause.map((reason) => `${channel}: ${stopWords(reason)}`),
      ]),
    ),
    section('Earlier cases', earlierCases, (all) =>
      all.map(({ caseId, openedAt, categories, outcome = 'open', cause }) =>
        plain(
          `${when(openedAt)} ${caseId}, ${categories.join(', ')}: ${outcome}${cause === undefined ? '' : `, ${cause}`}`,
        ),
      ),
    ),
    section('Orders', orders, (all) =>
      all.map(({ id, placedAt, status }) => plain(`${when(placedAt)} ${id}: ${status}`)),
    ),
    section('CRM', crm, (all) => all.map(({ name, value }) => plain(`${name}: ${value}`))),
    section('Contacts elsewhere', contacts, (all) =>
      all.map(({ at, channel, direction, summary }) => plain(`${when(at)} ${direction} by ${channel}: ${summary}`)),
    ),
  ];
}

/** What a person wrote, line by line, set off from what is said of it. */
function lines(text: string): readonly string[] {
  return plain(text)
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd());
}

/** An amount with as many decimals as its currency has. */
function moneyText({ minor, currency }: Money): string {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
}

function indented(line: string): string {
  return `  ${line}`;
}
