import { ScheduleNotFoundError, type Client, type Connection } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { commandsToAdd, missingAttributes } from '../../worker/require-attributes.js';
import { queues, sweeping } from '../../workflows/contract.js';
import { codeOf, fault, ok, type Check, type Verdict } from './check.js';
import { refusalAt, type Place } from './refusal.js';

/** Temporal as a look at it needs it. */
export interface TemporalAccess {
  readonly connection: Connection;
  readonly client: Client;
  readonly namespace: string;
}

/** Connects; the same connection at each call. */
export type OpenTemporal = () => Promise<TemporalAccess>;

/** gRPC's number for what is not there. */
const NOT_FOUND = '5';

/** A worker asks again at least once a minute: after two without a question it is gone. Milliseconds. */
const POLLED_WITHIN = 120_000;

type Role = keyof typeof queues;
const roles = Object.keys(queues) as Role[];

/** Temporal: reached, with namespace, search attributes, a worker for each queue, and the sweep. */
export function temporalChecks(open: OpenTemporal, places: readonly Place[] = []): readonly Check[] {
  const remedy = 'start Temporal; see that TEMPORAL_ADDRESS, its keys and certificates are right';
  const needs = ['namespace'];
  return [
    {
      name: 'Temporal',
      remedy,
      look: async () => {
        const refused = await refusalAt(places, remedy);
        if (refused !== undefined) return refused;
        const { serverVersion } = await (await open()).connection.workflowService.getSystemInfo({});
        return ok(serverVersion);
      },
    },
    { name: 'namespace', needs: ['Temporal'], remedy, look: async () => namespaceVerdict(await open()) },
    { name: 'search attributes', needs, remedy, look: async () => attributesVerdict(await open()) },
    ...roles.map((role): Check => {
      return { name: `worker ${role}`, needs, remedy, look: async () => workerVerdict(await open(), role) };
    }),
    { name: 'sweep', needs, remedy, look: async () => sweepVerdict(await open()) },
  ];
}

async function namespaceVerdict({ connection, namespace }: TemporalAccess): Promise<Verdict> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return ok(namespace);
  } catch (error) {
    if (codeOf(error) !== NOT_FOUND) throw error;
    const command = `temporal operator namespace create --namespace ${namespace}`;
    return fault(`${namespace} is not there`, `set TEMPORAL_NAMESPACE, or: ${command}`);
  }
}

async function attributesVerdict({ connection, namespace }: TemporalAccess): Promise<Verdict> {
  const missing = await missingAttributes(connection, namespace);
  if (missing.length === 0) return ok('all there');
  const says = `missing: ${missing.map(({ name }) => name).join(', ')}`;
  return fault(says, commandsToAdd(missing, namespace).join(' && '));
}

async function workerVerdict({ connection, namespace }: TemporalAccess, role: Role): Promise<Verdict> {
  const held = role === 'recovery' ? kinds : kinds.slice(-1);
  const polled = await Promise.all(
    held.map(async (taskQueueType) => {
      const { pollers } = await connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: queues[role] },
        taskQueueType,
      });
      return pollers.filter(({ lastAccessTime }) => isRecent(Number(lastAccessTime?.seconds ?? 0))).length;
    }),
  );
  const least = Math.min(...polled);
  if (least > 0) return ok(`${least} asking for work`);
  return fault(`nobody asks for work on the queue ${queues[role]}`, `start a worker whose WORKER_ROLES name ${role}`);
}

/** What a queue can hold, as Temporal's protocol numbers it: workflows, activities. */
const kinds = [1, 2].filter((kind): kind is temporal.api.enums.v1.TaskQueueType => kind > 0);

function isRecent(seconds: number): boolean {
  return Date.now() - seconds * 1_000 < POLLED_WITHIN;
}

async function sweepVerdict({ client, namespace }: TemporalAccess): Promise<Verdict> {
  try {
    const { state } = await client.schedule.getHandle(sweeping.schedule).describe();
    if (!state.paused) return ok(`every ${sweeping.every}`);
    const command = `temporal schedule toggle --unpause --schedule-id ${sweeping.schedule} --namespace ${namespace}`;
    return fault('paused: what falls between two writes stays there', `${command} --reason doctor`);
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    return fault(`the schedule ${sweeping.schedule} is not there`, 'start a worker, which creates it');
  }
}
