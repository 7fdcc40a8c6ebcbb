import type { TemplateVariable } from '../../domain/contact/template-variables.js';
import type { MessageFacts } from '../../ports/templates.js';
import { shownList, shownMoney, shownTime, singleLine, type Showing } from './shown.js';
import type { Wording } from './wording.js';

/** What Liquid sees; absent facts are undefined, so that naming one without asking first fails. */
export type TemplateVariables = Readonly<Partial<Record<TemplateVariable, unknown>>>;

/** The one place where recorded facts become the words of a text; `templateVariables` says what each means. */
export function variablesOf(facts: MessageFacts, wording: Wording, showing: Showing): TemplateVariables {
  const time = (at: number | undefined) => (at === undefined ? undefined : shownTime(at, showing));
  const incidents = facts.incidents.map((incident) => shownIncident(incident, wording, showing));
  const first = incidents[0];
  const { survey, voucher, links } = facts;
  return {
    brand: wording.brand,
    name: nonEmpty(facts.name),
    reference: facts.reference,
    topic: first?.topic,
    topics: topicsOf(incidents, showing),
    reported_at: first?.reported_at,
    earlier_reference: facts.incidents[0]?.repeats,
    ...ownFindings(facts.incidents, incidents, showing),
    incidents,
    facts: first?.facts,
    noted: first?.noted,
    covers: facts.covers,
    joined: facts.joined,
    second_round: facts.secondRound,
    owner: nonEmpty(facts.owner),
    team: singleLine(wording.team(facts.team)),
    promise_due: time(facts.promiseDueAt),
    missed_due: time(facts.missedDueAt),
    withdrawn_due: time(facts.withdrawnDueAt),
    resolved_at: time(facts.resolvedAt),
    survey_link: survey?.url,
    survey_expires: time(survey?.expiresAt),
    unsubscribe_link: facts.unsubscribeUrl,
    call_link: links?.call,
    yes_link: links?.yes,
    no_link: links?.no,
    voucher_code: voucher?.code,
    voucher_amount: voucher && shownMoney(voucher.minor, voucher.currency, showing.locale),
    written: facts.written?.text,
    written_subject: nonEmpty(facts.written?.subject),
    outcome: facts.outcome,
    customer_said: facts.customerSaid,
  };
}

type Incidents = MessageFacts['incidents'];
type Shown = readonly { readonly topic: string }[];

function topicsOf(shown: Shown, { locale }: Showing): string {
  return shownList(
    shown.map(({ topic }) => topic),
    locale,
  );
}

/** What we found ourselves, apart from what the customer reported where a text speaks of both. */
function ownFindings(incidents: Incidents, shown: Shown, showing: Showing): TemplateVariables {
  const reported = shown.filter((_, at) => incidents[at]?.proactive !== true);
  const noticed = shown.filter((_, at) => incidents[at]?.proactive === true);
  if (reported.length === 0 || noticed.length === 0) return { proactive: reported.length === 0 };
  return { proactive: false, reported: topicsOf(reported, showing), noticed: topicsOf(noticed, showing) };
}

function shownIncident(incident: MessageFacts['incidents'][number], wording: Wording, showing: Showing) {
  const { subject, category, reportedAt, facts } = incident;
  const words = wording.category(category);
  const title = words.charAt(0).toLocaleUpperCase(showing.locale) + words.slice(1);
  const entries = Object.entries(facts).map(([name, value]) => [name, shownScalar(value)] as const);
  return {
    topic: nonEmpty(subject) ?? title,
    category: words,
    reported_at: shownTime(reportedAt, showing),
    facts: entries.length === 0 ? undefined : Object.fromEntries(entries),
    noted: entries.length === 0 ? undefined : entries.map(([name, value]) => ({ name: wording.fact(name), value })),
  };
}

function shownScalar(value: string | number | boolean): string | number | boolean {
  return typeof value === 'string' ? singleLine(value) : value;
}

function nonEmpty(text: string | undefined): string | undefined {
  const line = singleLine(text ?? '');
  return line === '' ? undefined : line;
}
