import { Option, type Command } from 'commander';
import type { ContactAnswer, ReopeningAnswer } from '../../web/api/customer.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { usageFailure } from '../failure.js';
import { addCustomerConsent } from './customer-consent.js';
import { addCustomerShow } from './customer-show.js';

interface ContactOptions extends CommonOptions {
  /** False for `--no-email`. */
  readonly email?: string | false;
  readonly phone?: string | false;
}

interface ReopenOptions extends CommonOptions {
  readonly channel: string;
  readonly reason: string;
}

/** `customer …`: addresses corrected or written to again, what customers want, and what is known of them. */
export function addCustomerCommands(program: Command, context: Context): void {
  const customers = program.command('customer').description('see and correct what is known of a customer');
  addContact(customers, context);
  addReopen(customers, context);
  addCustomerConsent(customers, context);
  addCustomerShow(customers, context);
}

function addContact(customers: Command, context: Context): void {
  finished(
    customers
      .command('contact')
      .description('correct the addresses of a customer; an open case sends there what did not arrive')
      .argument('<customer>', 'the id of the customer')
      .addOption(new Option('--email <address>', 'the address that is right'))
      .addOption(new Option('--no-email', 'there is none any more'))
      .addOption(new Option('--phone <number>', 'the number that is right, such as +12025550100'))
      .addOption(new Option('--no-phone', 'there is none any more')),
    'amends customer contact c-77 --email ada@customers.example',
  ).action(async (id: string, options: ContactOptions) => {
    const body = { ...change('email', options.email), ...change('phone', options.phone) };
    if (Object.keys(body).length === 0) throw usageFailure('Say what is right: --email, --phone, or both.');
    const server = await context.server();
    const path = `/v1/customers/${encodeURIComponent(id)}/contact`;
    const answer = await server.ask<ContactAnswer>({ method: 'PUT', path, body });
    show(context, options, { document: answer, text: textOf(answer) });
  });
}

function addReopen(customers: Command, context: Context): void {
  finished(
    customers
      .command('reopen')
      .description('write again to an address that a provider has refused; an open case sends what did not arrive')
      .argument('<customer>', 'the id of the customer')
      .addOption(
        new Option('--channel <channel>', 'where they are reached').choices(['email', 'sms']).makeOptionMandatory(),
      )
      .requiredOption('--reason <text>', 'how you know that it is right; for colleagues, never shown to the customer'),
    'amends customer reopen c-77 --channel email --reason "our relay refused everybody that day"',
  ).action(async (id: string, options: ReopenOptions) => {
    const { channel, reason } = options;
    const server = await context.server();
    const path = `/v1/customers/${encodeURIComponent(id)}/reopenings`;
    const answer = await server.ask<ReopeningAnswer>({ method: 'POST', path, body: { channel, reason } });
    show(context, options, { document: answer, text: reopenedText(answer) });
  });
}

function reopenedText(answer: ReopeningAnswer): string {
  const { customerId, channel, lifted, refused, caseId } = answer;
  const address = `${channel} address of customer ${customerId}`;
  if (lifted.length === 0 && refused === 0)
    return `Nothing had stopped the ${address}, and no message was refused there.`;
  const before = lifted.length > 0 ? `it was ${lifted.join(', ')}` : 'messages were refused there';
  const told = caseId === null ? 'There is no open case.' : `Case ${caseId} sends again what it still wants there.`;
  return `The ${address} is open again: ${before}. ${told}`;
}

function change(field: 'email' | 'phone', given: string | false | undefined): Readonly<Record<string, string | null>> {
  return given === undefined ? {} : { [field]: given === false ? null : given };
}

function textOf({ customerId, reachableBy, changed, stopped, caseId }: ContactAnswer): string {
  const by = reachableBy.length === 0 ? 'by no channel' : `by ${reachableBy.join(' and ')}`;
  const told = caseId === null ? 'There is no open case.' : `Case ${caseId} goes on with that.`;
  const news = `Customer ${customerId} can be reached ${by} now. ${told}`;
  const lines = [
    changed.length === 0 ? `That is what is known of customer ${customerId} already: nothing has changed.` : news,
    ...stopped.map(
      ({ channel, reason }) =>
        `Nothing is sent to the ${channel} address: it is stopped as ${reason}. ` +
        `If it is right: amends customer reopen ${customerId} --channel ${channel} --reason …`,
    ),
  ];
  return lines.join('\n');
}
