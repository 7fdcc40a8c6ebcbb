import { Option, type Command } from 'commander';
import type { ContactDecisionAnswer } from '../../web/api/contact-decision.js';
import { when } from '../terminal.js';
import { finished, show, type CommonOptions, type Context } from '../context.js';
import { purposes } from './choices.js';

interface DecideOptions extends CommonOptions {
  readonly purpose: string;
  readonly channel?: string;
}

/** `contact decide`: may a customer be contacted? */
export function addContactCommands(program: Command, context: Context): void {
  const contacts = program.command('contact').description('ask whether a customer may be contacted');
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
