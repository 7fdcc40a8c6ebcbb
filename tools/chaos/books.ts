import type { Client } from '@temporalio/client';
import type { MongoStores } from '../../adapters/store/connect.js';
import type { CaseEvent } from '../../domain/case/case-events.js';
import type { SendRow } from '../../domain/sends/send-row.js';
import type { Task } from '../../domain/tasks/task.js';
import type { StoredCase } from '../../ports/case-store.js';
import { journalQuery, recoveryId } from '../../workflows/contract.js';
import type { Journey } from './journeys.js';

/** Everything that is known of one journey, by each who keeps a book of it. */
export interface CaseBooks {
  readonly caseId: string;
  /** The document in the read model; undefined: there is none. */
  readonly stored: StoredCase | undefined;
  readonly rows: readonly SendRow[];
  /** Its tasks to settle messages. */
  readonly tasks: readonly Task[];
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

/** Reads the books of all journeys. */
export async function readBooks(shelves: Shelves, journeys: readonly Journey[]): Promise<readonly CaseBooks[]> {
  const books: CaseBooks[] = [];
  for (let from = 0; from < journeys.length; from += atOnce) {
    const some = journeys.slice(from, from + atOnce);
    books.push(...(await Promise.all(some.map((journey) => booksOf(shelves, journey)))));
  }
  return books;
}

async function booksOf({ stores, client, tenant }: Shelves, { caseId, customerId }: Journey): Promise<CaseBooks> {
  const ref = { tenant, caseId };
  // Last words of a workflow are written while it ends.
  const journal = await remembered(client, recoveryId(tenant, customerId));
  const tasks = await stores.tasks.list({ ...ref, kind: 'settle_send' }, { limit: mostTasks });
  const [stored, rows] = await Promise.all([stores.cases.get(ref), stores.sends.ofCase(tenant, caseId)]);
  return { caseId, stored, rows, tasks: tasks.items, journal };
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
