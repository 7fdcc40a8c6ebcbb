import { Option, type Command } from 'commander';
import type { LeakItem } from '../../web/api/contact.js';
import type { ContactDecisionAnswer } from '../../web/api/contact-decision.js';
import type { EventItem, EventList } from '../../web/api/event.js';
import { when } from '../terminal.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { purposes } from './choices.js';
import { count } from './count.js';
import { queryOf, showPage, withPages, type PageOptions } from './paging.js';

interface DecideOptions extends CommonOptions {
  readonly purpose: string;
  readonly channel?: string;
}

interface EventsOptions extends CommonOptions {
  readonly after?: string;
  readonly limit?: number;
}

/** `contact`: may a customer be contacted, and who may be again? */
export function addContactCommands(program: Command, context: Context): void {
  const contacts = program
    .command('contact')
    .description('ask whether a customer may be contacted, and see what came of it');
  addDecide(contacts, context);
  addEvents(contacts, context);
  addLeaks(contacts, context);
}

function addDecide(contacts: Command, context: Context): void {
  finished(
    contacts
      .command('decide')
      .description('say whether a customer may be contacted now, why not and until when')
      .argument('<customer>', 'the id of the customer')
      .addOption(
        new Option('--purpose <purpose>', 'what the contact is for').choices([...purposes]).makeOptionMandatory(),
      )
      .addOption(new Option('--channel <channel>', 'by which; without it, for any').choices(['email', 'sms'])),
    'amends contact decide c-77 --purpose marketing',
  ).action(async (customerId: string, options: DecideOptions) => {
    const server = await context.server();
    const { purpose, channel } = options;
    const body = { customerId, purpose, ...(channel !== undefined && { channel }) };
    const answer = await server.ask<ContactDecisionAnswer>({ method: 'POST', path: '/v1/contact-decisions', body });
    show(context, options, { document: answer, text: textOf(answer) });
  });
}

function addEvents(contacts: Command, context: Context): void {
  finished(
    contacts
      .command('events')
      .description('list the customers whom promotion may reach again, the earliest first')
      .option('--after <next>', 'go on where an earlier list ended')
      .option('--limit <number>', 'at most this many, up to 200; 50 otherwise', count),
    'amends contact events --after 120',
  ).action(async (options: EventsOptions) => {
    const server = await context.server();
    const query = queryOf({ after: options.after, limit: options.limit?.toString() });
    const found = await server.ask<EventList>({ method: 'GET', path: `/v1/events?${query.toString()}` });
    const text = found.items.length === 0 ? 'Nothing has come about.' : found.items.map(eventText).join('\n');
    show(context, options, { document: found, text });
    if (found.items.length > 0 && options.json !== true)
      context.terminal.error(`What comes next: --after ${found.next}`);
  });
}

function addLeaks(contacts: Command, context: Context): void {
  finished(
    withPages(
      contacts.command('leaks').description('list the promotions of other senders that should not have been sent'),
    ),
    'amends contact leaks',
  ).action(async (options: PageOptions) => {
    const textOf = (items: readonly LeakItem[]) =>
      items.length === 0 ? 'No promotion has leaked.' : items.map(leakText).join('\n');
    await showPage(context, options, { path: '/v1/contacts/leaks', textOf });
  });
}

function leakText({ id, customerId, at, leak, decision }: LeakItem): string {
  const asked = decision === null ? 'did not ask' : `was told ${decision}`;
  return `${when(at)} ${id} to customer ${customerId} (${leak}; its sender ${asked})`;
}

function eventText({ time, subject, data: { because, reference } }: EventItem): string {
  return `${when(Date.parse(time))} customer ${subject} is free for promotion again (${because}, ${reference})`;
}

function textOf({ customerId, decision, reason, until, reference, caseId }: ContactDecisionAnswer): string {
  const verdict = `${verdicts[decision]} (${reason})`;
  const recovery =
    reference === null ? '' : ` Their recovery is ${reference}${caseId === null ? '' : `, case ${caseId}`}.`;
  const end = decision === 'allow' ? '' : until === null ? ' No end is in sight.' : ` Not before ${when(until)}.`;
  return `Customer ${customerId}: ${verdict}.${end}${recovery}`;
}

const verdicts: Readonly<Record<ContactDecisionAnswer['decision'], string>> = {
  allow: 'yes',
  suppress: 'no',
  replace: 'no, the recovery under way speaks instead',
};
