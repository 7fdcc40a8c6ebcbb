import { temporal } from '@temporalio/proto';

const { EventType } = temporal.api.enums.v1;
const { History } = temporal.api.history.v1;
type History = temporal.api.history.v1.IHistory;
type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** What Temporal Cloud bills for one run, by kind. Queries and updates that a validator rejects leave no event. */
export interface BillableActions {
  readonly starts: number;
  readonly signals: number;
  readonly updates: number;
  /** Each attempt counts. */
  readonly activities: number;
  readonly timers: number;
  readonly upserts: number;
  readonly all: number;
}

/** Counts the billable actions of a run from its history; the start of a continued run is the action of continuing. */
export function billableActions({ events }: History): BillableActions {
  const all = events ?? [];
  const count = (type: temporal.api.enums.v1.EventType): number =>
    all.filter((event) => event.eventType === type).length;
  const counts = {
    starts: count(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED),
    signals: count(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED),
    updates: count(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED),
    activities: count(EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED) + sum(all.map(retries)),
    timers: count(EventType.EVENT_TYPE_TIMER_STARTED),
    upserts: all.filter(isUpsert).length,
  };
  return { ...counts, all: sum(Object.values(counts)) };
}

/** The size of a history as the server stores it, in bytes. */
export function historyBytes(history: History): number {
  return History.encode(history).finish().length;
}

/** An upsert that is billed: what the SDK notes by itself about versions of the process is not (Temporal Cloud, Actions). */
function isUpsert({ upsertWorkflowSearchAttributesEventAttributes: upsert }: HistoryEvent): boolean {
  const names = Object.keys(upsert?.searchAttributes?.indexedFields ?? {});
  return names.some((name) => name !== 'TemporalChangeVersion');
}

/** The attempts before the one that the history shows. */
function retries({ activityTaskStartedEventAttributes: started }: HistoryEvent): number {
  return Math.max(0, (started?.attempt ?? 1) - 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
