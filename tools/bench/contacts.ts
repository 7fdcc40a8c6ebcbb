import { type MongoStores, openMongoStores } from '../../adapters/store/connect.js';
import { readProgramme } from '../../app/read-programme.js';
import type { ContactQuestion } from '../../web/api/contact-decision.js';
import { fill, NOW, TENANT } from './contact-customers.js';
import { type ContactEdge, listen } from './contact-edge.js';
import { type Comparisons, inTurns } from './in-turns.js';
import { type MemoryCourse, memoryOf } from './memory.js';
import type { BenchOptions } from './options.js';

/** What asking about many contacts costs. */
export interface ContactsResult {
  readonly comparisons: Comparisons;
  readonly memory: MemoryCourse;
  /** The answers of one batch, by decision. */
  readonly decisions: Readonly<Record<string, number>>;
}

/** The product has to reach this share of a bare read (issue "One voice to each customer"). */
export const TARGET = 0.5;

/** As many customers as the product looks up together. */
const TOGETHER = 500;
/** Batches whose memory is watched. */
const REPEATS = 15;
/** As far back as the caps of the shipped programme look. Milliseconds. */
const SPAN = 30 * 24 * 3_600_000;

/**
 * `POST /v1/contact-decisions:batch` over HTTP, from the first byte of the request to the last of the answer, against reading
 * the same fields of the same documents in the same pieces with the driver alone. `uri` names a database of this run alone.
 */
export async function benchContacts(
  uri: string,
  { size, seed, rounds }: Pick<BenchOptions, 'size' | 'seed' | 'rounds'>,
): Promise<ContactsResult> {
  const stores = await openMongoStores(uri);
  const edge = await listen(stores);
  try {
    await publish(stores);
    const questions = await fill(stores, size, seed);
    const body = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
    const decisions = counted(await ask(edge, body), size);
    const product = async (): Promise<void> => {
      await ask(edge, body);
    };
    const comparisons = await inTurns({ product, bare: () => readBare(stores, questions) }, rounds);
    return { comparisons, memory: await memoryOf(product, REPEATS), decisions };
  } finally {
    await edge.close();
    await stores.close();
  }
}

async function publish({ programmes }: MongoStores): Promise<void> {
  const reading = await readProgramme('programme');
  if (reading.kind === 'faulty') throw new Error('the shipped programme has faults: amends programme check names them');
  await programmes.publish(TENANT, reading.programme, NOW);
}

async function ask({ url, authorization }: ContactEdge, body: string): Promise<string> {
  const headers = { authorization, 'content-type': 'application/x-ndjson' };
  const answer = await fetch(`${url}/v1/contact-decisions:batch`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`the batch was answered with ${answer.status}`);
  return answer.text();
}

/** Counts the decisions; throws unless each question was answered and each answer rests on a look. */
function counted(text: string, size: number): Readonly<Record<string, number>> {
  const answers = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly decision: string; readonly reason: string });
  const unread = answers.filter(({ reason }) => reason === 'unreadable' || reason === 'malformed').length;
  if (answers.length !== size || unread > 0) throw new Error(`${answers.length} answers to ${size}, ${unread} unread`);
  const counts: Record<string, number> = {};
  for (const { decision } of answers) counts[decision] = (counts[decision] ?? 0) + 1;
  return counts;
}

async function readBare({ connection }: MongoStores, questions: readonly ContactQuestion[]): Promise<void> {
  for (let from = 0; from < questions.length; from += TOGETHER) {
    const ids = questions.slice(from, from + TOGETHER).map(({ customerId }) => customerId);
    const whose = { tenant: TENANT, customerId: { $in: ids } };
    await connection
      .collection('incidents')
      .find({ ...whose, lease: { $exists: true } })
      .project({ _id: 0, customerId: 1, lease: 1, 'report.reference': 1 })
      .toArray();
    await connection
      .collection('contacts')
      .find({ ...whose, at: { $gte: NOW - SPAN }, purpose: { $in: ['survey', 'marketing'] } })
      .project({ _id: 0, customerId: 1, purpose: 1, at: 1 })
      .toArray();
    await connection
      .collection('cases')
      .find({ ...whose, view: { $exists: true } })
      .project({ _id: 0, customerId: 1, caseId: 1, ...viewFields })
      .sort({ number: 1 })
      .toArray();
  }
}

const viewFields = { 'view.reference': 1, 'view.stage': 1, 'view.lease': 1, 'view.surveyedAt': 1 } as const;
