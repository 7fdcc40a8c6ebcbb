import type { Client } from '@temporalio/client';
import type { MongoStores } from '../../adapters/store/connect.js';
import type { CaseEvent } from '../../domain/case/case-events.js';
import type { SendRow } from '../../domain/sends/send-row.js';
import type { Task, TaskKind } from '../../domain/tasks/task.js';
import type { StoredCase } from '../../ports/case-store.js';
import { journalQuery, recoveryId } from '../../workflows/contract.js';
import type { Answers } from './answers.js';
import type { Journey } from './journeys.js';
import type { HeardWord } from './words.js';

/** Everything that is known of one journey, by each who keeps a book of it. */
export interface CaseBooks {
  readonly caseId: string;
  /** The document in the read model; undefined: there is none. */
  readonly stored: StoredCase | undefined;
  readonly rows: readonly SendRow[];
  /** Its tasks to settle messages. */
  readonly tasks: readonly Task[];
  /** Its tasks to reach the customer. */
  readonly reaches: readonly Task[];
  /** Its tasks to read what the customer wrote, and to call them. */
  readonly asks: readonly Task[];
  /** What the customer wrote and was answered; missing: nothing. */
  readonly heard?: HeardWord;
  /** What its report and its commands were answered. */
  readonly answers: Answers;
  /** What the workflow itself remembers; undefined: it has not ended, or there is none. */
  readonly journal: readonly CaseEvent[] | undefined;
}

/** Where the books lie. */
export interface Shelves {
  readonly stores: MongoStores;
  readonly client: Client;
  readonly tenant: string;
}

const atOnce = 10;
/** Milliseconds that a workflow may take to end after its case has closed. */
const endsWithin = 20_000;
const mostTasks = 200;

/** What was said by whoever began a journey, and by its customer. */
export interface Sayings {
  readonly answersOf: (caseId: string) => Answers;
  readonly heardOf: (caseId: string) => HeardWord | undefined;
}

/** Reads the books of all journeys. */
export async function readBooks(
  shelves: Shelves,
  journeys: readonly Journey[],
  { answersOf, heardOf }: Sayings,
): Promise<readonly CaseBooks[]> {
  const books: CaseBooks[] = [];
  for (let from = 0; from < journeys.length; from += atOnce) {
    const some = journeys.slice(from, from + atOnce);
    const read = some.map(async (journey) => {
      const heard = heardOf(journey.caseId);
      const said = { answers: answersOf(journey.caseId), ...(heard && { heard }) };
      return { ...(await booksOf(shelves, journey)), ...said };
    });
    books.push(...(await Promise.all(read)));
  }
  return books;
}

async function booksOf(
  { stores, client, tenant }: Shelves,
  { caseId, customerId }: Journey,
): Promise<Omit<CaseBooks, 'answers' | 'heard'>> {
  const ref = { tenant, caseId };
  // Last words of a workflow are written while it ends.
  const journal = await remembered(client, recoveryId(tenant, customerId));
  const tasks = await stores.tasks.list(ref, { limit: mostTasks });
  const ofKind = (kind: TaskKind) => tasks.items.filter((task) => task.kind === kind);
  const [stored, rows] = await Promise.all([stores.cases.get(ref), stores.sends.ofCase(tenant, caseId)]);
  return {
    caseId,
    stored,
    rows,
    tasks: ofKind('settle_send'),
    reaches: ofKind('reach_customer'),
    asks: [...ofKind('answer_reply'), ...ofKind('call_back')],
    journal,
  };
}

async function remembered(client: Client, workflowId: string): Promise<readonly CaseEvent[] | undefined> {
  const handle = client.workflow.getHandle(workflowId);
  const connection = client.connection;
  try {
    await connection.withDeadline(Date.now() + endsWithin, () => handle.result());
    return await connection.withDeadline(Date.now() + endsWithin, () => handle.query(journalQuery));
  } catch {
    return undefined;
  }
}
