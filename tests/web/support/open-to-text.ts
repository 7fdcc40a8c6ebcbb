import type { CaseFact, Opening } from '../../../domain/case/case-events.js';
import { aProtocol, aReport, openingEvent, T0 } from '../../domain/support/builders.js';
import { aProgramme } from '../../support/a-programme.js';
import { putCase } from './builders.js';
import type { Edge } from './server.js';

const mail = { subject: '{{ topic }}', text: 'x' };
const templates = {
  'en/layout/email': {
    text: 'Hello {{ name }},\n\n{{ body }}\n\n-- {% if owner %}{{ owner }}{% else %}us{% endif %}',
    html: '{{ body }}',
  },
  'en/agent_message/email': {
    subject: '{% if written_subject %}{{ written_subject }}{% endif %}',
    text: '{{ written }}',
  },
  'en/agent_message/sms': { text: '{{ brand }}: {{ written }}' },
  'en/progress_update/email': { ...mail, text: 'Your case about {{ topics }} is with {{ team }}.' },
  'en/second_chance/email': { ...mail, text: 'You told us that this is not right yet.' },
};

/** Stores the case `inc-1` of a customer who can be written to; `facts` follow upon its opening. */
export async function openToText(
  stores: Edge['stores'],
  opening: Partial<Opening> = {},
  ...facts: readonly CaseFact[]
): Promise<void> {
  const customer = { id: 'c-77', name: 'Ada', locale: 'en', email: 'ada@customers.example', phone: '+12025550143' };
  await stores.customers.upsert('acme', customer, T0);
  await stores.incidents.put(aReport({ customer }));
  const programme = await stores.programmes.publish('acme', { ...aProgramme(), templates }, T0);
  const protocol = { ...(opening.protocol ?? aProtocol()), programme };
  const first = openingEvent({ ...opening, protocol });
  const journal = [first, ...facts.map((fact) => ({ ...fact, at: T0, actor: 'system', rules: 4 }))];
  await putCase(stores.cases, { caseId: 'inc-1', journal });
}
