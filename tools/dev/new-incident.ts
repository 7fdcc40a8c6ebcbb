import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const example = fileURLToPath(new URL('../../examples/incident.json', import.meta.url));

interface Incident {
  readonly customer: { readonly id: string };
}

/** The incident of `examples/incident.json` as JSON, of a customer nobody has heard of yet and of this moment. */
export async function newIncident(now: number): Promise<string> {
  const incident = JSON.parse(await readFile(example, 'utf8')) as Incident;
  const mark = randomBytes(3).toString('hex');
  const customer = { ...incident.customer, id: `customer-${mark}`, email: `maya.${mark}@customers.example` };
  const fresh = { ...incident, id: `order-${mark}-late`, occurredAt: new Date(now).toISOString(), customer };
  return `${JSON.stringify(fresh, null, 2)}\n`;
}
