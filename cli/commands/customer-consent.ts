import { Option, type Command } from 'commander';
import type { ConsentAnswer } from '../../web/api/consent.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';

interface ConsentOptions extends CommonOptions {
  readonly channel: string;
  readonly class: string;
  readonly wording?: string;
}

/** `customer opt-out` and `customer opt-in`: what a customer has said for or against our messages. */
export function addCustomerConsent(customers: Command, context: Context): void {
  const optOut = customers
    .command('opt-out')
    .description('keep that a customer wants no more messages on a channel; at once, also for what is on its way')
    .argument('<customer>', 'the id of the customer')
    .option('--wording <text>', 'in whose own words; kept as evidence, and sent to nobody');
  const optIn = customers
    .command('opt-in')
    .description('keep that a customer wants messages again that they had refused')
    .argument('<customer>', 'the id of the customer')
    .requiredOption('--wording <text>', 'in their own words: the evidence that they have said so');
  finished(withScope(optOut), 'amends customer opt-out c-77 --channel sms --wording "no more texts please"').action(
    (id: string, options: ConsentOptions) => tell(context, options, { id, path: 'opt-outs', said: refused }),
  );
  finished(withScope(optIn), 'amends customer opt-in c-77 --channel sms --wording "you may text me again"').action(
    (id: string, options: ConsentOptions) => tell(context, options, { id, path: 'opt-ins', said: wanted }),
  );
}

function withScope(command: Command): Command {
  return command
    .addOption(new Option('--channel <channel>', 'where').choices(['email', 'sms']).makeOptionMandatory())
    .addOption(
      new Option('--class <class>', 'all of them, or only surveys, or only promotion')
        .choices(['all', 'survey', 'marketing'])
        .default('all'),
    );
}

interface Deed {
  readonly id: string;
  readonly path: string;
  readonly said: (answer: ConsentAnswer) => string;
}

async function tell(context: Context, options: ConsentOptions, { id, path, said }: Deed): Promise<void> {
  const { channel, class: of, wording } = options;
  const server = await context.server();
  const answer = await server.ask<ConsentAnswer>({
    method: 'POST',
    path: `/v1/customers/${encodeURIComponent(id)}/${path}`,
    body: { channel, class: of, ...(wording !== undefined && { wording }) },
  });
  const { caseId } = answer;
  const told = caseId === null ? 'There is no open case.' : `Case ${caseId} has been told.`;
  show(context, options, { document: answer, text: `${said(answer)} ${told}` });
}

const named = { all: 'messages', survey: 'surveys', marketing: 'promotion' } as const;

function refused({ customerId, channel, class: of }: ConsentAnswer): string {
  return `Customer ${customerId} gets no more ${named[of]} by ${channel}.`;
}

function wanted({ customerId, channel, class: of }: ConsentAnswer): string {
  return `Customer ${customerId} gets ${named[of]} by ${channel} again, unless something else stops them.`;
}
