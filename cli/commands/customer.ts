import { Option, type Command } from 'commander';
import type { ContactAnswer } from '../../web/api/customer.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { usageFailure } from '../failure.js';

interface ContactOptions extends CommonOptions {
  /** False for `--no-email`. */
  readonly email?: string | false;
  readonly phone?: string | false;
}

/** `customer contact`: addresses, corrected. */
export function addCustomerCommands(program: Command, context: Context): void {
  const customers = program.command('customer').description('correct what is known of a customer');
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

function change(field: 'email' | 'phone', given: string | false | undefined): Readonly<Record<string, string | null>> {
  return given === undefined ? {} : { [field]: given === false ? null : given };
}

function textOf({ customerId, reachableBy, caseId }: ContactAnswer): string {
  const by = reachableBy.length === 0 ? 'by no channel' : `by ${reachableBy.join(' and ')}`;
  const told = caseId === null ? 'There is no open case.' : `Case ${caseId} goes on with that.`;
  return `Customer ${customerId} can be reached ${by} now. ${told}`;
}
